"""Information sessions for coordinators: the list, one session with its people, the attendance."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.gatherings import against_attendance, against_cancelling
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.web import Form, get_or_404, load, requires
from app.information import actions, queries
from app.information.calendar import calendar_file
from app.information.choices import session_choices
from app.information.models import InformationSession
from app.information.schemas import (
    AttendanceSchema,
    NewSessionSchema,
    PlacesSchema,
    SessionSchema,
    session_as_form,
)
from app.people.models import Person
from app.people.queries import people_of
from app.profiles import many

bp = Blueprint("information", __name__, url_prefix="/intake/sessions", template_folder="templates")

USUAL_PLACES = 12


@bp.get("/")
@requires(Permission.INTAKE_READ)
def index() -> ResponseReturnValue:
    past = request.args.get("show") == "past"
    sessions = queries.past_sessions() if past else queries.coming_sessions()
    return render_template(
        "information/index.html", sessions=sessions, past=past, taken=queries.taken(sessions)
    )


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def new() -> ResponseReturnValue:
    usual = {
        "audience": request.args.get("audience", "mentee"),
        "minutes": tenant().intake.information_minutes,
        "capacity": USUAL_PLACES,
        "language": tenant().default_language,
    }
    form = Form(NewSessionSchema(), of=usual)
    if form.submit(actions.plan_session):
        flash(_("The session is planned. People can now choose it."))
        return redirect(url_for(".show", session_id=form.result.id), 303)
    page = session_choices()
    return render_template("information/new.html", form=form, **page), form.status


@bp.get("/<int:session_id>")
@requires(Permission.INTAKE_READ)
def show(session_id: int) -> ResponseReturnValue:
    session = queries.find_session(session_id) or abort(404)
    places = queries.places_at(session)
    held = any(place.attended is not None for place in places)
    return render_template(
        "information/show.html",
        session=session,
        places=places,
        waiting=queries.without_a_date(session.audience, session.antenna_id),
        has_begun=not against_attendance(session, clock.now()),
        against_cancelling=against_cancelling(session, held=held),
    )


@bp.route("/<int:session_id>/edit", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def edit(session_id: int) -> ResponseReturnValue:
    session = queries.find_session(session_id) or abort(404)
    form = Form(SessionSchema(), of=session_as_form(session))
    if form.submit(actions.change_session, session=session):
        flash(_("The session is changed. Who has a place is told when the date or place is new."))
        return redirect(url_for(".show", session_id=session_id), 303)
    page = session_choices() | {"session": session}
    return render_template("information/edit.html", form=form, **page), form.status


@bp.post("/<int:session_id>/cancellation")
@requires(Permission.INTAKE_MANAGE)
def cancel(session_id: int) -> ResponseReturnValue:
    actions.cancel_session(session=get_or_404(InformationSession, session_id))
    flash(_("The session is cancelled. Everybody with an address was written to."))
    return redirect(url_for(".show", session_id=session_id), 303)


@bp.post("/<int:session_id>/places")
@requires(Permission.INTAKE_MANAGE)
def add_places(session_id: int) -> ResponseReturnValue:
    """Several at once; who cannot come on it is named with the reason."""
    session = get_or_404(InformationSession, session_id)
    people = people_of(load(PlacesSchema())["people"])
    outcome = many.for_each(people, lambda person: actions.sign_up(session=session, person=person))
    back = url_for(".show", session_id=session_id)
    return many.told(outcome, _("A place at the information session"), back)


@bp.post("/<int:session_id>/places/<int:person_id>/removal")
@requires(Permission.INTAKE_MANAGE)
def remove_place(session_id: int, person_id: int) -> ResponseReturnValue:
    session = get_or_404(InformationSession, session_id)
    person = get_or_404(Person, person_id)
    actions.give_up_place(session=session, person=person)
    flash(_("%(name)s has no place here any more.", name=person.name))
    return redirect(url_for(".show", session_id=session_id), 303)


@bp.post("/<int:session_id>/attendance")
@requires(Permission.INTAKE_MANAGE)
def attendance(session_id: int) -> ResponseReturnValue:
    session = get_or_404(InformationSession, session_id)
    there = actions.record_attendance(session=session, **load(AttendanceSchema()))
    flash(ngettext("%(num)d person was there.", "%(num)d people were there.", there))
    return redirect(url_for(".show", session_id=session_id), 303)


@bp.get("/<int:session_id>/calendar.ics")
@requires(Permission.INTAKE_READ)
def calendar(session_id: int) -> ResponseReturnValue:
    return calendar_file(queries.find_session(session_id) or abort(404))
