"""The steps of one person: interview and evaluation; information and training are others'."""

from datetime import date
from typing import Any

from app.core import events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.intake.models import Evaluation, Interview
from app.intake.queries import dossiers
from app.intake.rules import stages as rules
from app.people.actions import note_contact, record_training, set_stage
from app.people.courses import course_of
from app.people.models import Mentor, Person, Stage
from app.training.queries.completions import progress_of


def move(person: Person, to: Stage) -> Person:
    """To the next stage. Raises `Refused` with what is missing for it."""
    progress = dossiers.progress_of(person)
    refuse_if(rules.against_moving(course_of(person.kind), person.stage, to, progress))
    return set_stage(person, to)


def record_interview(
    *, person: Person, held_on: date, advice: str, summary: str | None = None, **answers: Any
) -> Interview:
    """The talk as it was held; a mentor who is advised to go on begins the training, and one who
    was trained before, or where the country has no such step, what follows it.

    `answers` are by question code, and `record_seen_on` for a mentor.
    """
    progress = dossiers.progress_of(person)
    refuse_if(rules.against_interviewing(person.stage, progress))
    interview = Interview(
        person_id=person.id,
        held_on=held_on,
        interviewer_id=viewer().user_id,
        record_seen_on=answers.pop("record_seen_on", None),
        answers={code: text for code, text in answers.items() if text},
        summary=summary,
        advice=advice,
    )
    db.session.add(interview)
    person.interviewed_on = max(held_on, person.interviewed_on or held_on)
    note_contact(person, held_on)
    events.record("person.interviewed", person, on=held_on, advice=advice)
    if person.stage == Stage.INFORMATION or person.stage == Stage.REGISTERED:
        set_stage(person, Stage.INTERVIEW)
    if isinstance(person, Mentor) and advice == rules.GO_ON and person.stage == Stage.INTERVIEW:
        trained = person.trained_on is not None
        to = rules.after_interview(course_of(person.kind), trained=trained)
        set_stage(person, to or Stage.INTERVIEW)
    return interview


def record_evaluation(
    *, mentor: Mentor, held_on: date, passed: bool, observations: str | None = None
) -> Evaluation:
    """The talk after the training. Only one that was passed opens the way to a duo."""
    trained = mentor.trained_on is not None
    refuse_if(rules.against_evaluating(course_of(mentor.kind), mentor.stage, trained=trained))
    evaluation = Evaluation(
        person_id=mentor.id,
        held_on=held_on,
        evaluator_id=viewer().user_id,
        half_days=progress_of(mentor).done,
        observations=observations,
        passed=passed,
    )
    db.session.add(evaluation)
    record_training(mentor, evaluated_on=held_on if passed else None)
    set_stage(mentor, Stage.EVALUATION)
    note_contact(mentor, held_on)
    events.record("mentor.evaluated", mentor, on=held_on, passed=passed)
    return evaluation
