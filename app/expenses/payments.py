"""Every question about the payment of expenses, and about what a year came to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, extract, func, select
from sqlalchemy.orm import Bundle, joinedload, lazyload, undefer

from app.accounts.models import User
from app.core.db import db
from app.expenses import queries
from app.expenses.files import book
from app.expenses.models import (
    AGREED,
    Batch,
    BatchLine,
    Expense,
    PayeeAccount,
    State,
)
from app.expenses.queries import PEOPLE
from app.expenses.rules import taxed
from app.people.models import Person

YEAR_SORTS: Mapping[str, Sequence[Any]] = {"name": (PEOPLE.c.sort_key, PEOPLE.c.id)}
BATCH_SORTS: Mapping[str, Sequence[Any]] = {"newest": (Batch.id.desc(),)}


def _payable() -> Select[Any]:
    return (
        select(Expense)
        .outerjoin(PayeeAccount, PayeeAccount.person_id == Expense.person_id)
        .where(Expense.state == State.APPROVED, Expense.waived_on.is_(None))
    )


def payable(*, lock: bool = False) -> Sequence[Expense]:
    """Approved, not waived, and there is an account to pay them to."""
    statement = _payable().where(PayeeAccount.iban.is_not(None)).order_by(Expense.id)
    if lock:
        statement = statement.with_for_update(of=Expense)
    return db.session.scalars(statement).all()


def payable_sum() -> tuple[int, int, int]:
    """How many expenses, of how many mentors, for how many cents."""
    wanted = (
        _payable()
        .where(PayeeAccount.iban.is_not(None))
        .with_only_columns(
            func.count(Expense.id),
            func.count(Expense.person_id.distinct()),
            func.coalesce(func.sum(Expense.amount_cents), 0),
        )
    )
    count, people, cents = db.session.execute(wanted).one()
    return count, people, int(cents or 0)


def without_account() -> Sequence[Any]:
    """Mentors with something approved and nowhere to pay it to: id, name, cents."""
    statement: Select[Any] = (
        _payable()
        .join(PEOPLE, PEOPLE.c.id == Expense.person_id)
        .where(PayeeAccount.iban.is_(None))
        .with_only_columns(
            Expense.person_id,
            (PEOPLE.c.first_name + " " + PEOPLE.c.last_name).label("name"),
            func.sum(Expense.amount_cents).label("cents"),
        )
        .group_by(Expense.person_id, PEOPLE.c.first_name, PEOPLE.c.last_name, PEOPLE.c.sort_key)
        .order_by(PEOPLE.c.sort_key)
        .limit(100)
    )
    return db.session.execute(statement).all()


def batches() -> Select[Batch]:
    return select(Batch)


def find_batch(batch_id: int, *, whole: bool = False) -> Batch | None:
    """With who made it; the file itself only when the whole is asked for."""
    named = joinedload(Batch.made_by).options(lazyload(User.antennas))
    statement = select(Batch).where(Batch.id == batch_id).options(named)
    if whole:
        statement = statement.options(undefer(Batch.content))
    return db.session.scalars(statement).unique().one_or_none()


def lines_of(batch: Batch) -> Sequence[Any]:
    """Per expense: its id, day, kind and cents, with the name of the mentor."""
    columns = [
        Expense.id,
        Expense.person_id,
        Expense.spent_on,
        Expense.kind,
        BatchLine.amount_cents,
        (PEOPLE.c.last_name + ", " + PEOPLE.c.first_name).label("mentor"),
    ]
    statement: Select[Any] = (
        select(Bundle("line", *columns))
        .select_from(BatchLine)
        .join(Expense, Expense.id == BatchLine.expense_id)
        .join(PEOPLE, PEOPLE.c.id == Expense.person_id)
        .where(BatchLine.batch_id == batch.id)
        .order_by(PEOPLE.c.sort_key, Expense.spent_on, Expense.id)
    )
    return db.session.scalars(statement).all()


def expenses_in(batch: Batch) -> Sequence[Expense]:
    """Those that it has not released."""
    mine = select(BatchLine.expense_id).where(
        BatchLine.batch_id == batch.id, BatchLine.released_at.is_(None)
    )
    return db.session.scalars(select(Expense).where(Expense.id.in_(mine))).all()


def standing_lines(batch: Batch) -> Sequence[BatchLine]:
    statement = select(BatchLine).where(
        BatchLine.batch_id == batch.id, BatchLine.released_at.is_(None)
    )
    return db.session.scalars(statement).all()


@dataclass(frozen=True)
class Payee:
    person_id: int
    name: str
    iban: str
    cents: int


def payees_of(batch: Batch) -> list[Payee]:
    """One transfer for each mentor, with the sum of their expenses."""
    statement = (
        select(
            BatchLine.person_id,
            func.coalesce(
                PayeeAccount.holder, PEOPLE.c.first_name + " " + PEOPLE.c.last_name
            ).label("name"),
            PayeeAccount.iban,
            func.sum(BatchLine.amount_cents).label("cents"),
        )
        .join(PEOPLE, PEOPLE.c.id == BatchLine.person_id)
        .join(PayeeAccount, PayeeAccount.person_id == BatchLine.person_id)
        .where(BatchLine.batch_id == batch.id, BatchLine.released_at.is_(None))
        .group_by(
            BatchLine.person_id,
            PayeeAccount.holder,
            PayeeAccount.iban,
            PEOPLE.c.first_name,
            PEOPLE.c.last_name,
        )
        .order_by(BatchLine.person_id)
    )
    rows = db.session.execute(statement)
    return [Payee(row.person_id, row.name, row.iban or "", int(row.cents)) for row in rows]


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


def accounts_of(person_ids: set[int]) -> dict[int, PayeeAccount]:
    statement = select(PayeeAccount).where(PayeeAccount.person_id.in_(person_ids))
    return {row.person_id: row for row in db.session.scalars(statement)}
