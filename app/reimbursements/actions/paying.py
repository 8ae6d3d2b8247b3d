"""Paying what was approved: a batch for the bank, then word that it was paid, or back."""

from collections.abc import Sequence
from datetime import date

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.events import record_many
from app.core.jobs import later
from app.core.viewer import viewer
from app.expenses.models import Expense, State
from app.reimbursements import queries, rules
from app.reimbursements.models import Batch, BatchLine, BatchState
from app.volunteer_caps.files import book

PRODUCE = "expenses.produce"
OPEN = (BatchState.WAITING, BatchState.READY, BatchState.FAILED)


def make_batch(*, execute_on: date) -> Batch:
    """Everything that can be paid now. The file for the bank is made by a job.

    Raises `Refused` while nothing can be paid or nobody said from which account. What another batch
    holds cannot get into this one: the database refuses the line.
    """
    found = queries.payable(lock=True)
    organisation = queries.organisation() is not None
    refuse_if(
        rules.against_batch(
            organisation=organisation, on=execute_on, today=clock.today(), payable=len(found)
        )
    )
    batch = Batch(
        state=BatchState.WAITING,
        execute_on=execute_on,
        format=book().format,
        expenses_count=len(found),
        payees_count=len({one.person_id for one in found}),
        total_cents=sum(one.amount_cents or 0 for one in found),
        made_at=clock.now(),
        made_by_id=viewer().user_id,
    )
    db.session.add(batch)
    db.session.flush()
    for one in found:
        one.state = State.EXPORTED
        db.session.add(_line(batch, one))
    db.session.flush()
    facts = {"expenses": len(found), "total_cents": batch.total_cents}
    events.record("expense_batch.made", batch, **facts)
    _tell("expense.exported", found)
    later(PRODUCE, batch.id)
    return batch


def _line(batch: Batch, expense: Expense) -> BatchLine:
    return BatchLine(
        batch_id=batch.id,
        expense_id=expense.id,
        person_id=expense.person_id,
        amount_cents=expense.amount_cents or 0,
    )


def confirm(*, batch: Batch, paid_on: date) -> None:
    """The bank did it."""
    refuse_if([] if batch.state == BatchState.READY else [rules.NOT_READY])
    found = queries.expenses_in(batch)
    last = max((one.spent_on for one in found), default=paid_on)
    refuse_if(rules.against_paid_on(paid_on, last, clock.today()))
    for one in found:
        one.state, one.paid_on = State.PAID, paid_on
    batch.state, batch.paid_on = BatchState.PAID, paid_on
    events.record("expense_batch.paid", batch, paid_on=paid_on)
    _tell("expense.paid", found)


def cancel(*, batch: Batch) -> None:
    """Its expenses are approved and not paid again; another batch may hold them."""
    refuse_if([] if batch.state in OPEN else [rules.PAID_ALREADY])
    found = queries.expenses_in(batch)
    for line in queries.standing_lines(batch):
        line.released_at = clock.now()
    for one in found:
        one.state = State.APPROVED
    batch.state = BatchState.CANCELLED
    events.record("expense_batch.cancelled", batch)
    _tell("expense.payment_cancelled", found)


def produce_again(*, batch: Batch) -> None:
    """Ask once more for a file that could not be made."""
    refuse_if([] if batch.state == BatchState.FAILED else [rules.NOT_READY])
    batch.state = BatchState.WAITING
    events.record("expense_batch.file_asked", batch)
    later(PRODUCE, batch.id)


def _tell(name: str, expenses: Sequence[Expense]) -> None:
    rows = [(one.id, one.antenna_id) for one in expenses]
    record_many(name, Expense.__tablename__, rows)
