"""Approving an expense, refusing it with a reason, taking a decision back."""

from collections.abc import Sequence

from app.core import clock, events
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer
from app.expenses import rules
from app.expenses.judging import verdict_of, verdicts_of
from app.expenses.models import Expense, State
from app.messages.actions import write_mail
from app.volunteer_caps.rules import Verdict, frozen


def approve(*, expense: Expense) -> None:
    """Raises `Refused` with all that stands against it, also what is only missing."""
    verdict = verdict_of(expense)
    refuse_if(_against(expense, verdict))
    _approve(expense, verdict)


def approve_many(
    *, expenses: Sequence[Expense]
) -> tuple[list[Expense], list[tuple[Expense, list[Reason]]]]:
    """Those that were approved, and those that were not with the reasons.

    An expense that is out of sight of whoever asks is not among them.
    """
    verdicts, approved, left = verdicts_of(expenses), list[Expense](), []
    for one in expenses:
        if reasons := _against(one, verdicts[one.id]):
            left.append((one, reasons))
        else:
            _approve(one, verdicts[one.id])
            approved.append(one)
    return approved, left


def _against(expense: Expense, verdict: Verdict) -> list[Reason]:
    who = viewer().user_id
    return rules.against_approving(expense.state, verdict, expense.entered_by_id, who)


def _approve(expense: Expense, verdict: Verdict) -> None:
    """The amount and the figures behind it are frozen: no later rule changes them."""
    expense.state = State.APPROVED
    expense.amount_cents = verdict.amount_cents
    expense.figures = frozen(verdict)
    _decided(expense)
    taxed = [reason.code for reason in verdict.taxed]
    events.record("expense.approved", expense, amount_cents=expense.amount_cents, taxed=taxed)


def refuse(*, expense: Expense, refusal: str) -> bool:
    """Whether a mail tells the mentor; the person must be loaded."""
    refuse_if([] if expense.state == State.SUBMITTED else [rules.NOT_SUBMITTED])
    expense.state, expense.refusal = State.REFUSED, refusal
    _decided(expense)
    events.record("expense.refused", expense)
    person = expense.person
    if not person.email:
        return False
    write_mail("expense_refused", person.email, person.language, person=person, expense=expense)
    return True


def take_back(*, expense: Expense) -> None:
    """A decision: the expense waits for one again, if there is still room for it."""
    refuse_if(rules.against_returning(expense.state))
    if expense.state == State.REFUSED:
        refuse_if(verdict_of(expense).against)
    expense.state, expense.refusal, expense.figures = State.SUBMITTED, None, []
    expense.decided_at = expense.decided_by_id = None
    events.record("expense.taken_back", expense)


def _decided(expense: Expense) -> None:
    expense.decided_at, expense.decided_by_id = clock.now(), viewer().user_id
