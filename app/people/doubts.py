"""Doubts whether two people are one: noted on entry, kept until somebody settles them."""

from collections.abc import Iterable

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.people import queries, rules
from app.people.models import DuplicateDoubt, Person
from app.people.queries import Same

TWO_PEOPLE, MERGED = "two", "merged"


def note_doubts(person: Person, same: Iterable[Same], *, looked_at: bool) -> None:
    """Keep a doubt about each of them that was not doubted before.

    `looked_at` means that somebody saw those in their own antennas and said: another person.
    """
    found = list(same)
    known = queries.doubted_with(person, [one.person_id for one in found]) if found else set()
    for one in found:
        if one.person_id not in known:
            first, second = sorted((person.id, one.person_id))
            settled = looked_at and one.is_visible
            doubt = DuplicateDoubt(
                person_id=first,
                other_id=second,
                grounds=one.grounds,
                found_at=clock.now(),
                settled_at=clock.now() if settled else None,
                settlement=TWO_PEOPLE if settled else None,
            )
            db.session.add(doubt)


def settle_as_two(doubt: DuplicateDoubt) -> DuplicateDoubt:
    """Somebody looked: these are two people. Raises `Refused` when it was settled before."""
    refuse_if(rules.against_settling(doubt))
    doubt.settled_at, doubt.settlement = clock.now(), TWO_PEOPLE
    events.record("duplicates.settled", doubt.person, other_id=doubt.other_id)
    events.record("duplicates.settled", doubt.other, other_id=doubt.person_id)
    return doubt
