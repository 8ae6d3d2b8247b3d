"""Working out a proposal: read in bulk, solve, store. It loads the solver, so only a job or a
command imports it."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import islice

import numpy as np
from sqlalchemy import delete, insert

from app.allocation.rules import Counted
from app.core import clock, events
from app.core.db import db
from app.grants.models import Unit
from app.optimum import solving
from app.optimum.problem import Objective
from app.proposals import queries
from app.proposals.models import AllocationLine, AllocationProposal, ProposalState
from app.splits.building import Found, build
from app.splits.paying import paying_grants
from app.splits.reading import Period, key_of, nodes_of, read
from app.splits.standing import Standing, movable, standing_keys, unchanged
from app.splits.telling import Telling
from app.splits.totals import totals

AT_ONCE = 5000
READ, SOLVED, STORED = 30, 60, 99
"""Per cent of the bar."""
End = Callable[[], None]


def work_out(proposal_id: int, end: End) -> None:
    """`end` closes a transaction, so that nothing is locked while the solver thinks; what an
    interrupted run left behind is thrown away first."""
    proposal = queries.get_any(proposal_id)
    if proposal.state not in {ProposalState.WAITING, ProposalState.RUNNING}:
        return
    db.session.execute(delete(AllocationLine).where(AllocationLine.proposal_id == proposal_id))
    _note(proposal_id, 2, end)
    proposal = queries.get_any(proposal_id)
    locks = dict(proposal.result.get("locks", {}))
    found, already = _read(proposal, {key_of(name): grant for name, grant in locks.items()})
    _note(proposal_id, READ, end)
    solution, by_hand = solving.solve(found.problem), solving.greedy(found.problem)
    _note(proposal_id, SOLVED, end)
    telling = Telling(found, solution)
    _store(proposal_id, telling, end)
    proposal = queries.get_any(proposal_id)
    proposal.result = totals(telling, by_hand) | {
        "already": already,
        "locks": locks,
        "applied": locks,
        "locked": len(found.problem.locks),
    }
    proposal.state, proposal.ready_at, proposal.progress = ProposalState.READY, clock.now(), 100
    events.record("allocation_proposal.ready", proposal, total_cents=solution.total_cents)
    end()


def fail(proposal_id: int) -> None:
    """Said on its page; whoever wants it asks again."""
    proposal = queries.get_any(proposal_id)
    proposal.state = ProposalState.FAILED
    events.record("allocation_proposal.failed", proposal)


def _note(proposal_id: int, progress: int, end: End) -> None:
    proposal = queries.get_any(proposal_id)
    proposal.state, proposal.progress = ProposalState.RUNNING, progress
    end()


def _read(proposal: AllocationProposal, locks: Mapping[int, int]) -> tuple[Found, int]:
    """The problem, and how many were left out because they count for a grant already."""
    days = (proposal.from_on, proposal.until_on)
    grants = paying_grants(*days)
    units = [
        read(unit, Period(*days), nodes_of([grant for grant in grants if grant.unit == unit]))
        for unit in sorted({grant.unit for grant in grants} | {Unit.DUO_STARTED})
    ]
    standing = unchanged(movable(*days, grants), units) if proposal.reconsiders else {}
    if standing:
        grants = paying_grants(*days, _given_back(standing))
    counted = sorted(set(standing_keys()) - set(standing))
    new = [~np.isin(one.keys, counted) for one in units]
    already = sum(int((~rows).sum()) for rows in new)
    left = [one.only(rows) for one, rows in zip(units, new, strict=True)]
    return build(grants, left, Objective(proposal.objective), locks, standing), already


def _given_back(standing: Mapping[int, Standing]) -> Mapping[int, Sequence[Counted]]:
    """What the lines use that may move, by grant."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for line in standing.values():
        day, cents = date.fromordinal(line.day), line.value_cents or 0
        found[line.grant_id].append(Counted(line.antenna, day, 1, cents))
    return found


def _store(proposal_id: int, telling: Telling, end: End) -> None:
    """Some thousand lines at a time, each a short transaction."""
    lines, stored = telling.lines(), 0
    everything = len(telling.problem.subjects) + len(telling.found.nobody)
    while rows := [{"proposal_id": proposal_id, **line} for line in islice(lines, AT_ONCE)]:
        db.session.execute(insert(queries.LINES), rows)
        stored += len(rows)
        _note(proposal_id, SOLVED + (STORED - SOLVED) * stored // everything, end)
