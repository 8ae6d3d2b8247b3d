"""Who reached which unit of a grant, and on which day: read off duos, spells and mentors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    cast,
    exists,
    extract,
    select,
)

from app.core.db import db
from app.duos.models import Duo, DuoState
from app.grants.models import Unit
from app.outcomes.models import POSITIVE, Spell
from app.people.models import Mentor

EXIT_DAYS = 28
"""The window of the immediate results of ESF+: four weeks from leaving (esf.md, rule R15, after the
Commission's questions and answers on indicators). No funder of funding.md names another."""
SECONDS_A_DAY = 86_400


@dataclass(frozen=True)
class Happening:
    """How it is read off the tables that a unit was reached, and on which day."""

    model: type[Duo] | type[Mentor]
    day: SQLColumnExpression[Any]
    where: tuple[ColumnElement[bool], ...] = ()


def _left_well() -> ColumnElement[bool]:
    """A spell in work, training, internship or studies that stands (was not corrected), began
    within four weeks of the end of the duo at the latest, and had not ended before it."""
    until = cast(extract("epoch", Duo.ended_on), Integer) + EXIT_DAYS * SECONDS_A_DAY
    return exists().where(
        Spell.mentee_id == Duo.mentee_id,
        Spell.replaced_at.is_(None),
        Spell.kind.in_(POSITIVE),
        Spell.ended_on.is_(None) | (Spell.ended_on >= Duo.ended_on),
        cast(extract("epoch", Spell.began_on), Integer) <= until,
    )


def happenings() -> Mapping[Unit, Happening]:
    """Hours are absent: nobody counts them but the person who writes them down.

    Started: the first day of the duo. Completed: closed as planned, on that day. Positive exit: a
    duo that ended, however, with a positive spell at its end or within four weeks; on the day of
    the end. Mentor trained: the day on which the modules before a first duo were completed.
    """
    completed = Duo.state == DuoState.COMPLETED
    return {
        Unit.DUO_STARTED: Happening(Duo, Duo.started_on),
        Unit.DUO_COMPLETED: Happening(Duo, Duo.ended_on, (completed,)),
        Unit.POSITIVE_EXIT: Happening(Duo, Duo.ended_on, (_left_well(),)),
        Unit.MENTOR_TRAINED: Happening(
            Mentor, Mentor.trained_on, (Mentor.merged_into_id.is_(None),)
        ),
    }


def unit_events(unit: str, from_on: date, until_on: date) -> Select[Any]:
    """`id` of the duo or mentor, `antenna_id` and `happened_on` of all who reached the unit in
    those days, behind the wall. Raises `KeyError` for hours and for units that are not counted."""
    found = happenings()[Unit(unit)]
    columns: tuple[Any, ...] = (
        found.model.id,
        found.model.antenna_id,
        found.day.label("happened_on"),
    )
    return select(*columns).where(found.day.between(from_on, until_on), *found.where)


def days_of_duo(duo_id: int) -> dict[Unit, date]:
    """The units that a duo reached, each with its day."""
    return _days_of(Duo, duo_id)


def days_of_mentor(mentor_id: int) -> dict[Unit, date]:
    return _days_of(Mentor, mentor_id)


def _days_of(model: type[Duo] | type[Mentor], row_id: int) -> dict[Unit, date]:
    days: dict[Unit, date] = {}
    for unit, found in happenings().items():
        if found.model is model:
            asked = select(found.day).where(model.id == row_id, *found.where)
            day = db.session.scalars(asked).first()
            days |= {unit: day} if day else {}
    return days
