"""Training sessions for staff: the list, one session with its people, the attendance."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.i18n import language_name
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.core.web import Form, get_or_404, load, requires
from app.people.models import Person
from app.people.queries import antenna_choices, owner_choices, people_of
from app.profiles.many import Outcome
from app.training import reading
from app.training.queries import completions
from app.training.queries import modules as modules_queries
from app.training_sessions import labels, queries, rules
from app.training_sessions.actions import attendance as attending
from app.training_sessions.actions import places as placing
from app.training_sessions.actions import sessions as actions
from app.training_sessions.calendar import calendar_file
from app.training_sessions.models import PlaceState, TrainingSession
from app.training_sessions.schemas import (
    AttendanceSchema,
    NewSessionSchema,
    PeopleSchema,
    SessionSchema,
    session_as_form,
)

bp = Blueprint(
    "training_sessions", __name__, url_prefix="/training/sessions", template_folder="templates"
)

USUAL_PLACES, USUAL_MINUTES = 12, 210
FILTERS = ("when", "antenna", "module", "from", "to")


@bp.get("/")
@requires(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "").strip() for name in FILTERS}
    newest = asked["when"] in {"past", "all"}
    order = queries.LATEST_FIRST if newest else queries.SORTS
    found = queries.sessions(asked).options(*queries.with_counts())
    listing = Listing(found, sorts=order, filters=asked)
    seen, antennas = viewer().antenna_ids, all_antennas()
    template = "results" if request.headers.get("X-Fragment") == "results" else "index"
    return render_template(
        f"training_sessions/{template}.html",
        listing=listing,
        when=asked["when"],
        titles={module.id: reading.title_of(module) for module in modules_queries.all_modules()},
        antennas={one.code: one.name for one in antennas if seen is None or one.id in seen},
        antenna_names={one.id: one.name for one in antennas},
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_MANAGE)
def new() -> ResponseReturnValue:
    usual = {
        "module_id": request.args.get("module", type=int),
        "minutes": USUAL_MINUTES,
        "capacity": USUAL_PLACES,
        "language": tenant().default_language,
        "trainer_id": viewer().user_id,
    }
    form = Form(NewSessionSchema(), of=usual)
    if form.submit(actions.plan_session):
        flash(_("The session is planned. Now invite people to it."))
        return redirect(url_for(".show", session_id=form.result.id), 303)
    return render_template("training_sessions/new.html", form=form, **_choices()), form.status


@bp.get("/<int:session_id>")
@requires(Permission.TRAINING_READ)
def show(session_id: int) -> ResponseReturnValue:
    return _page(session_or_404(session_id))


@bp.route("/<int:session_id>/edit", methods=["GET", "POST"])
@requires(Permission.TRAINING_MANAGE)
def edit(session_id: int) -> ResponseReturnValue:
    session = session_or_404(session_id)
    form = Form(SessionSchema(), of=session_as_form(session))
    form.version = session.version
    if form.submit(actions.change_session, session=session):
        flash(_("The session is changed. Who takes part is told when, where or how is new."))
        return redirect(url_for(".show", session_id=session_id), 303)
    page = _choices() | {"session": session, "title": reading.title_of(session.module)}
    return render_template("training_sessions/edit.html", form=form, **page), form.status


@bp.post("/<int:session_id>/cancellation")
@requires(Permission.TRAINING_MANAGE)
def cancel(session_id: int) -> ResponseReturnValue:
    actions.cancel_session(session=get_or_404(TrainingSession, session_id))
    flash(_("The session is cancelled. Everybody with an address was written to."))
    return redirect(url_for(".show", session_id=session_id), 303)


@bp.post("/<int:session_id>/invitations")
@requires(Permission.TRAINING_MANAGE)
def invite(session_id: int) -> ResponseReturnValue:
    """Several at once; who cannot be invited is named with the reason."""
    session = get_or_404(TrainingSession, session_id)
    people = people_of(load(PeopleSchema())["people"])
    outcome = placing.invite(session=session, people=people)
    return _told(outcome, _("Invited to the training"), session_id)


@bp.post("/<int:session_id>/places")
@requires(Permission.TRAINING_MANAGE)
def seat(session_id: int) -> ResponseReturnValue:
    """Give each of them a place, or the end of the waiting list."""
    session = get_or_404(TrainingSession, session_id)
    people = people_of(load(PeopleSchema())["people"])
    outcome = placing.seat(session=session, people=people)
    return _told(outcome, _("A place at the training"), session_id)


@bp.post("/<int:session_id>/places/<int:person_id>")
@requires(Permission.TRAINING_MANAGE)
def take_place(session_id: int, person_id: int) -> ResponseReturnValue:
    session = get_or_404(TrainingSession, session_id)
    person = get_or_404(Person, person_id)
    place = placing.take_place(session=session, person=person)
    if place.state == PlaceState.SIGNED_UP:
        flash(_("%(name)s has a place.", name=person.name))
    else:
        flash(_("The session is full: %(name)s is on the waiting list.", name=person.name))
    return redirect(url_for(".show", session_id=session_id), 303)


@bp.post("/<int:session_id>/places/<int:person_id>/removal")
@requires(Permission.TRAINING_MANAGE)
def remove_place(session_id: int, person_id: int) -> ResponseReturnValue:
    session = get_or_404(TrainingSession, session_id)
    person = get_or_404(Person, person_id)
    placing.give_up_place(session=session, person=person)
    flash(_("%(name)s has no place here any more.", name=person.name))
    return redirect(url_for(".show", session_id=session_id), 303)


@bp.post("/<int:session_id>/attendance")
@requires(Permission.TRAINING_MANAGE)
def attendance(session_id: int) -> ResponseReturnValue:
    session = session_or_404(session_id)
    form = Form(AttendanceSchema())
    if form.submit(attending.record_attendance, session=session):
        told = ngettext("%(num)d person was there.", "%(num)d people were there.", form.result)
        flash(told)
        return redirect(url_for(".show", session_id=session_id), 303)
    return _page(session_or_404(session_id), form)


@bp.get("/<int:session_id>/calendar.ics")
@requires(Permission.TRAINING_READ)
def calendar(session_id: int) -> ResponseReturnValue:
    return calendar_file(session_or_404(session_id))


def _told(outcome: Outcome, title: str, session_id: int) -> ResponseReturnValue:
    """How many were done, and for whom it was refused and why."""
    page = {"outcome": outcome, "title": title, "back": url_for(".show", session_id=session_id)}
    return render_template("training_sessions/outcome.html", **page)


def session_or_404(session_id: int) -> TrainingSession:
    return queries.find_session(session_id) or abort(404)


def _page(session: TrainingSession, form: Form | None = None) -> ResponseReturnValue:
    places, now = queries.places_at(session), clock.now()
    has_begun = not rules.against_attendance(session, now)
    manages = viewer().may(Permission.TRAINING_MANAGE) and session.cancelled_at is None
    seated = [place for place in places if place.state == PlaceState.SIGNED_UP]
    done = completions.from_session(session.id)
    if form is None:
        form = Form(AttendanceSchema())
        form.values = _attendance_values(session, done)
    return render_template(
        "training_sessions/show.html",
        session=session,
        title=reading.title_of(session.module),
        places=places,
        seated=seated,
        done=done,
        form=form,
        has_begun=has_begun,
        manages=manages,
        lacking=queries.lacking(session.module, session) if manages else [],
        against_cancelling=rules.against_cancelling(
            session, held=any(place.attended is not None for place in places)
        ),
        state_names=labels.PLACE_STATES,
        state_tags=labels.PLACE_TAGS,
    ), form.status


def _attendance_values(session: TrainingSession, done: dict[int, Any]) -> MultiDict[str, str]:
    """What was noted before, else what the module counts for."""
    noted = next((row.hours for row in done.values()), None)
    hours = noted or reading.hours_of(session.module) or round(session.minutes / 60, 2)
    return MultiDict({"hours": f"{hours:g}"})


def _choices() -> dict[str, Any]:
    offered = modules_queries.offered_modules()
    return {
        "modules": {module.id: reading.title_of(module) for module in offered},
        "antennas": antenna_choices(),
        "trainers": owner_choices(),
        "languages": {code: language_name(code) for code in tenant().languages},
    }
