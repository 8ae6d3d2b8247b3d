"""What people reach by a link of their own, without an account: their place at a session, a module
to read with its quiz, and the page that verifies a certificate.

A key opens one thing and shows nothing else about anybody.
"""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import refresh

from app.core import clock
from app.core.db import db
from app.core.errors import Reason, Refused
from app.core.i18n import pick
from app.core.tenancy import tenant
from app.core.viewer import Viewer, acting_as
from app.core.web import PUBLIC, Form, requires
from app.training import links, reading, rules
from app.training.actions.letters import language_of
from app.training.actions.places import answer as answer_for
from app.training.actions.readings import answer_quiz, open_reading
from app.training.calendar import calendar_file
from app.training.models import Certificate, Reading, TrainingPlace
from app.training.paper import initials
from app.training.queries.completions import find_completion
from app.training.queries.keys import certificate_of_code, reading_of_key
from app.training.queries.sessions import find_place
from app.training.schemas import AnswerSchema
from app.training.showing import shown_parts

bp = Blueprint("learning", __name__, template_folder="templates")

LEARNER = Viewer(name="training link", antenna_ids=None, via="form")
"""Whoever holds a personal link: may do what the link is for, and nothing else."""
RATE = "20 per minute; 200 per hour"
QUIZ_RATE = "10 per minute; 60 per hour"
VERIFYING_RATE = "10 per minute; 60 per hour"
LONGEST_KEY = 200


@bp.route("/training-place/<token>", methods=["GET", "POST"])
@requires(PUBLIC, limit=RATE)
def place(token: str) -> ResponseReturnValue:
    """Only whoever holds the link answers, and only while the session is still to come."""
    with acting_as(LEARNER):
        found = _place_of(token)
        if found is None or rules.against_answering(found.session, clock.now()):
            return _dead_link()
        _speak_to(found.person)
        form = Form(AnswerSchema())
        if form.submit(answer_for, place=found):
            return redirect(url_for(".place", token=token), 303)
        return render_template(
            "learning/place.html",
            form=form,
            place=found,
            session=found.session,
            title=reading.title_of(found.session.module),
            token=token,
            contact=tenant().contact,
        ), form.status


@bp.get("/training-place/<token>/calendar.ics")
@requires(PUBLIC, limit=RATE)
def place_calendar(token: str) -> ResponseReturnValue:
    with acting_as(LEARNER):
        found = _place_of(token) or abort(404)
        _speak_to(found.person)
        return calendar_file(found.session)


@bp.get("/reading/<key>")
@requires(PUBLIC, limit=RATE, writes=True)
def read(key: str) -> ResponseReturnValue:
    """The module in their language; the first opening is noted."""
    with acting_as(LEARNER):
        found = _reading_of(key)
        if found is None:
            return _dead_link()
        open_reading(found)
        return _module_page(found, key)


@bp.post("/reading/<key>")
@requires(PUBLIC, limit=QUIZ_RATE)
def answer(key: str) -> ResponseReturnValue:
    """The quiz with what was right and why, at once."""
    with acting_as(LEARNER):
        found = _reading_of(key)
        if found is None:
            return _dead_link()
        text = reading.told(found.module, _speak_to(found.person))
        chosen = [_chosen(number, len(q["options"])) for number, q in enumerate(text.quiz)]
        try:
            right = answer_quiz(reading=found, quiz=text.quiz, answers=chosen)
        except Refused as refusal:
            return _module_page(found, key, chosen=chosen, reasons=refusal.reasons)
        db.session.flush()
        return _module_page(found, key, chosen=chosen, right=right)


@bp.get("/certificates/")
@requires(PUBLIC, limit=VERIFYING_RATE)
def verify() -> ResponseReturnValue:
    """Type the code of a paper; `?code=` leads to its page."""
    code = links.code_as_written(request.args.get("code", "")[:LONGEST_KEY])
    if code:
        return redirect(url_for(".certificate", code=code), 303)
    return render_template("learning/verify.html")


@bp.get("/certificates/<code>")
@requires(PUBLIC, limit=VERIFYING_RATE)
def certificate(code: str) -> ResponseReturnValue:
    """Whether it is ours and stands: initials, hours, number of modules and day; no more."""
    with acting_as(LEARNER):
        found = certificate_of_code(links.code_as_written(code[:LONGEST_KEY]))
    page = {"found": _shown(found) if found else None, "organisation": pick(tenant().names)}
    return render_template("learning/certificate.html", **page), 200 if found else 404


def _shown(certificate: Certificate) -> dict[str, Any]:
    return {
        "initials": initials(certificate.person),
        "hours": certificate.facts["hours"],
        "modules": len(certificate.facts["modules"]),
        "issued_on": certificate.issued_on,
        "revoked_on": certificate.revoked_on,
    }


def _module_page(found: Reading, key: str, **quiz: Any) -> ResponseReturnValue:
    wanted = _speak_to(found.person)
    text = reading.told(found.module, wanted)
    reasons: list[Reason] = quiz.get("reasons", [])
    return render_template(
        "learning/read.html",
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


def _place_of(token: str) -> TrainingPlace | None:
    ids = links.read_place_token(token)
    found = find_place(ids[0]) if ids else None
    stands = found is not None and (found.id, found.person_id, found.session_id) == ids
    return found if stands else None


def _reading_of(key: str) -> Reading | None:
    found = reading_of_key(key) if len(key) <= LONGEST_KEY else None
    return found if found is not None and found.expires_at > clock.now() else None


def _speak_to(person: Any) -> str:
    """In their language, until they choose another one on the page itself."""
    chosen = session.get("language")
    g.language = chosen if chosen in tenant().languages else language_of(person)
    refresh()
    return str(g.language)


def _dead_link() -> ResponseReturnValue:
    return render_template("learning/dead_link.html", contact=tenant().contact), 404
