"""Doubts whether two people are one: noted on entry, kept until somebody settles them."""

from collections.abc import Collection, Sequence
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.duplicates import queries, rules
from app.duplicates.models import DuplicateDoubt
from app.people.models import Person
from app.people.queries import Same

TWO_PEOPLE, MERGED = "two", "merged"


def note_doubts(
    person: Person, same: Sequence[Same], told_apart: Collection[int] = ()
) -> list[Any]:
    """Keep a doubt about each of them that was not doubted before. Answers nothing.

    `told_apart` are the ids of those whom somebody saw, and said: another person.
    """
    known = queries.doubted_with(person, [one.person_id for one in same])
    for one in same:
        if one.person_id not in known:
            first, second = sorted((person.id, one.person_id))
            settled = one.person_id in told_apart
            doubt = DuplicateDoubt(
                person_id=first,
                other_id=second,
                grounds=one.grounds,
                found_at=clock.now(),
                settled_at=clock.now() if settled else None,
                settlement=TWO_PEOPLE if settled else None,
            )
            db.session.add(doubt)
    return []


def settle_as_two(doubt: DuplicateDoubt) -> DuplicateDoubt:
    """Somebody looked: these are two people. Raises `Refused` when it was settled before."""
    refuse_if(rules.against_settling(doubt))
    doubt.settled_at, doubt.settlement = clock.now(), TWO_PEOPLE
    events.record("duplicates.settled", doubt.person, other_id=doubt.other_id)
    events.record("duplicates.settled", doubt.other, other_id=doubt.person_id)
    return doubt
