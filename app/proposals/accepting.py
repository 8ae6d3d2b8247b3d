"""Lines of a proposal written to the ledger, as far as they still hold when that is done.

All that leave a place let it go before anybody takes one, in one transaction: a chain of moves, and
two that change places, need no order then.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.attributes import set_committed_value

from app.allocation.models import Allocation, Evidence
from app.allocation.queries import LINES
from app.core import clock, events
from app.core.db import batched, db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.proposals import queries, rules
from app.proposals.holding import Now
from app.proposals.models import AllocationLine, AllocationProposal

Row = dict[str, Any]


def write(proposal: AllocationProposal, lines: Sequence[AllocationLine]) -> Counter[str]:
    """Count what still holds; verdicts by how often. What does not hold is skipped and says why."""
    return write_as_of(Now(proposal, lines), lines)


def write_as_of(now: Now, lines: Sequence[AllocationLine]) -> Counter[str]:
    """All at once. Who counted the same duo in between is found by the constraint of the table:
    then once more without those, for the place that one of them was to leave is not free."""
    held = [line for line in lines if not _skipped(line, now.against(line))]
    kept = now.fitting(held)
    while kept and not _written(now, kept):
        held = [line for line in held if not _skipped(line, now.counted_by_others(line))]
        kept = now.fitting(held)
    fits = {line.id for line in kept}
    for line in held:
        _skipped(line, "" if line.id in fits else "full")
    db.session.flush()
    return Counter(line.verdict or "" for line in lines)


def write_one(proposal: AllocationProposal, line: AllocationLine) -> Counter[str]:
    """The same for one line. Raises `Refused` where its place is free once another line of the
    proposal has left it."""
    now = Now(proposal, [line])
    if not now.against(line) and not now.fitting([line]):
        full = now.full_for(line)
        first = [
            rules.first(one.subject, one.reference)
            for one in queries.leaving(line)
            if full & set(now.under(line.grant_id or 0, one.antenna_id, one.happened_on))
        ]
        refuse_if(first[:1])
    return write(proposal, [line])


def _skipped(line: AllocationLine, code: str) -> bool:
    if code:
        line.verdict, line.why = "skipped", line.why | {"skipped": code}
    return bool(code)


def _written(now: Now, lines: Sequence[AllocationLine]) -> bool:
    """Those that leave first, then all others; nothing at all when one of them counts already."""
    try:
        with db.session.begin_nested():
            _release(now, lines)
            added = _added([row_of(now, line) for line in lines if line.grant_id])
    except IntegrityError:
        now.look_again(lines)
        if not any(now.counted_by_others(line) for line in lines):
            raise
        return False
    _accepted(lines)
    for name, moved in (("allocation.made", False), ("allocation.moved", True)):
        pairs = [(row.id, row.antenna_id) for row in added if (row.follows_id is not None) == moved]
        events.record_many(name, Allocation.__tablename__, pairs, proposal_id=now.proposal.id)
    return True


def _accepted(lines: Sequence[AllocationLine]) -> None:
    """In one statement for many: row by row it took as long as all the rest together."""
    for some in batched(lines):
        noted = update(queries.LINES).where(queries.LINES.c.id.in_([line.id for line in some]))
        db.session.execute(noted.values(verdict="accepted"))
    for line in lines:
        set_committed_value(line, "verdict", "accepted")


def _release(now: Now, lines: Sequence[AllocationLine]) -> None:
    """Each with the grant that it goes to, or why it goes nowhere."""
    why = {
        "room": _("Released by a proposal: makes room for others that bring more."),
        "gone": _("Released by a proposal: no longer meets the rules of the grant."),
    }
    by_way: dict[tuple[str, str | None], list[AllocationLine]] = defaultdict(list)
    for line in lines:
        if line.stands_id is not None:
            code = now.grants[line.grant_id].code if line.grant_id else None
            by_way["" if code else line.reason, code].append(line)
    for (reason, code), some in by_way.items():
        told = {"moved_to": code} if code else {"reason": why[reason]}
        _let_go([line.stands_id or 0 for line in some], why.get(reason))
        pairs = [(line.stands_id or 0, now.stands[line.stands_id or 0].antenna_id) for line in some]
        told["proposal_id"] = str(now.proposal.id)
        events.record_many("allocation.released", Allocation.__tablename__, pairs, **told)


def _let_go(ids: Sequence[int], reason: str | None) -> None:
    gone = {"released_at": clock.now(), "released_by_id": viewer().user_id}
    for some in batched(ids):
        released = update(LINES).where(LINES.c.id.in_(some), LINES.c.released_at.is_(None))
        db.session.execute(released.values(**gone, release_reason=reason))


def row_of(now: Now, line: AllocationLine) -> Row:
    grant = now.grants[line.grant_id or 0]
    return {
        "grant_id": grant.grant_id,
        "antenna_id": line.antenna_id,
        "subject": line.subject,
        "duo_id": line.duo_id,
        "mentor_id": line.mentor_id,
        "unit": grant.unit,
        "happened_on": line.happened_on,
        "quantity": 1,
        "rate_cents": grant.rate_cents,
        "value_cents": grant.rate_cents,
        "scheme_code": grant.scheme_code,
        "scheme_from": grant.scheme_from,
        "exclusivity_group": grant.group,
        "evidence": Evidence.MISSING,
        "locked": False,
        "decided_at": clock.now(),
        "decided_by_id": viewer().user_id,
        "proposal_id": now.proposal.id,
        "follows_id": line.stands_id,
    }


def _added(rows: Sequence[Row]) -> Sequence[Any]:
    """Into the plain table: by the model, rows with and without a group would go in one statement
    each."""
    adding = insert(LINES).returning(LINES.c.id, LINES.c.antenna_id, LINES.c.follows_id)
    return db.session.execute(adding, rows).all() if rows else []
