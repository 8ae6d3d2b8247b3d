"""The training of one person, their certificates, and the hours of everybody in a year."""

from pathlib import Path
from typing import Any

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core import clock, pdf
from app.core.i18n import LOCALES
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.core.web import Form, get_or_404, load, requires
from app.people.labels import KINDS
from app.people.models import Mentor, Person
from app.people.pages import url_of
from app.training import labels, links, panels
from app.training.actions import certificates, readings
from app.training.actions import completions as actions
from app.training.models import Certificate, Completion, TrainingModule
from app.training.paper import certificate_data
from app.training.queries import completions as queries
from app.training.reading import hours_of, title_of
from app.training.schemas import CompletionSchema, ReadingSchema

bp = Blueprint("people", __name__, url_prefix="/people", template_folder="templates")

PAPER = Path(__file__).parent / "papers" / "certificate.typ"
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
        certificates=queries.certificates_of(person),
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


@bp.post("/<int:person_id>/readings")
@requires(Permission.TRAINING_MANAGE)
def send_reading(person_id: int) -> ResponseReturnValue:
    """A link to read a module: in their mail, and here for once, to send it another way."""
    person = get_or_404(Person, person_id)
    sent = readings.send_reading(person=person, **load(ReadingSchema()))
    return render_template("training/link.html", person=person, sent=sent)


@bp.post("/<int:person_id>/certificates")
@requires(Permission.TRAINING_MANAGE)
def issue(person_id: int) -> ResponseReturnValue:
    certificates.issue_certificate(person=get_or_404(Person, person_id))
    flash(_("The certificate is made. Print it or send it along."))
    return redirect(url_for(".show", person_id=person_id), 303)


@bp.get("/<int:person_id>/certificates/<int:certificate_id>.pdf")
@requires(Permission.TRAINING_READ)
def paper(person_id: int, certificate_id: int) -> ResponseReturnValue:
    person, found = _certificate_of(person_id, certificate_id)
    address = links.certificate_url(found)
    drawing = segno.make(address, error="m").svg_inline(scale=4, border=0)
    with force_locale(LOCALES.get(found.language, found.language)):
        body = pdf.paper(PAPER, certificate_data(found, person) | {"qr": drawing, "url": address})
    response = Response(body, mimetype="application/pdf")
    response.headers["Content-Disposition"] = dump_options_header(
        "inline", {"filename": f"certificate-{found.code}.pdf"}
    )
    return response


@bp.post("/<int:person_id>/certificates/<int:certificate_id>/revocation")
@requires(Permission.TRAINING_MANAGE)
def revoke(person_id: int, certificate_id: int) -> ResponseReturnValue:
    person, found = _certificate_of(person_id, certificate_id)
    certificates.revoke_certificate(certificate=found, person=person)
    flash(_("The certificate is revoked. Whoever verifies it is told so."))
    return redirect(url_for(".show", person_id=person_id), 303)


def _certificate_of(person_id: int, certificate_id: int) -> tuple[Any, Certificate]:
    person, found = get_or_404(Person, person_id), get_or_404(Certificate, certificate_id)
    return (person, found) if found.person_id == person.id else abort(404)
