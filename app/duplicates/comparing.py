"""Two profiles side by side, before somebody decides whether they are one."""

from dataclasses import dataclass

from app.duplicates.schemas import MERGED_FIELDS
from app.people.labels import FIELDS
from app.people.models import Person
from app.people.words import UNKNOWN, in_words

IDENTITY = frozenset({"first_name", "last_name", "born_on", "gender"})


@dataclass(frozen=True)
class Line:
    """One field of both; `chosen` is the id whose value is proposed, None where they agree."""

    field: str
    label: str
    values: tuple[str, str]
    chosen: int | None


def lines(one: Person, other: Person) -> list[Line]:
    """Fields that either has. Where they differ, something is proposed over nothing, the first
    spelling of a name, and for the rest what was told last."""
    found = []
    for field in MERGED_FIELDS:
        if hasattr(one, field) and hasattr(other, field):
            mine, theirs = getattr(one, field), getattr(other, field)
            words = in_words(field, mine), in_words(field, theirs)
            if words != (UNKNOWN, UNKNOWN):
                chosen = None if mine == theirs else _proposed(one, other, field, words)
                found.append(Line(field, str(FIELDS[field]), words, chosen))
    return found


def older(one: Person, other: Person) -> Person:
    """The profile that was there first goes on by default: more points at it."""
    return min(one, other, key=lambda person: (person.registered_on, person.id))


def _proposed(one: Person, other: Person, field: str, words: tuple[str, str]) -> int:
    if UNKNOWN in words:
        return other.id if words[0] == UNKNOWN else one.id
    first = older(one, other)
    newer = other if first is one else one
    return first.id if field in IDENTITY else newer.id
