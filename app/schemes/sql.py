"""The engine of the conditions as SQL: the same answer as `app/schemes/engine.py`, for many rows.

Portable over SQLite and PostgreSQL: days are compared as the numbers that `extract` gives, and a
fact that is not known is NULL, so that the logic of SQL has the three values of the engine. There
is no division: the two databases do it differently.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    not_,
    null,
    or_,
    true,
)

from app.core.postal import as_range
from app.core.vocabularies import LANGUAGE_LEVELS
from app.people.models import Sector, SpokenLanguage
from app.schemes.engine import expanded
from app.schemes.nodes import AllOf, Node, NotOf, Predicate, Test
from app.schemes.sources import DUOS, Source
from app.schemes.sql_days import complete_months, days_between
from app.schemes.vocabulary import FACTS, Kind

Answer = tuple[ColumnElement[Any], ColumnElement[Any]]
"""Whether a fact is known, and its value or whether it is what is asked."""
LEVELS = tuple(LANGUAGE_LEVELS)
UNKNOWN: ColumnElement[Any] = cast(null(), Boolean)
NEVER: Answer = (false(), UNKNOWN)
YEAR = 10_000
"""What a year is in days written as 20260331."""


def meets(predicate: Predicate, on: Any, source: Source = DUOS) -> ColumnElement[bool]:
    """Whether a row of `source` meets all the conditions on that day, a date or a column; never
    NULL. The statement has to be `source.joined(...)`."""
    return and_(true(), *(met(node, on, source) for node in predicate.conditions))


def met(node: Node, on: Any, source: Source = DUOS) -> ColumnElement[bool]:
    """Whether one condition is met: false also where a fact is not known."""
    return case((truth(node, on, source), true()), else_=false()).is_(true())


def truth(node: Node, on: Any, source: Source = DUOS) -> ColumnElement[Any]:
    """True, false, or NULL where a fact is not known."""
    if isinstance(node, NotOf):
        return not_(truth(node.part, on, source))
    if not isinstance(node, Test):
        parts = [truth(part, on, source) for part in node.parts]
        return and_(*parts) if isinstance(node, AllOf) else or_(*parts)
    day = literal(on) if isinstance(on, date) else on
    known, answer = _of_test(node, day, source.columns)
    return case((known, answer), else_=false() if node["known"] else UNKNOWN)


def _of_test(test: Test, on: Any, columns: Mapping[str, Any]) -> Answer:
    kind = FACTS[test.fact].kind
    if kind in LISTS:
        person = columns.get("mentor_id" if test.fact.startswith("mentor_") else "mentee_id")
        return NEVER if person is None else LISTS[kind](test, person)
    known, value = _value(test.fact, on, columns)
    if value is UNKNOWN:
        return NEVER
    size = YEAR if test.fact in AGES else 1
    asked = [ASKED[name](kind, value, said, size) for name, said in test.asked if name != "known"]
    return known, and_(true(), *asked)


def _value(fact: str, on: Any, columns: Mapping[str, Any]) -> Answer:
    if fact in SPANS:
        first, last = (on if name == "on" else columns.get(name) for name in SPANS[fact])
        return NEVER if first is None or last is None else _span(fact, first, last)
    if fact in SINCE:
        return _since(columns.get(SINCE[fact]), on, always_known=fact == "mentor_trained")
    value = columns.get(fact)
    if value is None:
        return NEVER
    if fact == "labour_status":
        since = columns["labour_status_on"]
        return and_(value.is_not(None), or_(since.is_(None), since <= on)), value
    return value.is_not(None), value


def _span(fact: str, first: Any, last: Any) -> Answer:
    count = days_between if fact in AGES else complete_months
    return and_(first.is_not(None), last.is_not(None), first <= last), count(first, last)


def _since(first: Any, on: Any, *, always_known: bool) -> Answer:
    if first is None:
        return NEVER
    return (true() if always_known else first.is_not(None)), func.coalesce(first <= on, false())


def _speaks(test: Test, person: Any) -> Answer:
    mine = SpokenLanguage.person_id == person
    wanted = [SpokenLanguage.code.in_(test["one_of"])] if test["one_of"] else []
    if test["at_least"]:
        wanted.append(SpokenLanguage.level.in_(LEVELS[LEVELS.index(test["at_least"]) :]))
    else:
        wanted.append(SpokenLanguage.level.in_(LEVELS))
    return exists().where(mine), exists().where(mine, *wanted)


def _works(test: Test, person: Any) -> Answer:
    mine = Sector.person_id == person
    asked: list[ColumnElement[Any]] = []
    if test["one_of"]:
        asked.append(exists().where(mine, Sector.code.in_(test["one_of"])))
    if test["none_of"]:
        asked.append(not_(exists().where(mine, Sector.code.in_(test["none_of"]))))
    return exists().where(mine), and_(true(), *asked)


def _one_of(kind: Kind, value: Any, codes: tuple[str, ...], _size: int) -> Any:
    if kind is Kind.AREA:
        return or_(*(value.startswith(code, autoescape=True) for code in codes))
    return value.in_(sorted(expanded(codes)))


def _postal(_kind: Kind, value: Any, ranges: Sequence[str], _size: int) -> Any:
    return or_(*(_in_range(value, as_range(one)) for one in ranges))


def _in_range(value: Any, one: Any) -> Any:
    """Only digits are compared, so that no order of letters matters."""
    digits = func.substr(value, 1, len(one.first))
    return and_(func.length(value) >= len(one.first), digits >= one.first, digits <= one.last)


LISTS: Mapping[Kind, Callable[[Test, Any], Answer]] = {
    Kind.SPOKEN: _speaks,
    Kind.LISTED: _works,
}
AGES = frozenset({"age", "mentor_age"})
SPANS = {
    "age": ("born_on", "on"),
    "mentor_age": ("mentor_born_on", "on"),
    "registered_months": ("job_seeker_since", "on"),
    "planned_months": ("started_on", "planned_end_on"),
    "duration_months": ("started_on", "ended_on"),
}
"""Facts that are a length of time, with the two days between which it is counted."""
SINCE = {"registered": "job_seeker_since", "mentor_trained": "trained_on"}
"""Facts that hold from a day on."""
ASKED: Mapping[str, Callable[[Kind, Any, Any, int], Any]] = {
    "at_least": lambda _kind, value, asked, size: value >= asked * size,
    "at_most": lambda _kind, value, asked, size: value < (asked + 1) * size,
    "from": lambda _kind, value, asked, _size: value >= asked,
    "until": lambda _kind, value, asked, _size: value <= asked,
    "is": lambda _kind, value, asked, _size: value if asked else not_(value),
    "one_of": _one_of,
    "none_of": lambda kind, value, asked, size: not_(_one_of(kind, value, asked, size)),
    "in_postal": _postal,
}
