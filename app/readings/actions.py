"""Sending somebody a module to read for themselves, and counting what they answer in its quiz."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.people.models import Person
from app.readings import links, queries, rules
from app.readings.models import Reading
from app.training.actions.completions import complete, known_module
from app.training.actions.letters import write_to
from app.training.models import CompletionWay, TrainingModule
from app.training.queries.completions import find_completion
from app.training.reading import hours_of
from app.training.rules import against_learning


@dataclass(frozen=True)
class SentLink:
    """The link, told once, and whether a mail took it along."""

    address: str
    by_mail: bool
    reading: Reading


def send_reading(*, person: Person, module_id: int) -> SentLink:
    """A personal link to a module; one that was sent before no longer opens.

    Raises `Refused` when the module is retired, for others, or completed already.
    """
    module = known_module(module_id)
    done = find_completion(person.id, module.id) is not None
    against = rules.against_reading(module, completed=done)
    refuse_if(against + against_learning(module, person.kind, person.stage))
    key = links.new_key()
    reading = queries.readings_of(person).get(module.id)
    if reading is None:
        reading = Reading(person_id=person.id, module_id=module.id, tries=0)
        db.session.add(reading)
    reading.key_hash, reading.sent_at = queries.digest(key), clock.now()
    reading.expires_at = clock.now() + links.LASTS
    db.session.flush()
    address = links.reading_url(key)
    by_mail = write_to(person, "training_reading", module, link=address)
    events.record("person.reading_sent", person, module=module.slug, by_mail=by_mail)
    return SentLink(address, by_mail, reading)


def answer_quiz(
    *, reading: Reading, quiz: Sequence[dict[str, Any]], answers: Sequence[Collection[int]]
) -> list[bool]:
    """Which answers are right. Four in five complete the module, the first time it happens.

    The person and the module must be loaded. Raises `Refused` when a question has no answer.
    """
    refuse_if([] if quiz else [rules.NO_QUIZ])
    refuse_if([] if all(answers) else [rules.UNANSWERED])
    right = rules.score(quiz, answers)
    share = round(rules.share(right), 4)
    reading.tries += 1
    reading.best_score = max(share, reading.best_score or 0.0)
    person, module = reading.person, reading.module
    events.record("person.quiz_tried", person, module=module.slug, score=share)
    if rules.passes(right):
        reading.passed_at = reading.passed_at or clock.now()
        _complete_once(person, module)
    return right


def open_reading(reading: Reading) -> None:
    """Note the first time that the link was opened."""
    reading.opened_at = reading.opened_at or clock.now()


def _complete_once(person: Person, module: TrainingModule) -> None:
    if find_completion(person.id, module.id) is None:
        facts = {"completed_on": clock.today(), "hours": hours_of(module)}
        complete(person, module, CompletionWay.READING, **facts)
