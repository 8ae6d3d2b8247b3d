"""What can be done with duos. Nothing here commits: the request does, once, at its end."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.questions import ask
from app.duos import queries, rules
from app.duos.models import Duo, DuoExtension, DuoPause, DuoState
from app.matching.actions import mark_agreed
from app.matching.models import Proposal
from app.matching.rules import NO_FREE_PLACE

MOST_ATTEMPTS = 20
"""More places than any mentor has: whoever was faster this often has taken them all."""


def sign_agreement(
    *,
    proposal: Proposal,
    agreed_on: date,
    hours_per_week: float,
    owner_id: int,
    accepted: Mapping[str, bool],
) -> Duo:
    """Both signed: a duo of six months begins on that day and takes a place of the mentor.

    Raises `Refused`, also when somebody else took the last place in the meantime.
    """
    today = clock.today()
    owner = queries.find_owner(owner_id)
    met_on = proposal.first_meeting_on
    refuse_if(
        rules.against_agreement(proposal.state, met_on, agreed_on, accepted.values(), today)
        + rules.against_owner(owner, {proposal.antenna_id})
    )
    duo = Duo(
        antenna_id=proposal.antenna_id,
        proposal_id=proposal.id,
        mentee_id=proposal.mentee_id,
        mentor_id=proposal.mentor_id,
        owner_id=owner_id,
        state=DuoState.RUNNING,
        agreed_on=agreed_on,
        code_accepted_on=agreed_on,
        hours_per_week=hours_per_week,
        started_on=agreed_on,
        planned_end_on=clock.months_after(agreed_on, rules.MONTHS),
    )
    open_there = queries.antenna_of(duo).is_open
    _take_place(duo, lambda free: _against_start(duo, free, antenna_open=open_there))
    mark_agreed(proposal)
    events.record("duo.started", duo, mentee_id=duo.mentee_id, mentor_id=duo.mentor_id)
    ask("duo.changed", duo, duo.started_on)
    return duo


def _against_start(duo: Duo, free: Sequence[int], *, antenna_open: bool) -> list[Any]:
    running = queries.has_running(duo.mentee_id)
    return rules.against_place(running=running, free=free, antenna_open=antenna_open)


def _take_place(duo: Duo, against: Callable[[Sequence[int]], list[Any]], **changes: Any) -> None:
    """Write `duo` with the lowest free place of its mentor.

    The constraints of the table decide who was first: who was not looks again, and is refused with
    what stands against it by then. No row is locked, and no place is ever taken twice.
    """
    for _ in range(MOST_ATTEMPTS):
        free = queries.free_places(duo.mentor_id)
        refuse_if(against(free))
        try:
            with db.session.begin_nested():
                for name, value in changes.items():
                    setattr(duo, name, value)
                duo.mentor_slot = free[0]
                db.session.add(duo)
        except IntegrityError:
            continue
        return
    raise Refused([NO_FREE_PLACE])


def extend(*, duo: Duo, planned_end_on: date, reason: str) -> Duo:
    refuse_if(rules.against_extension(duo, planned_end_on))
    step = DuoExtension(
        decided_on=clock.today(),
        planned_end_before=duo.planned_end_on,
        planned_end_after=planned_end_on,
        reason=reason,
    )
    duo.extensions.append(step)
    duo.planned_end_on = planned_end_on
    events.record("duo.extended", duo, **events.changed_fields(duo))
    ask("duo.changed", duo, clock.today())
    return duo


def pause(*, duo: Duo, from_on: date, reason: str) -> Duo:
    """It stays beside the mentor and keeps its place."""
    refuse_if(rules.against_pause(duo, from_on, clock.today()))
    duo.pauses.append(DuoPause(from_on=from_on, reason=reason))
    duo.state = DuoState.PAUSED
    events.record("duo.paused", duo, from_on=from_on)
    return duo


def resume(*, duo: Duo, until_on: date) -> Duo:
    refuse_if(rules.against_resuming(duo, until_on, clock.today()))
    for lasting in duo.pauses:
        lasting.until_on = lasting.until_on or until_on
    duo.state = DuoState.RUNNING
    events.record("duo.resumed", duo, until_on=until_on)
    ask("duo.changed", duo, until_on)
    return duo


def close(*, duo: Duo, ended_on: date, facts: Mapping[str, Any]) -> Duo:
    """The duo ends and its place is free again. `facts` as `ClosingSchema` loads them.

    The mentee leaves the list of those who wait until somebody says that they are ready for
    another duo (R13: a waiting time before a new match); the mentor may be proposed at once, as
    nine in ten start again (brief.md).
    """
    refuse_if(rules.against_closing(duo, ended_on, clock.today()))
    planned = facts["end_reason"] == rules.PLANNED
    duo.state = DuoState.COMPLETED if planned else DuoState.BROKEN_OFF
    duo.ended_on, duo.mentor_slot = ended_on, None
    for name, value in facts.items():
        setattr(duo, name, value)
    changed = events.changed_fields(duo)
    changed.pop("closing_remarks", None)
    events.record("duo.closed", duo, **changed)
    ask("duo.changed", duo, ended_on)
    return duo


def reopen(*, duo: Duo, reason: str) -> Duo:
    """Take back a closing made by mistake. Raises `Refused` when the place is no longer there."""
    before = {"ended_on": duo.ended_on, "state": duo.state, "end_reason": duo.end_reason}
    since = duo.ended_on or clock.today()
    paused = rules.open_pause(duo) is not None
    _take_place(
        duo,
        lambda free: _against_reopening(duo, free),
        state=DuoState.PAUSED if paused else DuoState.RUNNING,
        **dict.fromkeys(WRITTEN_BY_CLOSING),
    )
    events.record("duo.reopened", duo, before=before, reason=reason)
    ask("duo.changed", duo, since)
    return duo


WRITTEN_BY_CLOSING = (
    "ended_on",
    "end_reason",
    "unreachable",
    "talked_with_mentee",
    "talked_with_mentor",
    "closing_remarks",
)


def _against_reopening(duo: Duo, free: Sequence[int]) -> list[Any]:
    running = not duo.is_running and queries.has_running(duo.mentee_id)
    return rules.against_reopening(duo, running=running, free=free)


def hand_over(*, duos: Sequence[Duo], owner_id: int) -> Sequence[Duo]:
    """Give running duos to another owner: all of them, or none and all the reasons."""
    owner = queries.find_owner(owner_id)
    refuse_if(rules.against_hand_over(duos, owner))
    for duo in duos:
        if duo.owner_id != owner_id:
            duo.owner_id = owner_id
            events.record("duo.handed_over", duo, **events.changed_fields(duo))
    return duos
