"""What a year came to: every approved expense by name and day, as the organisation must list it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.orm import Bundle

from app.core.db import db
from app.expenses import queries
from app.expenses.models import AGREED, Expense
from app.expenses.queries import PEOPLE
from app.people.models import Person
from app.volunteer_caps.files import book
from app.volunteer_caps.rules import taxed

SORTS: Mapping[str, Sequence[Any]] = {"name": (PEOPLE.c.sort_key, PEOPLE.c.id)}


@dataclass(frozen=True)
class YearLine:
    """An approved expense on the list of a year; `taxable` in full, where the law says so."""

    expense: Expense
    name: str
    taxable: bool


def _agreed_in(year: int) -> list[ColumnElement[bool]]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    return [Expense.state.in_(AGREED), Expense.spent_on.between(first, last)]


def people_of_year(year: int) -> Select[Any]:
    """Id and name of each with something approved in that year, at the viewer's antennas."""
    mine = select(Expense.person_id).where(*_agreed_in(year))
    name = (PEOPLE.c.last_name + ", " + PEOPLE.c.first_name).label("name")
    return select(Bundle("person", PEOPLE.c.id, name)).where(PEOPLE.c.id.in_(mine))


def sums_of_year(year: int) -> tuple[int, int]:
    """Cents approved, and cents of them given up."""
    waived = case((Expense.waived_on.is_not(None), Expense.amount_cents), else_=0)
    sums = select(func.sum(Expense.amount_cents), func.sum(waived)).where(*_agreed_in(year))
    approved, given_up = db.session.execute(sums).one()
    return int(approved or 0), int(given_up or 0)


def year_lines(
    year: int, *, people: Collection[int] | None = None, waived: bool = False
) -> list[YearLine]:
    """By name and day, of the viewer's antennas; `waived` are those that became gifts, alone."""
    statement = select(Expense).where(*_agreed_in(year))
    if people is not None:
        statement = statement.where(Expense.person_id.in_(people))
    if waived:
        statement = statement.where(Expense.waived_on.is_not(None))
    rows = db.session.scalars(statement.order_by(Expense.spent_on, Expense.id)).all()
    known = queries.people_known({row.person_id for row in rows})
    above = _taxed(known, year)
    lines = [YearLine(row, known[row.person_id].name, row.id in above) for row in rows]
    return sorted(lines, key=lambda line: known[line.expense.person_id].sort_key)


def _taxed(people: Mapping[int, Person], year: int) -> set[int]:
    standing = queries.standing_of(people, year)
    who = queries.volunteers(list(people.values()), year)
    said, found = book(), set[int]()
    for person_id, rows in standing.items():
        agreed = [queries.entry_of(row) for row in rows if row.state in AGREED]
        found |= taxed(said, agreed, who[person_id])
    return found


def years() -> list[int]:
    """With an expense in them, the last first."""
    year = extract("year", Expense.spent_on)
    found = db.session.scalars(select(year).distinct())
    return sorted({int(one) for one in found}, reverse=True)


def years_of(person: Person) -> list[int]:
    """With something of theirs approved in them, the last first."""
    year = extract("year", Expense.spent_on)
    mine = select(year).where(Expense.person_id == person.id, Expense.state.in_(AGREED))
    return sorted({int(one) for one in db.session.scalars(mine.distinct())}, reverse=True)
