"""The list of the participants of an operation, and what each of them still needs."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, func, or_, select
from sqlalchemy.orm import Bundle

from app.core.clock import months_after
from app.core.db import db
from app.core.listing import Listing
from app.duos.models import Duo
from app.esf.facts import GENDERS, NONBINARY, Parameters
from app.esf.parameters import read
from app.esf.rules import MONTHS_6, WEEKS_4
from app.participations.models import EntryFacts, Operation, Participation, SituationCheck
from app.people.keys import search_words
from app.people.models import Person

PEOPLE: Any = Person.__table__
OTHER: Any = Participation.__table__.alias("other")
C: Any = SituationCheck.__table__
DUO: Any = Duo.__table__
MOMENTS = ("weeks4", "months6")


def _asked(moment: str) -> ColumnElement[bool]:
    return exists().where(C.c.participation_id == Participation.id, C.c.moment == moment)


def is_last() -> ColumnElement[bool]:
    return ~_another(earlier=False)


def _another(*, earlier: bool) -> ColumnElement[bool]:
    """The same mentee has an entry before, or after, in the same operation."""
    mine = (Participation.entered_on, Participation.id)
    theirs = (OTHER.c.entered_on, OTHER.c.id)
    (a_day, a_id), (b_day, b_id) = (theirs, mine) if earlier else (mine, theirs)
    return exists().where(
        OTHER.c.operation_id == Participation.operation_id,
        OTHER.c.mentee_id == Participation.mentee_id,
        OTHER.c.withdrawn_at.is_(None),
        or_(a_day < b_day, and_(a_day == b_day, a_id < b_id)),
    )


COLUMNS = (
    (~_another(earlier=True)).label("is_first"),
    is_last().label("is_last"),
    *(_asked(moment).label(f"asked_{moment}") for moment in MOMENTS),
    Participation.id,
    Participation.mentee_id,
    Participation.antenna_id,
    Participation.entered_on,
    Participation.withdrawn_at,
    DUO.c.ended_on,
    EntryFacts.confirmed_at,
    EntryFacts.gender,
    EntryFacts.born_on,
    EntryFacts.status,
    EntryFacts.unemployed_since,
    EntryFacts.isced,
    (PEOPLE.c.first_name + " " + PEOPLE.c.last_name).label("name"),
)


def participants(operation: Operation, today: date, **asked: Any) -> Listing:
    """Rows of participations, for the viewer's antennas."""
    sorts = {
        "entered": (Participation.entered_on, Participation.id),
        "name": (PEOPLE.c.last_name, PEOPLE.c.first_name, Participation.id),
        "ended": (DUO.c.ended_on, Participation.id),
    }
    return Listing(rows(operation, today, **asked), sorts=sorts, filters=asked)


def rows(operation: Operation, today: date, **asked: Any) -> Select[Any]:
    """`show` is `incomplete`, `confirm`, `check`, `withdrawn`, or nothing for all who take part;
    `antenna` an id; `q` words of the name."""
    found = joined(select(Bundle("participation", *COLUMNS)), operation)
    show = asked.get("show", "")
    standing = Participation.withdrawn_at.is_(None)
    found = found.where(~standing if show == "withdrawn" else standing)
    wanted = conditions(read(operation.parameters, operation.objective), today)
    if show in wanted:
        found = found.where(wanted[show])
    if asked.get("antenna"):
        found = found.where(Participation.antenna_id == asked["antenna"])
    for word in search_words(asked.get("q", "")):
        found = found.where(PEOPLE.c.search_text.contains(word, autoescape=True))
    return found


def joined(statement: Select[Any], operation: Operation) -> Select[Any]:
    current = (EntryFacts.participation_id == Participation.id) & EntryFacts.current
    return (
        statement.join(PEOPLE, Participation.mentee_id == PEOPLE.c.id)
        .join(DUO, Participation.duo_id == DUO.c.id)
        .outerjoin(EntryFacts, current)
        .where(Participation.operation_id == operation.id)
    )


def conditions(parameters: Parameters, today: date) -> Mapping[str, ColumnElement[bool]]:
    """What is to be done, by its name. Only a first entry needs facts, only a last one checks."""
    unknown = unknown_facts(parameters)
    lacks = or_(false(), *unknown.values())
    first, last = ~_another(earlier=True), is_last()
    return {
        "incomplete": and_(first, lacks),
        "confirm": and_(first, ~lacks, EntryFacts.confirmed_at.is_(None)),
        "check": and_(last, or_(*(is_due(moment, today) for moment in MOMENTS))),
    }


def unknown_facts(parameters: Parameters) -> dict[str, ColumnElement[bool]]:
    """By the name of the fact: that it is not known and needed (the same as `rules.lacking`)."""
    gender: ColumnElement[bool] = EntryFacts.gender.is_(None)
    if not parameters.nonbinary:
        gender |= EntryFacts.gender.in_([k for k, name in GENDERS.items() if name == NONBINARY])
    found: dict[str, ColumnElement[bool]] = {
        "gender": gender,
        "born_on": EntryFacts.born_on.is_(None),
    }
    if parameters.only_ages:
        return found
    if not {"EECO02", "EECO04", "EECO05"} & parameters.target_groups:
        found["status"] = EntryFacts.status.is_(None)
    return found | {"isced": EntryFacts.isced.is_(None)}


def is_due(moment: str, today: date) -> ColumnElement[bool]:
    """The exit is four weeks or six months ago, and nobody has asked since."""
    return and_(DUO.c.ended_on <= left_by(moment, today), ~_asked(moment))


def left_by(moment: str, today: date) -> date:
    """Who left on that day or before is due; six months are clamped at the end of a month."""
    if moment == "weeks4":
        return today - WEEKS_4
    found = months_after(today, -MONTHS_6)
    while months_after(found + timedelta(days=1), MONTHS_6) <= today:
        found += timedelta(days=1)
    return found


def due_day(moment: str, left_on: date) -> date:
    return left_on + WEEKS_4 if moment == "weeks4" else months_after(left_on, MONTHS_6)


def to_do(operation: Operation, today: date) -> dict[str, int]:
    """How many wait for each thing, at the viewer's antennas."""
    parameters = read(operation.parameters, operation.objective)
    wanted = conditions(parameters, today)
    sums: list[Any] = [func.sum(_one_if(test)).label(name) for name, test in wanted.items()]
    asked: Select[Any] = select(*sums).select_from(Participation)
    theirs = joined(asked, operation)
    found = db.session.execute(theirs.where(Participation.withdrawn_at.is_(None))).one()
    return {name: getattr(found, name) or 0 for name in wanted}


def _one_if(test: ColumnElement[bool]) -> ColumnElement[int]:
    return case((test, 1), else_=0)


def checks_due(until: date) -> Iterator[tuple[int, str, str, date, int]]:
    """Operation, its code, the moment, the earliest day, and how many of the viewer's antennas."""
    for moment in MOMENTS:
        found = (
            select(
                Operation.id, Operation.code, func.min(DUO.c.ended_on), func.count(Participation.id)
            )
            .join(Participation, Participation.operation_id == Operation.id)
            .join(DUO, Participation.duo_id == DUO.c.id)
            .where(Participation.withdrawn_at.is_(None), is_last(), is_due(moment, until))
            .group_by(Operation.id, Operation.code)
            .order_by(Operation.id)
        )
        for operation_id, code, left_on, number in db.session.execute(found):
            yield operation_id, code, moment, due_day(moment, left_on), number
