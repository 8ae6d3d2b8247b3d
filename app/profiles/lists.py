"""The lists of mentees and of mentors: what can be filtered and sorted by, in SQL.

A filter that means nothing (an unknown code, a word instead of a number) filters nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import InstrumentedAttribute

from app.antennas.models import Antenna
from app.core import clock
from app.core.db import has_code
from app.core.questions import ask
from app.core.viewer import viewer
from app.core.vocabularies import FUNCTION_LEVELS, GOALS, HALF_DAYS, LABOUR_STATUSES
from app.people.keys import search_words
from app.people.models import Kind, Mentee, Mentor, Person, Sector, SpokenLanguage, Stage
from app.people.queries import found_by

Conditions = Sequence[ColumnElement[bool]]
Filter = Callable[[str], Conditions]
SORTS: Mapping[str, Sequence[Any]] = {
    "name": (Person.sort_key, Person.id),
    "stage": (Person.stage, Person.stage_since, Person.id),
    "since": (Person.stage_since, Person.id),
    "registered": (Person.registered_on, Person.id),
    "antenna": (Person.antenna_id, Person.sort_key, Person.id),
}
"""By the name in the address; the first is how a list begins."""
LEFT = (Stage.DECLINED, Stage.WITHDRAWN)
MOST_DAYS = 3650


def asked_of(kind: Kind, args: Mapping[str, str]) -> dict[str, str]:
    """The filters of this kind that an address names, with what they ask."""
    known = (*FILTERS, *FILTERS_OF[kind])
    return {name: args[name].strip() for name in known if args.get(name, "").strip()}


def people_listed(kind: Kind, asked: Mapping[str, str]) -> Select[Any]:
    """Those of the kind that fit everything that was asked for; the viewer's antennas only."""
    model = Mentor if kind == Kind.MENTOR else Mentee
    fitting = [part for name, text in asked.items() for part in condition(kind, name, text)]
    return select(model).where(Person.merged_into_id.is_(None), *fitting)


def condition(kind: Kind, name: str, text: str) -> Conditions:
    """What one filter asks; nothing when it is not one of this kind's filters."""
    found = FILTERS.get(name) or FILTERS_OF[kind].get(name)
    return found(text) if found else ()


def can_tell_free_places() -> bool:
    """Whether a feature above knows which places are taken."""
    return bool(ask("mentors.free_place"))


def _q(text: str) -> Conditions:
    return found_by(search_words(text))


def _antenna(text: str) -> Conditions:
    return [Person.antenna_id == select(Antenna.id).where(Antenna.code == text).scalar_subquery()]


def _owner(text: str) -> Conditions:
    if text == "none":
        return [Person.owner_id.is_(None)]
    if text == "me":
        return [Person.owner_id == viewer().user_id]
    return [Person.owner_id == int(text)] if _is_number(text, 2**31) else ()


def _language(text: str) -> Conditions:
    speaking = select(SpokenLanguage.person_id).where(SpokenLanguage.code == text)
    return [Person.id.in_(speaking)]


def _sector(text: str) -> Conditions:
    return [Person.id.in_(select(Sector.person_id).where(Sector.code == text))]


def _availability(text: str) -> Conditions:
    return [has_code(Person.availability, text)] if text in HALF_DAYS else ()


def _waiting(text: str) -> Conditions:
    """In the same stage for more than so many days, and still in the programme."""
    if not _is_number(text, MOST_DAYS):
        return ()
    since = clock.today() - timedelta(days=int(text))
    return [Person.stage_since < since, Person.stage.not_in(LEFT)]


def _working(text: str) -> Conditions:
    return [Mentor.still_working.is_(text == "yes")] if text in {"yes", "no"} else ()


def _trained(text: str) -> Conditions:
    said: dict[str, Conditions] = {
        "yes": [Mentor.trained_on.is_not(None)],
        "no": [Mentor.trained_on.is_(None)],
    }
    return said.get(text, ())


def _free(text: str) -> Conditions:
    """A place that no running duo takes, as the feature above tells it."""
    return ask("mentors.free_place") if text == "1" else ()


def _one_of(column: InstrumentedAttribute[Any], codes: Any) -> Filter:
    return lambda text: [column == text] if text in {str(code) for code in codes} else ()


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdigit() and int(text[:11]) < most


FILTERS: Mapping[str, Filter] = {
    "q": _q,
    "antenna": _antenna,
    "stage": _one_of(Person.stage, Stage),
    "owner": _owner,
    "language": _language,
    "sector": _sector,
    "availability": _availability,
    "waiting": _waiting,
}
FILTERS_OF: Mapping[Kind, Mapping[str, Filter]] = {
    Kind.MENTEE: {
        "status": _one_of(Mentee.labour_status, LABOUR_STATUSES),
        "goal": _one_of(Mentee.goal, GOALS),
    },
    Kind.MENTOR: {
        "level": _one_of(Mentor.function_level, FUNCTION_LEVELS),
        "working": _working,
        "trained": _trained,
        "free": _free,
    },
}
