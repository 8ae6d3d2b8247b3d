"""The training of one person, and the hours of everybody in a year."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.core.web import Form, get_or_404, requires
from app.people.labels import KINDS
from app.people.models import Mentor, Person
from app.profiles.pages import url_of
from app.training import labels, panels
from app.training.actions import completions as actions
from app.training.models import Completion, TrainingModule
from app.training.queries import completions as queries
from app.training.reading import hours_of, title_of
from app.training.schemas import CompletionSchema

bp = Blueprint("people", __name__, url_prefix="/people", template_folder="templates")

SORTS = {"name": (Person.sort_key, Person.id)}


@bp.get("/")
@requires(Permission.TRAINING_READ)
def hours() -> ResponseReturnValue:
    """Hours of training in a year: of each antenna, and of each person."""
    asked = {name: request.args.get(name, "").strip() for name in ("year", "antenna", "kind")}
    year, now = queries.year_of(asked), clock.today().year
    listing = Listing(queries.people_with_hours(asked), sorts=SORTS, filters=asked)
    seen, by_antenna = viewer().antenna_ids, queries.hours_by_antenna(year)
    antennas = [antenna for antenna, _hours, _people in by_antenna]
    template = "hours_results" if request.headers.get("X-Fragment") == "results" else "hours"
    return render_template(
        f"training/{template}.html",
        listing=listing,
        year=year,
        years={one: str(one) for one in range(now, now - 5, -1)},
        spent=queries.hours_of(listing.items, year),
        by_antenna=[line for line in by_antenna if line[1]],
        antennas={one.code: one.name for one in antennas if seen is None or one.id in seen},
        antenna_names={one.id: one.name for one in antennas},
        kinds=KINDS,
    )


@bp.get("/<int:person_id>")
@requires(Permission.TRAINING_READ)
def show(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    lines = panels.lines_of(person)
    return render_template(
        "training/person.html",
        person=person,
        profile_url=url_of(person),
        lines=lines,
        gate=panels.gate_of(lines) if isinstance(person, Mentor) else None,
        hours=panels.hours_this_year(lines),
        panels=sorted(ask("training.panels", person), key=lambda panel: panel.order),
        ways=labels.WAYS,
    )


@bp.route("/<int:person_id>/modules/<int:module_id>", methods=["GET", "POST"])
@requires(Permission.TRAINING_MANAGE)
def complete(person_id: int, module_id: int) -> ResponseReturnValue:
    """Note by hand that they completed a module, or correct what is noted."""
    person, module = get_or_404(Person, person_id), get_or_404(TrainingModule, module_id)
    known = queries.find_completion(person.id, module.id)
    usual = {"completed_on": clock.today(), "hours": hours_of(module) or None}
    form = Form(CompletionSchema(exclude=("module_id",)), of=known or usual)
    if form.submit(actions.note_completion, person=person, module_id=module.id):
        flash(_("The module is noted as completed."))
        return redirect(url_for(".show", person_id=person_id), 303)
    page = {"person": person, "title": title_of(module), "known": known, "today": clock.today()}
    return render_template("training/completion.html", form=form, **page), form.status


@bp.post("/<int:person_id>/completions/<int:completion_id>/removal")
@requires(Permission.TRAINING_MANAGE)
def remove(person_id: int, completion_id: int) -> ResponseReturnValue:
    person, row = get_or_404(Person, person_id), get_or_404(Completion, completion_id)
    actions.remove(person, row if row.person_id == person.id else abort(404))
    flash(_("The module counts as not completed again."))
    return redirect(url_for(".show", person_id=person_id), 303)
