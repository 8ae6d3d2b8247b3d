"""Every question about the payment of expenses: the accounts, what is ready, the payments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Bundle, joinedload, lazyload, undefer

from app.accounts.models import User
from app.core.db import db
from app.expenses.models import Expense, State
from app.expenses.queries import PEOPLE
from app.people.models import Person
from app.reimbursements.models import Batch, BatchLine, BatchState, Organisation, PayeeAccount

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


def accounts_to_check() -> Sequence[Any]:
    """Mentors who would now be paid to an account that nothing was paid to yet: id and name."""
    paid_since = (
        select(BatchLine.id)
        .join(Batch, Batch.id == BatchLine.batch_id)
        .where(
            BatchLine.person_id == PayeeAccount.person_id,
            Batch.state == BatchState.PAID,
            Batch.made_at > PayeeAccount.changed_at,
        )
    )
    statement: Select[Any] = (
        _payable()
        .join(PEOPLE, PEOPLE.c.id == Expense.person_id)
        .where(PayeeAccount.iban.is_not(None), ~paid_since.exists())
        .with_only_columns(
            Expense.person_id, (PEOPLE.c.first_name + " " + PEOPLE.c.last_name).label("name")
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


def account_of(person: Person) -> PayeeAccount | None:
    statement = select(PayeeAccount).where(PayeeAccount.person_id == person.id)
    return db.session.scalars(statement).one_or_none()


def accounts_of(person_ids: set[int]) -> dict[int, PayeeAccount]:
    statement = select(PayeeAccount).where(PayeeAccount.person_id.in_(person_ids))
    return {row.person_id: row for row in db.session.scalars(statement)}


def organisation() -> Organisation | None:
    return db.session.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one_or_none()
