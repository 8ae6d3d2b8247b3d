"""What stands against computing, releasing or turning down a publication."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.publication.models import ReleaseState

DECIDED = (ReleaseState.REJECTED, ReleaseState.RELEASED, ReleaseState.SENT)
RELEASED = (ReleaseState.RELEASED, ReleaseState.SENT)
OPEN = (ReleaseState.ASKED, ReleaseState.READY)

NOT_OVER = Reason("quarter_not_over", _("This quarter is not over yet."))
WAITING = Reason(
    "release_waiting",
    _(
        "The tables of this quarter are being computed or wait for a decision: decide on them "
        "first."
    ),
)
NO_REASON = Reason(
    "correction_without_reason",
    _("This quarter was published before. Say why it is computed again."),
)
NOT_COMPUTED = Reason("not_computed", _("The tables are still being computed."))
NOT_SAFE = Reason(
    "protection_failed",
    _("The protection check failed: the cells that it names could be told from the others."),
)
IS_DECIDED = Reason("already_decided", _("This was decided already, and stays as it is."))
OUTDATED = Reason(
    "linked_release_since",
    _(
        "Another quarter that is linked to this one was released since these tables were "
        "computed. Turn them down and compute them again, so that they are checked together."
    ),
)
NOTHING_NEW = Reason("nothing_new", _("Nothing differs from what was published before."))


def against_asking(*, is_over: bool, waits: bool, was_released: bool, reason: str) -> list[Reason]:
    """A quarter is computed once it is over; again only with a reason (statistics.md, rule 5)."""
    found = {NOT_OVER: not is_over, WAITING: waits, NO_REASON: was_released and not reason}
    return [reason for reason, stands in found.items() if stands]


def against_releasing(state: ReleaseState, *, is_outdated: bool, is_new: bool) -> list[Reason]:
    """Only what passed the check leaves, and only once (statistics.md, rules 5 and 6)."""
    return [*_against_deciding(state), *_against_state(state, is_outdated, is_new)]


def against_turning_down(state: ReleaseState) -> list[Reason]:
    return list(_against_deciding(state))


def _against_deciding(state: ReleaseState) -> Iterator[Reason]:
    if state in DECIDED:
        yield IS_DECIDED
    if state == ReleaseState.ASKED:
        yield NOT_COMPUTED


def _against_state(state: ReleaseState, is_outdated: bool, is_new: bool) -> Iterator[Reason]:  # noqa: FBT001 - both come from the database by name
    if state == ReleaseState.REFUSED:
        yield NOT_SAFE
    if state == ReleaseState.READY and is_outdated:
        yield OUTDATED
    if state == ReleaseState.READY and not is_new:
        yield NOTHING_NEW
