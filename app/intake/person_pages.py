"""The intake of one person: what was done, what comes next, and the forms for each step."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.web import Form, get_or_404, load, requires
from app.information import actions as information
from app.information.choices import session_names
from app.information.queries import open_sessions
from app.information.rules import may_choose_session
from app.information.schemas import SignUpSchema, TalkSchema
from app.intake import labels, panels, questions
from app.intake.actions import decisions, steps
from app.intake.rules import stages as rules
from app.intake.schemas import (
    DecisionSchema,
    EvaluationSchema,
    ReopeningSchema,
    StageSchema,
    interview_schema,
)
from app.intake.wording import proposed_words
from app.people.courses import course_of
from app.people.labels import STAGES
from app.people.models import Mentor, Person, Stage

bp = Blueprint("steps", __name__, url_prefix="/people/<int:person_id>", template_folder="templates")


@bp.get("/")
@requires(Permission.INTAKE_READ)
def show(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    return _page("person", person, sessions=_sessions(person), **panels.of_dossier(person))


@bp.post("/stage")
@requires(Permission.INTAKE_MANAGE)
def move(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    steps.move(person, Stage(load(StageSchema())["to"]))
    flash(_("%(name)s: %(stage)s.", name=person.name, stage=STAGES[Stage(person.stage)]))
    return _back(person_id)


@bp.post("/invitation")
@requires(Permission.INTAKE_MANAGE)
def invite(person_id: int) -> ResponseReturnValue:
    person = information.invite(get_or_404(Person, person_id))
    flash(_("%(name)s gets a mail to choose a date.", name=person.name))
    return _back(person_id)


@bp.post("/place")
@requires(Permission.INTAKE_MANAGE)
def sign_up(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    information.sign_up_for(person=person, **load(SignUpSchema()))
    flash(_("%(name)s has a place at the information session.", name=person.name))
    return _back(person_id)


@bp.route("/talk", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def talk(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    form = Form(TalkSchema(), of={"held_on": clock.today()})
    if form.submit(information.record_talk, person=person):
        flash(_("Noted. Now the interview."))
        return _back(person_id)
    return _page("talk", person, form)


@bp.route("/interview", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def interview(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    form = Form(interview_schema(person.kind), of={"held_on": clock.today()})
    if form.submit(steps.record_interview, person=person):
        flash(_("The interview is kept."))
        return _back(person_id)
    asked = questions.questions_for(person.kind)
    return _page("interview", person, form, questions=asked, advice=labels.ADVICE)


@bp.route("/evaluation", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def evaluation(person_id: int) -> ResponseReturnValue:
    mentor = get_or_404(Mentor, person_id)
    form = Form(EvaluationSchema(), of={"held_on": clock.today()})
    if form.submit(steps.record_evaluation, mentor=mentor):
        flash(_("The evaluation is kept."))
        return _back(person_id)
    return _page("evaluation", mentor, form)


@bp.route("/decision", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def decision(person_id: int) -> ResponseReturnValue:
    """First the verdict and its reason, then the words for the person, proposed and changeable."""
    person = get_or_404(Person, person_id)
    verdict, reason = request.values.get("verdict", ""), request.values.get("reason", "")
    possible = labels.reasons_for(person.kind, verdict) if verdict in rules.VERDICTS else {}
    is_open = verdict in rules.verdicts_open(course_of(person.kind), person.stage)
    if not is_open or (possible and reason not in possible):
        return _page("verdict", person, verdicts=panels.verdicts_of(person))
    words = proposed_words(person, verdict, reason)
    form = Form(DecisionSchema(), of={"words": words, "send": bool(person.email)})
    if form.submit(decisions.decide, person=person):
        flash(_("%(name)s: %(stage)s.", name=person.name, stage=STAGES[Stage(person.stage)]))
        return _back(person_id)
    why = possible.get(reason)
    return _page("decision", person, form, verdict=verdict, reason=reason, why=why)


@bp.route("/reopening", methods=["GET", "POST"])
@requires(Permission.INTAKE_MANAGE)
def reopen(person_id: int) -> ResponseReturnValue:
    person = get_or_404(Person, person_id)
    form = Form(ReopeningSchema())
    if form.submit(decisions.reopen, person=person):
        flash(_("The decision is taken back."))
        return _back(person_id)
    back_to = panels.reopened_stage(person)
    return _page("reopening", person, form, back_to=back_to)


def _page(name: str, person: Person, form: Form | None = None, **more: Any) -> ResponseReturnValue:
    page = {"person": person, "form": form, "stage_names": STAGES, "today": clock.today(), **more}
    return render_template(f"intake/{name}.html", **page), form.status if form else 200


def _back(person_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", person_id=person_id), 303)


def _sessions(person: Person) -> dict[int, str]:
    """Sessions this person could get a place at, by id; none once they are past that step."""
    if not may_choose_session(course_of(person.kind), person.stage):
        return {}
    return session_names(open_sessions(person.kind, person.antenna_id))
