"""The intake on the page of a profile: how far somebody is, and what comes next."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import LazyString
from flask_babel import gettext as _

from app.antennas.models import Antenna
from app.core import clock
from app.core.errors import Reason
from app.core.i18n import moment
from app.core.permissions import Permission
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.intake import labels
from app.intake.models import InformationSession
from app.intake.queries import dossiers
from app.intake.queries.sessions import count_coming
from app.intake.questions import questions_for
from app.intake.rules import stages as rules
from app.intake.rules.sessions import against_closing_antenna
from app.people.labels import STAGES
from app.people.models import Mentor, Person, Stage
from app.people.panels import Panel, Step

NEXT = {
    Stage.REGISTERED: ("place", labels.NEXT_PLACE),
    Stage.INFORMATION: ("place", labels.NEXT_PLACE),
    Stage.INTERVIEW: ("interview", labels.NEXT_INTERVIEW),
    Stage.TRAINING: ("training", labels.NEXT_TRAINING),
    Stage.EVALUATION: ("evaluation", labels.NEXT_EVALUATION),
    Stage.WAITING_LIST: ("decision", labels.NEXT_DECISION),
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
    held = person.interviewed_on is not None and not isinstance(person, Mentor)
    if person.stage == Stage.INTERVIEW and held:
        return "decision", labels.NEXT_DECISION
    evaluated = isinstance(person, Mentor) and person.evaluated_on is not None
    if person.stage == Stage.EVALUATION and evaluated:
        return "decision", labels.NEXT_DECISION
    return NEXT[Stage(person.stage)]


def url_for_step(person: Person, name: str) -> str:
    if name == "training":
        return url_for("training.people.show", person_id=person.id)
    page = "show" if name == "place" else name
    return url_for(f"intake.steps.{page}", person_id=person.id)


def of_dossier(person: Person) -> dict[str, Any]:
    """What the pages about one person's intake show."""
    coming = next_for(person) if person.stage in rules.WAITING else None
    mark = rules.wait_mark(person.stage, person.stage_since, tenant().intake, clock.today())
    return {
        "dossier": dossiers.dossier_of(person),
        "next": coming,
        "next_url": url_for_step(person, coming[0]) if coming else None,
        "stages": rules.STEPS[person.kind],
        "titles": [*(STAGES[stage] for stage in rules.STEPS[person.kind]), _("Decision")],
        "mark": mark,
        "days": (clock.today() - person.stage_since).days,
        "advice_names": labels.ADVICE,
        "verdict_names": labels.VERDICTS,
        "questions": questions_for(person.kind),
        "reasons_for": labels.reasons_for,
        "decided": person.stage in rules.VERDICTS,
    }


def against_closing(antenna: Antenna) -> list[Reason]:
    """What the intake has against closing an antenna."""
    return against_closing_antenna(count_coming(antenna.id))


def verdicts_of(person: Person) -> list[tuple[Stage, LazyString, labels.Labels]]:
    """What may be decided now: the verdict, its name, and the reasons it may carry."""
    return [
        (verdict, labels.VERDICTS[verdict], labels.reasons_for(person.kind, verdict))
        for verdict in rules.verdicts_open(person.kind, person.stage)
    ]


def reopened_stage(person: Person) -> Stage:
    decision = dossiers.standing_decision(person)
    return rules.stage_to_reopen(person.kind, decision.stage_before if decision else None)


def session_names(sessions: Iterable[InformationSession]) -> dict[int, str]:
    return {
        session.id: _("%(when)s, %(where)s", when=moment(session.starts_at), where=session.place)
        for session in sessions
    }
