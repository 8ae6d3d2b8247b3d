"""The intake on the page of a profile: how far somebody is, and what comes next."""

from typing import Any

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.information.rules import UNINFORMED
from app.intake import labels
from app.intake.queries import dossiers
from app.intake.questions import questions_for
from app.intake.rules import stages as rules
from app.people.courses import Course, course_of
from app.people.labels import STAGES
from app.people.models import Mentor, Person, Stage
from app.people.panels import Panel, Step

PLACE, TALK = ("place", labels.NEXT_PLACE), ("talk", labels.NEXT_TALK)
DECISION = ("decision", labels.NEXT_DECISION)
NEXT = {
    Stage.INTERVIEW: ("interview", labels.NEXT_INTERVIEW),
    Stage.TRAINING: ("training", labels.NEXT_TRAINING),
    Stage.EVALUATION: ("evaluation", labels.NEXT_EVALUATION),
    Stage.WAITING_LIST: DECISION,
}


def of(person: Person) -> list[Panel]:
    """One card: the stages with their days, and what is missing for the next one."""
    if not viewer().may(Permission.INTAKE_READ):
        return []
    return [
        Panel(
            title=_("Intake"),
            template="intake/panel.html",
            context=of_dossier(person),
            order=10,
        )
    ]


def steps_of(person: Person) -> list[Step]:
    """The one step that comes next, while the intake is going on."""
    if not viewer().may(Permission.INTAKE_MANAGE) or person.stage not in rules.WAITING:
        return []
    name, label = next_for(person)
    return [Step(str(label), url_for_step(person, name), "intake", primary=True)]


def next_for(person: Person) -> tuple[str, LazyString]:
    """The page of the next step, and what the step is called."""
    course, stage = course_of(person.kind), Stage(person.stage)
    if stage in UNINFORMED:
        return PLACE if course.has(Stage.INFORMATION) else TALK
    if stage == Stage.WAITING_LIST:
        return DECISION
    follows = rules.next_stages(course, stage)[0]
    if not rules.is_done(course, stage, dossiers.noted_of(person)):
        return NEXT[stage]
    if follows in rules.VERDICTS:
        return DECISION
    return NEXT[stage if course.has(stage) else follows]


def url_for_step(person: Person, name: str) -> str:
    if name == "training":
        return url_for("training.people.show", person_id=person.id)
    page = "show" if name == "place" else name
    return url_for(f"intake.steps.{page}", person_id=person.id)


def of_dossier(person: Person) -> dict[str, Any]:
    """What the pages about one person's intake show."""
    coming = next_for(person) if person.stage in rules.WAITING else None
    course = course_of(person.kind)
    mark = rules.wait_mark(person.stage, person.stage_since, tenant().intake, clock.today())
    return {
        "dossier": dossiers.dossier_of(person),
        "next": coming,
        "next_url": url_for_step(person, coming[0]) if coming else None,
        "stages": course.steps,
        "titles": [*(STAGES[stage] for stage in course.steps), _("Decision")],
        "onward": _onward(person, course),
        "mark": mark,
        "days": (clock.today() - person.stage_since).days,
        "advice_names": labels.ADVICE,
        "verdict_names": labels.VERDICTS,
        "questions": questions_for(person.kind),
        "reasons_for": labels.reasons_for,
        "decided": person.stage in rules.VERDICTS,
    }


def _onward(person: Person, course: Course) -> Stage | None:
    """Where a mentor may be sent on to whom the interviewer advised to wait."""
    waits = isinstance(person, Mentor) and person.stage == Stage.INTERVIEW
    if not waits or person.interviewed_on is None:
        return None
    return next(iter(course.after(Stage.INTERVIEW)), None)


def verdicts_of(person: Person) -> list[tuple[Stage, LazyString, labels.Labels]]:
    """What may be decided now: the verdict, its name, and the reasons it may carry."""
    return [
        (verdict, labels.VERDICTS[verdict], labels.reasons_for(person.kind, verdict))
        for verdict in rules.verdicts_open(course_of(person.kind), person.stage)
    ]


def reopened_stage(person: Person) -> Stage:
    decision = dossiers.standing_decision(person)
    before = decision.stage_before if decision else None
    return rules.stage_to_reopen(course_of(person.kind), before)
