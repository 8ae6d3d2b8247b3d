"""What stands against asking for a proposal, and against deciding about it."""

from datetime import date

from flask_babel import lazy_gettext as _

from app.allocation.labels import subject_name
from app.core.errors import Reason
from app.proposals.models import AllocationLine, AllocationProposal, ProposalState

NOT_READY = Reason("not_ready", _("This proposal cannot be decided about now."))
DECIDED = Reason("decided", _("This line was decided about already."))
NOBODY_PAYS = Reason("nobody_pays", _("There is no grant for this line."))
PERIOD_TURNED = Reason("period_turned", _("The period ends before it begins."))
PERIOD_LONG = Reason("period_long", _("A proposal is for two years at most."))
LONGEST_DAYS = 731


def against_period(from_on: date, until_on: date) -> list[Reason]:
    if until_on < from_on:
        return [PERIOD_TURNED]
    return [PERIOD_LONG] if (until_on - from_on).days > LONGEST_DAYS else []


def against_deciding(proposal: AllocationProposal) -> list[Reason]:
    return [] if proposal.state == ProposalState.READY else [NOT_READY]


def against_accepting_line(proposal: AllocationProposal, line: AllocationLine) -> list[Reason]:
    found = against_deciding(proposal)
    if line.verdict:
        return [*found, DECIDED]
    return found if line.grant_id or line.stands_id else [*found, NOBODY_PAYS]


def first(subject: str, reference: str | None) -> Reason:
    return Reason(
        "first",
        _(
            "Its place is free once %(line)s has left it. Accept that line first, or the whole "
            "proposal.",
            line=subject_name(subject, reference),
        ),
    )
