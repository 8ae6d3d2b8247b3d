"""An invented ledger: past quarters split over the invented grants, and one proposal that waits.

Made by the same job and the same actions as the real ones; only who decided, when, and what became
of the evidence is drawn.
"""

import random
from datetime import date, datetime, time, timedelta
from importlib import import_module

from sqlalchemy import select, update

from app.accounts.models import User
from app.allocation.models import Allocation, Evidence
from app.core import clock
from app.core.db import db
from app.core.permissions import Role
from app.core.quarters import last_over
from app.core.tenancy import tenant
from app.grants.models import COUNTED, Grant, GrantState
from app.proposals import deciding
from app.proposals.jobs import PROPOSING
from app.proposals.models import AllocationProposal

SEED = 2063
DECIDED_AFTER = timedelta(days=18)
"""So long after the end of a quarter it was decided about."""
EVIDENCE = {Evidence.COMPLETE: 70, Evidence.PARTIAL: 15, Evidence.MISSING: 15}
SHARE_LOCKED = 0.03


def make_allocations() -> None:
    """Nothing where no grant pays by number."""
    paying = select(Grant.id).where(Grant.state == GrantState.RUNNING, Grant.unit.in_(COUNTED))
    if db.session.scalars(paying.limit(1)).first() is None:
        return
    officer = db.session.scalars(select(User).where(User.role == Role.PARTNERSHIPS)).first()
    officer_id = officer.id if officer else None
    over = last_over(clock.today())
    before = over.first - timedelta(days=1)
    _accept(_proposed(clock.months_after(over.first, -9), before, officer_id), before, officer_id)
    _proposed(over.first, over.last, officer_id)


def _proposed(from_on: date, until_on: date, officer_id: int | None) -> AllocationProposal:
    proposal = deciding.ask_now(from_on=from_on, until_on=until_on, objective="money")
    proposal.asked_by_id = officer_id
    db.session.flush()
    import_module(PROPOSING).work_out(proposal.id, db.session.flush)
    return proposal


def _accept(proposal: AllocationProposal, last: date, officer_id: int | None) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same ledger at every making, no secret
    deciding.accept_all(proposal.id, db.session.flush)
    decided_at = datetime.combine(last + DECIDED_AFTER, time(15), tenant().zone)
    made = (Allocation.proposal_id == proposal.id, Allocation.released_at.is_(None))
    db.session.execute(
        update(Allocation).where(*made).values(decided_at=decided_at, decided_by_id=officer_id)
    )
    rows = [
        {
            "id": allocation_id,
            "evidence": chance.choices(list(EVIDENCE), list(EVIDENCE.values()))[0],
            "locked": chance.random() < SHARE_LOCKED,
        }
        for allocation_id in db.session.scalars(select(Allocation.id).where(*made))
    ]
    if rows:
        db.session.execute(update(Allocation), rows)
    db.session.expire_all()
