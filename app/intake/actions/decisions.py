"""Deciding about somebody's intake, telling them, and taking a decision back."""

from datetime import date
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.questions import ask
from app.core.viewer import viewer
from app.intake.models import Decision
from app.intake.queries import dossiers
from app.intake.rules import stages as rules
from app.people.actions import set_stage
from app.people.courses import course_of
from app.people.letters import write_to
from app.people.models import Person, Stage


def decide(*, person: Person, verdict: Stage, reason: str | None = None, **more: Any) -> Decision:
    """Put the verdict into effect. `more`: `words` for the person, `send` them by mail, `on`.

    Raises `Refused` with what is missing, and with what higher features have against somebody's
    leaving, such as a duo that runs.
    """
    verdict, on = Stage(verdict), more.get("on") or clock.today()
    refuse_if(_against(person, verdict, reason, on))
    decision = Decision(
        person_id=person.id,
        verdict=verdict,
        stage_before=person.stage,
        reason=reason,
        words=more.get("words"),
        decided_on=on,
        decided_by_id=viewer().user_id,
    )
    db.session.add(decision)
    events.record("person.decided", person, verdict=verdict, reason=reason, on=on)
    set_stage(person, verdict, on)
    if more.get("send") and decision.words:
        write_to(person, "intake_decision", words=decision.words)
    return decision


def _against(person: Person, verdict: Stage, reason: str | None, on: date) -> list[Reason]:
    course = course_of(person.kind)
    found = rules.against_deciding(course, person.stage, verdict, reason)
    if found:
        return found
    progress = dossiers.progress_of(person)
    found = rules.against_moving(course, person.stage, verdict, progress)
    if verdict in rules.LEAVING:
        found += ask("person.against_leaving", person)
    return found + rules.against_day(on, clock.today())


def reopen(*, person: Person, reason: str) -> Person:
    """Back to the stage before the decision, with the reason why; the decision stays written."""
    refuse_if(rules.against_reopening(person.stage))
    decision = dossiers.standing_decision(person)
    before = decision.stage_before if decision else None
    back_to = rules.stage_to_reopen(course_of(person.kind), before)
    if decision is not None:
        decision.reopened_on, decision.reopening_reason = clock.today(), reason
    events.record("person.reopened", person, verdict=person.stage)
    return set_stage(person, back_to)


def withdraw(person: Person, reason: str) -> Decision:
    """Without a letter: for many at once, such as those who cannot be reached."""
    return decide(person=person, verdict=Stage.WITHDRAWN, reason=reason)
