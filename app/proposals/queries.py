"""Every question to the proposals and their lines."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Bundle, selectinload

from app.allocation.models import Allocation
from app.allocation.queries import DUOS
from app.core.db import db, past_the_wall
from app.core.listing import Listing
from app.grants.models import Grant, GrantCap
from app.proposals.models import AllocationLine, AllocationProposal

GRANTS = Grant.__table__
STANDS = Allocation.__table__.alias("stands")
FROM = GRANTS.alias("from_grant")
"""Where the line of the ledger stands that would move."""
LINES: Any = AllocationLine.__table__


def all_proposals() -> Listing:
    """The newest first."""
    found = select(AllocationProposal).options(selectinload(AllocationProposal.asked_by))
    return Listing(found, sorts={"asked": (AllocationProposal.id.desc(),)})


def find_proposal(proposal_id: int) -> AllocationProposal | None:
    found = select(AllocationProposal).where(AllocationProposal.id == proposal_id)
    loaded = found.options(selectinload(AllocationProposal.asked_by))
    return db.session.scalars(loaded).one_or_none()


def get_any(proposal_id: int) -> AllocationProposal:
    """For a job, behind a lock: two of them never work on the same one."""
    found = select(AllocationProposal).where(AllocationProposal.id == proposal_id)
    loaded = found.options(selectinload(AllocationProposal.accepted_by))
    locked = loaded.with_for_update().execution_options(populate_existing=True)
    return db.session.scalars(locked).one()


def lines(proposal: AllocationProposal, **asked: Any) -> Listing:
    """Rows for the page; those with a grant first, as they were stored."""
    return Listing(
        line_rows(proposal, **asked), sorts={"order": (AllocationLine.id,)}, filters=asked
    )


def line_rows(proposal: AllocationProposal, **asked: Any) -> Any:
    columns = [
        *(getattr(AllocationLine, name) for name in SHOWN),
        DUOS.c.reference.label("reference"),
        GRANTS.c.code.label("grant_code"),
        GRANTS.c.currency.label("currency"),
        FROM.c.code.label("from_code"),
    ]
    return (
        select(Bundle("line", *columns))
        .outerjoin(DUOS, DUOS.c.id == AllocationLine.duo_id)
        .outerjoin(GRANTS, GRANTS.c.id == AllocationLine.grant_id)
        .outerjoin(STANDS, STANDS.c.id == AllocationLine.stands_id)
        .outerjoin(FROM, FROM.c.id == STANDS.c.grant_id)
        .where(AllocationLine.proposal_id == proposal.id)
        .where(*(_FILTERS[name](value) for name, value in asked.items() if value))
    )


SHOWN = (
    "id",
    "subject",
    "duo_id",
    "mentor_id",
    "grant_id",
    "antenna_id",
    "stands_id",
    "happened_on",
    "value_cents",
    "reason",
    "why",
    "verdict",
)


def _shown(kind: str) -> ColumnElement[bool]:
    if kind == "paid":
        return AllocationLine.grant_id.is_not(None)
    if kind == "unpaid":
        return AllocationLine.grant_id.is_(None)
    if kind == "skipped":
        return AllocationLine.verdict == "skipped"
    if kind in {"moves", "new"}:
        stands = AllocationLine.stands_id.is_not(None) & (AllocationLine.reason != "stays")
        new = AllocationLine.stands_id.is_(None)
        return AllocationLine.grant_id.is_not(None) & (stands if kind == "moves" else new)
    if kind == "released":
        return AllocationLine.reason.in_(("room", "gone"))
    return AllocationLine.reason == kind


_FILTERS: Mapping[str, Any] = {
    "shown": _shown,
    "antenna": lambda antenna_id: AllocationLine.antenna_id == antenna_id,
    "grant": lambda grant_id: AllocationLine.grant_id == grant_id,
}


def find_line(proposal: AllocationProposal, line_id: int) -> AllocationLine | None:
    found = select(AllocationLine).where(
        AllocationLine.proposal_id == proposal.id, AllocationLine.id == line_id
    )
    loaded = found.options(selectinload(AllocationLine.grant), selectinload(AllocationLine.duo))
    return db.session.scalars(loaded).one_or_none()


def stands_of(proposal: AllocationProposal, subject: str) -> Allocation | None:
    """The line of the ledger that this proposal would move, release or leave."""
    found = (
        select(Allocation)
        .join(AllocationLine, AllocationLine.stands_id == Allocation.id)
        .where(AllocationLine.proposal_id == proposal.id, AllocationLine.subject == subject)
        .where(Allocation.released_at.is_(None))
    )
    return db.session.scalars(found.options(selectinload(Allocation.grant))).first()


def leaving(line: AllocationLine) -> Sequence[Any]:
    """Of the lines nobody decided about those that would leave the grant proposed for this one:
    `subject`, `reference`, and `antenna_id` and `happened_on` of the place."""
    found = (
        select(AllocationLine.subject, DUOS.c.reference, STANDS.c.antenna_id, STANDS.c.happened_on)
        .join(STANDS, STANDS.c.id == AllocationLine.stands_id)
        .outerjoin(DUOS, DUOS.c.id == AllocationLine.duo_id)
        .where(*_open(line.proposal_id), STANDS.c.grant_id == line.grant_id)
        .where(AllocationLine.id != line.id, STANDS.c.released_at.is_(None))
        .order_by(AllocationLine.id)
    )
    return db.session.execute(found, execution_options=past_the_wall()).all()


def undecided(
    proposal_id: int, most: int | None = None, *, moving: bool = False
) -> Sequence[AllocationLine]:
    """Lines that nobody decided about, of every antenna; `moving`: only those that are in the
    ledger already."""
    found = select(AllocationLine).where(*_open(proposal_id)).order_by(AllocationLine.id)
    if moving:
        found = found.where(AllocationLine.stands_id.is_not(None))
    return db.session.scalars(found.limit(most), execution_options=past_the_wall()).all()


def count_undecided(proposal_id: int) -> int:
    counted = select(func.count(AllocationLine.id)).where(*_open(proposal_id))
    return db.session.scalar(counted, execution_options=past_the_wall()) or 0


def _open(proposal_id: int) -> list[ColumnElement[bool]]:
    return [
        AllocationLine.proposal_id == proposal_id,
        _to_decide(),
        AllocationLine.verdict.is_(None),
    ]


def _to_decide() -> ColumnElement[bool]:
    """Something would change in the ledger."""
    changes = AllocationLine.grant_id.is_not(None) | AllocationLine.stands_id.is_not(None)
    return changes & (AllocationLine.reason != "stays")


def verdicts(proposal: AllocationProposal) -> dict[str, int]:
    """How many lines to decide about by verdict, an empty word for those that are open."""
    verdict = func.coalesce(AllocationLine.verdict, "")
    found = select(verdict, func.count(AllocationLine.id)).where(
        AllocationLine.proposal_id == proposal.id, _to_decide()
    )
    rows = db.session.execute(found.group_by(verdict)).all()
    return {row[0]: row[1] for row in rows}


def grants_by_id(ids: Collection[int]) -> dict[int, Grant]:
    """With their caps, for what a page says about lines."""
    found = select(Grant).where(Grant.id.in_(ids)).options(selectinload(Grant.caps))
    return {grant.id: grant for grant in db.session.scalars(found)}


def caps_by_key(grants: Collection[Grant]) -> dict[str, GrantCap]:
    return {f"cap:{cap.id}": cap for grant in grants for cap in grant.caps}
