"""What somebody reaches by a link in a mail: choosing an information session, its calendar file."""

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from app.core.tenancy import tenant
from app.core.viewer import APPLICANT, acting_as
from app.core.web import PUBLIC, Form, requires
from app.information import links
from app.information.actions import sign_up_for
from app.information.calendar import calendar_file
from app.information.queries import open_sessions, public_session
from app.information.rules import may_choose_session
from app.information.schemas import SignUpSchema
from app.people.courses import course_of
from app.people.models import Person
from app.people.queries import people_of

bp = Blueprint("invitations", __name__, url_prefix="/register", template_folder="templates")

RATE = "20 per minute; 200 per hour"


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@requires(PUBLIC, limit=RATE)
def choose(token: str) -> ResponseReturnValue:
    """Only whoever holds the link, and only while the session is still to come."""
    with acting_as(APPLICANT):
        person = _invited(token)
        if person is None or not may_choose_session(course_of(person.kind), person.stage):
            return render_template("information/dead_link.html", contact=tenant().contact), 404
        form = Form(SignUpSchema())
        chosen = form.submit(sign_up_for, person=person)
        sessions = [] if chosen else open_sessions(person.kind, person.antenna_id)
        place = public_session(form.data["session_id"]) if chosen else None
    return render_template(
        "information/invitation.html",
        form=form,
        first_name=person.first_name,
        sessions=sessions,
        chosen=place,
        contact=tenant().contact,
    ), form.status


@bp.get("/sessions/<int:session_id>/calendar.ics")
@requires(PUBLIC, limit=RATE)
def calendar(session_id: int) -> ResponseReturnValue:
    """A session is announced in public: its file names nobody."""
    session = public_session(session_id)
    return calendar_file(session) if session is not None else abort(404)


def _invited(token: str) -> Person | None:
    person_id = links.read_invitation(token)
    return next(iter(people_of([person_id])), None) if person_id else None
