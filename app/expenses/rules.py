"""What stands against deciding about an expense, once it was checked against the caps."""

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.expenses.models import AGREED, State
from app.volunteer_caps.rules import Verdict

OWN_ENTRY = Reason(
    "own_entry", _("Whoever entered an expense does not approve it: somebody else has to.")
)
NOT_SUBMITTED = Reason("not_submitted", _("This expense does not wait for a decision."))
NOT_AGREED = Reason("not_agreed", _("Only an expense that is approved and not paid can go back."))
IN_BATCH = Reason("in_batch", _("This expense is in a payment. Cancel the payment first."))


def against_approving(
    state: State, verdict: Verdict, entered_by: int | None, approver: int | None
) -> list[Reason]:
    if state != State.SUBMITTED:
        return [NOT_SUBMITTED]
    own = [OWN_ENTRY] if entered_by is not None and entered_by == approver else []
    return own + verdict.against + verdict.missing


def against_returning(state: State) -> list[Reason]:
    """Back to waiting for a decision."""
    if state == State.EXPORTED:
        return [IN_BATCH]
    return [] if state in {State.APPROVED, State.REFUSED} else [NOT_AGREED]


def against_withdrawing(state: State) -> list[Reason]:
    return [] if state == State.SUBMITTED else [NOT_SUBMITTED]


def against_removing_proof(state: State) -> list[Reason]:
    """What was approved rests on it."""
    return [NOT_SUBMITTED] if state in AGREED else []
