"""Every question to the tables of the claims."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import joinedload, selectinload

from app.antennas.models import Antenna
from app.claims.caps import Tally
from app.claims.models import Claim, ClaimLine, ClaimQuestion, ClaimState
from app.claims.rules import HANDED_IN
from app.core.db import db, past_the_wall
from app.core.listing import Listing
from app.core.text import fold
from app.duos.models import Duo
from app.funders.models import Funder
from app.grants.models import Grant

LINES = ClaimLine.__table__
"""As a plain table: what is counted of a whole claim, whatever the viewer may see of it."""
GROUPS = {
    "to_do": (ClaimState.DRAFT, ClaimState.CHECKED, ClaimState.QUESTIONED),
    "awaited": (
        ClaimState.SUBMITTED,
        ClaimState.APPROVED,
        ClaimState.REDUCED,
        ClaimState.PART_PAID,
    ),
}
"""What a list can ask for by one word."""


def claims(**filters: Any) -> Listing:
    """With grant and funder, the newest period first."""
    sorts = {
        "period": (Claim.until_on.desc(), Claim.id.desc()),
        "code": (Claim.code,),
        "due": (Claim.due_on, Claim.id),
        "amount": (Claim.amount_cents, Claim.id),
    }
    return Listing(_filtered(filters), sorts=sorts, filters=filters)


def _filtered(filters: dict[str, Any]) -> Select[Any]:
    statement = select(Claim).join(Claim.grant).join(Grant.funder)
    statement = statement.options(joinedload(Claim.grant).joinedload(Grant.funder))
    for word in fold(filters.get("q", "")).split():
        found = Claim.code.icontains(word, autoescape=True)
        found |= Grant.search_text.contains(word, autoescape=True)
        statement = statement.where(found | Funder.search_text.contains(word, autoescape=True))
    state = filters.get("state")
    if state:
        statement = statement.where(Claim.state.in_(GROUPS.get(state, (state,))))
    else:
        statement = statement.where(Claim.state != ClaimState.WITHDRAWN)
    if filters.get("grant"):
        statement = statement.where(Claim.grant_id == filters["grant"])
    return statement


def find_claim(claim_id: int) -> Claim | None:
    """With all that its page shows, besides the lines."""
    return db.session.scalars(_whole().where(Claim.id == claim_id)).one_or_none()


def get_claim(code: str) -> Claim:
    return db.session.scalars(_whole().where(Claim.code == code)).one()


def _whole() -> Select[Claim]:
    return select(Claim).options(
        joinedload(Claim.grant).joinedload(Grant.funder),
        joinedload(Claim.grant).selectinload(Grant.caps),
        joinedload(Claim.prepared_by),
        joinedload(Claim.checked_by),
        joinedload(Claim.submitted_by),
        selectinload(Claim.questions),
        selectinload(Claim.payments),
    )


def all_lines(claim: Claim) -> Sequence[ClaimLine]:
    """Of every antenna, for what is worked out over a whole claim."""
    statement = select(ClaimLine).where(ClaimLine.claim_id == claim.id)
    ordered = statement.order_by(ClaimLine.happened_on, ClaimLine.id)
    return db.session.scalars(ordered, execution_options=past_the_wall()).all()


def lines(claim: Claim, **filters: Any) -> Listing:
    """Those that the viewer may see, in the order in which they happened."""
    sorts = {
        "happened": (ClaimLine.happened_on, ClaimLine.id),
        "amount": (ClaimLine.amount_cents, ClaimLine.id),
    }
    return Listing(seen_lines(claim, **filters), sorts=sorts, filters=filters)


def seen_lines(claim: Claim, **filters: Any) -> Select[ClaimLine]:
    statement = select(ClaimLine).where(ClaimLine.claim_id == claim.id)
    if filters.get("antenna"):
        statement = statement.where(ClaimLine.antenna_id == filters["antenna"])
    if filters.get("evidence"):
        statement = statement.where(ClaimLine.evidence == filters["evidence"])
    return statement.options(
        selectinload(ClaimLine.antenna),
        selectinload(ClaimLine.duo).selectinload(Duo.mentee),
        selectinload(ClaimLine.mentor),
    ).order_by(ClaimLine.happened_on, ClaimLine.id)


def find_line(claim: Claim, line_id: int) -> ClaimLine | None:
    statement = select(ClaimLine).where(ClaimLine.claim_id == claim.id, ClaimLine.id == line_id)
    return db.session.scalars(statement).one_or_none()


def sums_of_seen(claim: Claim) -> tuple[int, int]:
    """How many lines the viewer may see, and their cents."""
    total = func.coalesce(func.sum(ClaimLine.amount_cents), 0)
    statement = select(func.count(ClaimLine.id), total).where(ClaimLine.claim_id == claim.id)
    number, cents = db.session.execute(statement).one()
    return number, int(cents or 0)


def by_antenna(claim: Claim) -> list[Any]:
    """Rows of antenna, lines and cents of the whole claim: figures, no line."""
    statement = (
        select(
            LINES.c.antenna_id,
            func.count().label("number"),
            func.sum(LINES.c.quantity).label("units"),
            func.sum(LINES.c.amount_cents).label("cents"),
        )
        .where(LINES.c.claim_id == claim.id)
        .group_by(LINES.c.antenna_id)
        .order_by(LINES.c.antenna_id)
    )
    return list(db.session.execute(statement))


def count_evidence(claim: Claim) -> dict[str, int]:
    """How many lines there are of each state of evidence."""
    statement = select(LINES.c.evidence, func.count()).where(LINES.c.claim_id == claim.id)
    rows = db.session.execute(statement.group_by(LINES.c.evidence)).all()
    return {row[0]: row[1] for row in rows}


def count_lines(claim: Claim) -> tuple[int, int]:
    """How many lines a claim has, and of how many the amount is not known."""
    unknown = func.count().filter(LINES.c.amount_cents.is_(None))
    statement = select(func.count(), unknown).where(LINES.c.claim_id == claim.id)
    number, without = db.session.execute(statement).one()
    return number, without


def overlapping(
    grant_id: int, from_on: date, until_on: date, but: int | None = None
) -> Sequence[Claim]:
    """Claims of the grant for some of the same days."""
    statement = select(Claim).where(
        Claim.grant_id == grant_id,
        Claim.state != ClaimState.WITHDRAWN,
        Claim.from_on <= until_on,
        Claim.until_on >= from_on,
    )
    if but is not None:
        statement = statement.where(Claim.id != but)
    return db.session.scalars(statement.order_by(Claim.from_on)).all()


def count_of_grant(grant_id: int) -> int:
    """With those that were withdrawn: a code is never used again."""
    counted = select(func.count()).where(Claim.grant_id == grant_id)
    return db.session.scalar(counted) or 0


def of_grant(grant_id: int) -> Sequence[Claim]:
    statement = select(Claim).where(Claim.grant_id == grant_id, Claim.state != ClaimState.WITHDRAWN)
    return db.session.scalars(statement.order_by(Claim.from_on)).all()


def others_cents(claim: Claim) -> int:
    """What the other claims of the grant come to: as granted, else as asked for."""
    value = func.coalesce(Claim.approved_cents, Claim.amount_cents)
    statement = select(func.coalesce(func.sum(value), 0)).where(
        Claim.grant_id == claim.grant_id, Claim.id != claim.id, Claim.state.in_(HANDED_IN)
    )
    return int(db.session.scalar(statement) or 0)


def tallies(claim: Claim) -> list[Tally]:
    """Of this claim and of those of its grant that were handed in."""
    value = func.coalesce(LINES.c.approved_cents, LINES.c.amount_cents, 0)
    statement = (
        select(Antenna.code, LINES.c.happened_on, func.sum(LINES.c.quantity), func.sum(value))
        .select_from(LINES)
        .join(Claim, Claim.id == LINES.c.claim_id)
        .outerjoin(Antenna, Antenna.id == LINES.c.antenna_id)
        .where(LINES.c.grant_id == claim.grant_id)
        .where((LINES.c.claim_id == claim.id) | Claim.state.in_(HANDED_IN))
        .group_by(Antenna.code, LINES.c.happened_on)
    )
    rows = db.session.execute(statement, execution_options=past_the_wall())
    return [Tally(code or "", on, float(units), int(cents)) for code, on, units, cents in rows]


def claimed_allocations(ids: Collection[int]) -> dict[int, str]:
    """Codes of the claims in which these lines of the ledger stand, by id."""
    statement = (
        select(LINES.c.allocation_id, Claim.code)
        .join(Claim, Claim.id == LINES.c.claim_id)
        .where(LINES.c.allocation_id.in_(ids), Claim.state.in_(HANDED_IN))
    )
    return {row.allocation_id: row.code for row in db.session.execute(statement).all()}


_WHO = (
    joinedload(Claim.grant).joinedload(Grant.funder).joinedload(Funder.owner),
    joinedload(Claim.grant).joinedload(Grant.owner),
)
"""The funder of a claim, and whose work it is."""


def to_hand_in(first: date, last: date) -> Sequence[Claim]:
    """Claims not handed in that are due by then."""
    statement = select(Claim).where(
        Claim.state.in_([ClaimState.DRAFT, ClaimState.CHECKED]), Claim.due_on <= last
    )
    return db.session.scalars(_told(statement)).all()


def money_awaited() -> Sequence[Claim]:
    statement = select(Claim).where(
        Claim.state.in_([ClaimState.APPROVED, ClaimState.REDUCED, ClaimState.PART_PAID])
    )
    return db.session.scalars(_told(statement)).all()


def _told(statement: Select[Claim]) -> Select[Claim]:
    return statement.options(*_WHO).order_by(Claim.due_on, Claim.id).limit(200)


def to_answer() -> Sequence[Any]:
    """Pairs of an open question and its claim."""
    statement = (
        select(ClaimQuestion, Claim)
        .join(Claim, Claim.id == ClaimQuestion.claim_id)
        .where(ClaimQuestion.answered_on.is_(None), ClaimQuestion.withdrawn_at.is_(None))
        .options(*_WHO)
        .order_by(ClaimQuestion.due_on, ClaimQuestion.id)
        .limit(200)
    )
    return db.session.execute(statement).all()


def claimable_grants() -> Sequence[Grant]:
    statement = select(Grant).where(Grant.state.in_(["running", "closed"]))
    named = statement.options(joinedload(Grant.funder))
    return db.session.scalars(named.order_by(Grant.code).limit(1000)).all()


def is_claimed(grant_id: int) -> bool:
    handed_in = exists().where(Claim.grant_id == grant_id, Claim.state.in_(HANDED_IN))
    return bool(db.session.scalar(select(handed_in)))
