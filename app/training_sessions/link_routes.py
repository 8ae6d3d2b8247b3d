"""What people reach by a link of their own, without an account: their place at a session.

A link opens one place and shows nothing else about anybody.
"""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.tenancy import tenant
from app.core.viewer import acting_as
from app.core.web import PUBLIC, Form, requires
from app.training import reading
from app.training.learners import LEARNER, RATE, dead_link, speak_to
from app.training_sessions import links, rules
from app.training_sessions.actions.places import answer
from app.training_sessions.calendar import calendar_file
from app.training_sessions.models import TrainingPlace
from app.training_sessions.queries import find_place
from app.training_sessions.schemas import AnswerSchema

bp = Blueprint("training_places", __name__, template_folder="templates")


@bp.route("/training-place/<token>", methods=["GET", "POST"])
@requires(PUBLIC, limit=RATE)
def show(token: str) -> ResponseReturnValue:
    """Only whoever holds the link answers, and only while the session is still to come."""
    with acting_as(LEARNER):
        found = _place_of(token)
        if found is None or rules.against_answering(found.session, clock.now()):
            return dead_link()
        speak_to(found.person)
        form = Form(AnswerSchema())
        if form.submit(answer, place=found):
            return redirect(url_for(".show", token=token), 303)
        return render_template(
            "training_sessions/place.html",
            form=form,
            place=found,
            session=found.session,
            title=reading.title_of(found.session.module),
            token=token,
            contact=tenant().contact,
        ), form.status


@bp.get("/training-place/<token>/calendar.ics")
@requires(PUBLIC, limit=RATE)
def calendar(token: str) -> ResponseReturnValue:
    with acting_as(LEARNER):
        found = _place_of(token) or abort(404)
        speak_to(found.person)
        return calendar_file(found.session)


def _place_of(token: str) -> TrainingPlace | None:
    ids = links.read_place_token(token)
    found = find_place(ids[0]) if ids else None
    stands = found is not None and (found.id, found.person_id, found.session_id) == ids
    return found if stands else None
