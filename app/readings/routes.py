"""Sending somebody a module to read, and reading it by the link, without an account.

A key opens one module and shows nothing else about anybody.
"""

from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.db import db
from app.core.errors import Reason, Refused
from app.core.permissions import Permission
from app.core.viewer import acting_as
from app.core.web import PUBLIC, get_or_404, load, requires
from app.people.models import Person
from app.readings import actions, rules
from app.readings.models import Reading
from app.readings.queries import reading_of_key
from app.readings.schemas import ReadingSchema
from app.training import reading
from app.training.learners import LEARNER, LONGEST_KEY, RATE, dead_link, speak_to
from app.training.queries.completions import find_completion
from app.training.showing import shown_parts

bp = Blueprint("readings", __name__, template_folder="templates")

QUIZ_RATE = "10 per minute; 60 per hour"


@bp.post("/training/people/<int:person_id>/readings")
@requires(Permission.TRAINING_MANAGE)
def send(person_id: int) -> ResponseReturnValue:
    """A link to read a module: in their mail, and here for once, to send it another way."""
    person = get_or_404(Person, person_id)
    sent = actions.send_reading(person=person, **load(ReadingSchema()))
    return render_template("readings/link.html", person=person, sent=sent)


@bp.get("/reading/<key>")
@requires(PUBLIC, limit=RATE, writes=True)
def read(key: str) -> ResponseReturnValue:
    """The module in their language; the first opening is noted."""
    with acting_as(LEARNER):
        found = _reading_of(key)
        if found is None:
            return dead_link()
        actions.open_reading(found)
        return _module_page(found, key)


@bp.post("/reading/<key>")
@requires(PUBLIC, limit=QUIZ_RATE)
def answer(key: str) -> ResponseReturnValue:
    """The quiz with what was right and why, at once."""
    with acting_as(LEARNER):
        found = _reading_of(key)
        if found is None:
            return dead_link()
        text = reading.told(found.module, speak_to(found.person))
        chosen = [_chosen(number, len(q["options"])) for number, q in enumerate(text.quiz)]
        try:
            right = actions.answer_quiz(reading=found, quiz=text.quiz, answers=chosen)
        except Refused as refusal:
            return _module_page(found, key, chosen=chosen, reasons=refusal.reasons)
        db.session.flush()
        return _module_page(found, key, chosen=chosen, right=right)


def _module_page(found: Reading, key: str, **quiz: Any) -> ResponseReturnValue:
    text = reading.told(found.module, speak_to(found.person))
    reasons: list[Reason] = quiz.get("reasons", [])
    return render_template(
        "readings/read.html",
        module=found.module,
        text=text,
        key=key,
        chosen=quiz.get("chosen"),
        right=quiz.get("right"),
        reasons=reasons,
        several=[len(rules.right_options(question)) > 1 for question in text.quiz],
        pass_mark=rules.PASS_MARK,
        passed=find_completion(found.person_id, found.module_id) is not None,
        **shown_parts(found.module, text),
    ), 409 if reasons else 200


def _chosen(number: int, options: int) -> set[int]:
    """The places of the options that were ticked for a question; what is none is left out."""
    typed = request.form.getlist(f"answer-{number}")
    found = {int(text) for text in typed if text.isascii() and text.isdigit() and len(text) < 3}
    return {place for place in found if place < options}


def _reading_of(key: str) -> Reading | None:
    found = reading_of_key(key) if len(key) <= LONGEST_KEY else None
    return found if found is not None and found.expires_at > clock.now() else None
