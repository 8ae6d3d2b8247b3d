"""What can be done in matching. People decide; each decision carries its reason in words."""

from datetime import date

from sqlalchemy.exc import IntegrityError

from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.viewer import viewer
from app.matching import queries, rules, sides
from app.matching.models import Proposal, ProposalState
from app.people.models import Mentee, Mentor, Stage


def propose(*, mentee: Mentee, mentor: Mentor, reason: str) -> Proposal:
    """Put the two forward together. Raises `Refused` with all that stands against it.

    That a mentee has one open proposal is kept by the database, whoever is faster.
    """
    today = clock.today()
    seen = sides.look(mentee.id, today, mentor_id=mentor.id)
    refuse_if([rules.MENTEE_NOT_READY] if seen is None else seen.against_all)
    proposal = Proposal(
        antenna_id=mentee.antenna_id,
        mentee_id=mentee.id,
        mentor_id=mentor.id,
        state=ProposalState.PROPOSED,
        proposed_on=today,
        proposed_by_id=viewer().user_id,
        reason=reason,
    )
    try:
        with db.session.begin_nested():
            db.session.add(proposal)
    except IntegrityError:
        raise Refused([rules.MENTEE_PROPOSED]) from None
    events.record("proposal.made", proposal, mentee_id=mentee.id, mentor_id=mentor.id)
    return proposal


def plan_first_meeting(*, proposal: Proposal, first_meeting_on: date) -> Proposal:
    """Say when the two meet with their coordinator, or met."""
    refuse_if(rules.against_meeting(proposal.state, proposal.proposed_on, first_meeting_on))
    proposal.first_meeting_on = first_meeting_on
    events.record("proposal.meeting_planned", proposal, **events.changed_fields(proposal))
    return proposal


def answer(
    *,
    proposal: Proposal,
    first_meeting_on: date,
    approvals: dict[str, bool | None],
    reasons: dict[str, str | None],
    remarks: str | None = None,
) -> Proposal:
    """Note what each side says after the first meeting, by `mentee` and `mentor`.

    Both approve: it waits for the signatures. One refuses: it is closed, and so is never pressed.
    An answer that is missing leaves what was noted before.
    """
    today, met_on = clock.today(), first_meeting_on
    against = rules.against_meeting(proposal.state, proposal.proposed_on, met_on)
    refuse_if(against + rules.against_answers(approvals, reasons, met_on, today))
    proposal.first_meeting_on = met_on
    for side, approves in approvals.items():
        if approves is not None:
            setattr(proposal, f"{side}_approves", approves)
            setattr(proposal, f"{side}_reason", None if approves else reasons[side])
    proposal.remarks = remarks or proposal.remarks
    _settle(proposal, today)
    events.record(f"proposal.{TOLD[proposal.state]}", proposal, **_without_words(proposal))
    return proposal


TOLD = {
    ProposalState.PROPOSED: "answered",
    ProposalState.APPROVED: "approved",
    ProposalState.REFUSED: "refused",
}


def _settle(proposal: Proposal, today: date) -> None:
    answers = (proposal.mentee_approves, proposal.mentor_approves)
    if False in answers:
        proposal.state, proposal.closed_on = ProposalState.REFUSED, today
    elif all(answers):
        proposal.state = ProposalState.APPROVED


def withdraw(*, proposal: Proposal, remarks: str) -> Proposal:
    """Take an open proposal back; the mentee waits again, since the day of being ready."""
    refuse_if(rules.against_withdrawing(proposal.state))
    proposal.state, proposal.closed_on = ProposalState.WITHDRAWN, clock.today()
    proposal.remarks = remarks
    events.record("proposal.withdrawn", proposal, **_without_words(proposal))
    return proposal


def mark_agreed(proposal: Proposal) -> None:
    """The agreement was signed: what follows is a duo."""
    proposal.state, proposal.closed_on = ProposalState.AGREED, clock.today()


def make_ready_again(*, mentee: Mentee, ready_on: date) -> Mentee:
    """After a duo has ended: from that day this mentee waits for another one."""
    running, last_ended_on = queries.last_duo_of(mentee.id)
    refuse_if(rules.against_return(running=running, last_ended_on=last_ended_on, on=ready_on))
    mentee.stage, mentee.stage_since = Stage.READY, ready_on
    events.record("mentee.ready_again", mentee, **events.changed_fields(mentee))
    return mentee


def _without_words(proposal: Proposal) -> dict[str, object]:
    """What changed, without what somebody said in their own words."""
    changed = events.changed_fields(proposal)
    return {name: values for name, values in changed.items() if name != "remarks"}
