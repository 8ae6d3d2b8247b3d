"""Every change of the ledger by a person's hand. Who counted for what is never lost: a line is
released, never deleted, and the one that takes its place names it."""

from collections.abc import Sequence

from sqlalchemy.exc import IntegrityError

from app.allocation import queries, rules
from app.allocation.eligibility import Choice, Whom, choice_of, usage_by_grant
from app.allocation.models import Allocation, Evidence
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, Refused, refuse_if
from app.core.questions import ask
from app.core.viewer import viewer
from app.duos.models import Duo
from app.grants.models import Grant
from app.people.models import Mentor


def allocate(*, whom: Whom, grant_id: int, follows: Allocation | None = None) -> Allocation:
    """Count it for the grant, at the rate of today. Raises `Refused` with everything against it."""
    grant = queries.find_grant(grant_id)
    if grant is None:
        raise Refused([rules.NOT_RUNNING])
    choice = choice_of(grant, whom, usage_by_grant([grant.id])[grant.id], follows)
    refuse_if(choice.against)
    if follows is not None:
        _let_go(follows, grant)
    line = line_of(whom, choice)
    line.follows_id = follows.id if follows is not None else None
    _keep(line)
    name = "allocation.made" if follows is None else "allocation.moved"
    events.record(name, line, grant=grant.code, subject=line.subject, value_cents=line.value_cents)
    return line


def line_of(whom: Whom, choice: Choice) -> Allocation:
    """With the rate, the version of the scheme and the group as they are today, frozen."""
    grant, row = choice.grant, whom.row
    return Allocation(
        grant_id=grant.id,
        antenna_id=row.antenna_id,
        subject=whom.key,
        duo_id=row.id if isinstance(row, Duo) else None,
        mentor_id=row.id if isinstance(row, Mentor) else None,
        unit=grant.unit,
        happened_on=choice.day,
        quantity=whom.quantity(grant),
        rate_cents=choice.rate_cents,
        value_cents=choice.value_cents,
        scheme_code=grant.scheme_code,
        scheme_from=grant.scheme_from,
        exclusivity_group=grant.exclusivity_group,
        evidence=Evidence.MISSING,
        decided_at=clock.now(),
        decided_by_id=viewer().user_id,
    )


def _keep(line: Allocation) -> None:
    """The database has the last word on double funding, whoever was looking at the same time."""
    try:
        with db.session.begin_nested():
            db.session.add(line)
    except IntegrityError:
        raise Refused([rules.ALREADY_COUNTED]) from None


def against_releasing(allocation: Allocation) -> list[Reason]:
    """Everything, what claims have against it included."""
    reasons = rules.against_releasing(allocation)
    return [*reasons, *ask("allocation.against_release", allocation)]


def release(*, allocation: Allocation, reason: str) -> Allocation:
    """It counts no more; the line stays, with who let it go and why."""
    return release_all(allocations=[allocation], reason=reason)[0]


def _release(allocation: Allocation, reason: str) -> Allocation:
    allocation.released_at, allocation.released_by_id = clock.now(), viewer().user_id
    allocation.release_reason = reason
    db.session.flush()
    events.record("allocation.released", allocation, reason=reason)
    return allocation


def _changed_meanwhile(allocations: Sequence[Allocation]) -> list[Reason]:
    """What somebody else did since these were read. Behind a lock: two who move the same line at
    once would else both be right, and it would count twice."""
    lines = queries.states_now([one.id for one in allocations])
    return list(dict.fromkeys(why for line in lines for why in rules.against_releasing(line)))


def _let_go(allocation: Allocation, to: Grant) -> None:
    refuse_if(_changed_meanwhile([allocation]))
    allocation.released_at, allocation.released_by_id = clock.now(), viewer().user_id
    db.session.flush()
    events.record("allocation.released", allocation, moved_to=to.code)


def reallocate(*, allocation: Allocation, whom: Whom, grant_id: int) -> Allocation:
    """Let it count for another grant instead; the new line names the old one."""
    refuse_if(against_releasing(allocation))
    return allocate(whom=whom, grant_id=grant_id, follows=allocation)


def restore(*, allocation: Allocation, whom: Whom) -> Allocation:
    """Take a release back, with the rate that was frozen, when nothing took its place and there is
    still room."""
    refuse_if(rules.against_restoring(allocation, queries.follower_of(allocation)))
    grant = queries.find_grant(allocation.grant_id)
    refuse_if(_against_coming_back(allocation, whom, grant))
    try:
        with db.session.begin_nested():
            allocation.released_at = allocation.released_by_id = None
            allocation.release_reason = None
    except IntegrityError:
        raise Refused([rules.ALREADY_COUNTED]) from None
    events.record("allocation.restored", allocation)
    return allocation


def _against_coming_back(
    allocation: Allocation, whom: Whom, grant: Grant | None
) -> Sequence[Reason]:
    if grant is None:
        return [rules.NOT_RUNNING]
    back = rules.Counted(
        whom.row.antenna.code,
        allocation.happened_on,
        allocation.quantity,
        allocation.value_cents or 0,
    )
    reasons = rules.against_twice(grant, whom.standing)
    return reasons or rules.against_caps(grant, back, usage_by_grant([grant.id])[grant.id])


def lock(*, allocations: Sequence[Allocation], locked: bool) -> Sequence[Allocation]:
    """A locked line is neither released nor moved until somebody unlocks it."""
    refuse_if([] if allocations else [rules.NO_LINES])
    refuse_if([rules.RELEASED] if any(one.released_at for one in allocations) else [])
    changed = [one for one in allocations if one.locked != locked]
    for one in changed:
        one.locked = locked
    name = "allocation.locked" if locked else "allocation.unlocked"
    events.record_many(name, Allocation.__tablename__, _pairs(changed))
    return allocations


def set_evidence(*, allocations: Sequence[Allocation], evidence: str) -> Sequence[Allocation]:
    refuse_if([] if allocations else [rules.NO_LINES])
    refuse_if([rules.RELEASED] if any(one.released_at for one in allocations) else [])
    changed = [one for one in allocations if one.evidence != evidence]
    for one in changed:
        one.evidence = Evidence(evidence)
    events.record_many(
        "allocation.evidence_changed", Allocation.__tablename__, _pairs(changed), evidence=evidence
    )
    return allocations


def release_all(*, allocations: Sequence[Allocation], reason: str) -> Sequence[Allocation]:
    """All of them, or none and the reasons."""
    refuse_if([] if allocations else [rules.NO_LINES])
    refuse_if(list(dict.fromkeys(why for one in allocations for why in against_releasing(one))))
    refuse_if(_changed_meanwhile(allocations))
    return [_release(one, reason) for one in allocations]


def move_all(*, allocations: Sequence[Allocation], grant_id: int) -> Sequence[Allocation]:
    """All of them to another grant, or none and the reasons."""
    refuse_if([] if allocations else [rules.NO_LINES])
    return [reallocate(allocation=one, whom=whom_of(one), grant_id=grant_id) for one in allocations]


def _pairs(allocations: Sequence[Allocation]) -> list[tuple[int, int | None]]:
    return [(one.id, one.antenna_id) for one in allocations]


def whom_of(allocation: Allocation) -> Whom:
    """The duo or mentor of a line, with its hours. Raises `Refused` where it is out of sight."""
    found: Duo | Mentor | None = (
        queries.find_duo(allocation.duo_id)
        if allocation.duo_id is not None
        else queries.find_mentor(allocation.mentor_id or 0)
    )
    if found is None:
        raise Refused([rules.OUT_OF_SIGHT])
    return Whom(found, rules.hours_of(allocation))
