"""Every question to the ledger."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import Bundle, selectinload

from app.allocation.models import Allocation
from app.allocation.reached import unit_events as unit_events  # asked for here by other features
from app.antennas.models import Antenna
from app.core.db import db
from app.core.listing import Listing
from app.core.questions import ask
from app.duos.models import Duo
from app.funders.models import Funder
from app.grants.models import COUNTED, Grant
from app.people.models import Mentor

DUOS, ANTENNAS = Duo.__table__, Antenna.__table__
LINES: Any = Allocation.__table__
OTHER = LINES.alias("other")


def claimed() -> ColumnElement[bool]:
    """Whether a line is in a claim: answered by the feature of the claims."""
    return or_(false(), *ask("allocation.claimed"))


def twice() -> ColumnElement[bool]:
    """Whether the same duo or mentor also stands for another grant."""
    same = (OTHER.c.subject == Allocation.subject) & (OTHER.c.id != Allocation.id)
    standing = OTHER.c.released_at.is_(None) & Allocation.released_at.is_(None)
    return exists().where(same, standing)


def ledger(**filters: Any) -> Listing:
    """Rows for a list, by default those that stand, the newest event first."""
    sorts = {
        "happened": (Allocation.happened_on.desc(), Allocation.id.desc()),
        "grant": (Grant.code, Allocation.happened_on, Allocation.id),
        "value": (Allocation.value_cents, Allocation.id),
    }
    return Listing(rows(**filters), sorts=sorts, filters=filters)


def rows(**asked: Any) -> Select[Any]:
    """What a list shows of each line in one statement, never a name."""
    columns = [
        *(getattr(Allocation, name) for name in SHOWN),
        DUOS.c.reference.label("reference"),
        Grant.code.label("grant_code"),
        Grant.currency.label("currency"),
        twice().label("twice"),
        claimed().label("claimed"),
    ]
    return (
        select(Bundle("line", *columns))
        .join(Grant, Grant.id == Allocation.grant_id)
        .outerjoin(DUOS, DUOS.c.id == Allocation.duo_id)
        .where(*(condition for name, value in asked.items() for condition in _where(name, value)))
    )


SHOWN = (
    "id",
    "subject",
    "duo_id",
    "mentor_id",
    "grant_id",
    "antenna_id",
    "unit",
    "happened_on",
    "quantity",
    "value_cents",
    "evidence",
    "locked",
    "released_at",
)


def _where(name: str, value: Any) -> list[ColumnElement[bool]]:
    """The condition of one filter of the list; none where it asks for nothing."""
    return [_FILTERS[name](value)] if value and value != "all" else []


def _is_standing(state: str) -> ColumnElement[bool]:
    gone = Allocation.released_at.is_not(None)
    return ~gone if state == "standing" else gone


def _named(text: str) -> ColumnElement[bool]:
    """The reference of a duo, or the number of a duo or mentor."""
    found = func.lower(DUOS.c.reference).contains(text.lower(), autoescape=True)
    return found | Allocation.subject.in_([f"duo:{text}", f"mentor:{text}"])


_FILTERS: Mapping[str, Any] = {
    "state": lambda state: _is_standing(state),
    "grant": lambda grant_id: Allocation.grant_id == grant_id,
    "funder": lambda funder_id: Grant.funder_id == funder_id,
    "antenna": lambda antenna_id: Allocation.antenna_id == antenna_id,
    "evidence": lambda evidence: Allocation.evidence == evidence,
    "from_on": lambda day: Allocation.happened_on >= day,
    "until_on": lambda day: Allocation.happened_on <= day,
    "claim": lambda answer: claimed() if answer == "yes" else ~claimed(),
    "counted": lambda _twice: twice(),
    "q": _named,
}


def find_allocation(allocation_id: int) -> Allocation | None:
    """With all that its page shows; None when this viewer may not see it."""
    loaded = (
        selectinload(Allocation.grant).selectinload(Grant.funder),
        selectinload(Allocation.grant).selectinload(Grant.caps),
        selectinload(Allocation.duo),
        selectinload(Allocation.decided_by),
    )
    found = select(Allocation).where(Allocation.id == allocation_id).options(*loaded)
    return db.session.scalars(found).one_or_none()


def allocations(ids: Collection[int]) -> Sequence[Allocation]:
    """Chosen by id, those that this viewer may see, with their grants."""
    found = select(Allocation).where(Allocation.id.in_(ids)).order_by(Allocation.id)
    loaded = found.options(selectinload(Allocation.grant).selectinload(Grant.caps))
    return db.session.scalars(loaded.options(selectinload(Allocation.duo))).all()


def lines_of_subject(subject: str) -> Sequence[Allocation]:
    """All that was ever decided about a duo or mentor, the newest first."""
    found = select(Allocation).where(Allocation.subject == subject)
    loaded = found.options(selectinload(Allocation.grant), selectinload(Allocation.decided_by))
    return db.session.scalars(loaded.order_by(Allocation.id.desc())).all()


def lines_of(grant_id: int, from_on: date, until_on: date) -> Sequence[Allocation]:
    """The standing lines of a grant for what happened in those days, in that order."""
    found = select(Allocation).where(
        Allocation.grant_id == grant_id,
        Allocation.released_at.is_(None),
        Allocation.happened_on.between(from_on, until_on),
    )
    loaded = found.options(selectinload(Allocation.duo))
    return db.session.scalars(loaded.order_by(Allocation.happened_on, Allocation.id)).all()


def usage(grant_ids: Collection[int] | None = None) -> Sequence[Any]:
    """`grant_id, antenna, happened_on, units, cents` of all that stands, summed, of every antenna:
    a cap holds for the whole country."""
    columns = (LINES.c.grant_id, ANTENNAS.c.code.label("antenna"), LINES.c.happened_on)
    standing = (
        select(
            *columns,
            func.sum(LINES.c.quantity).label("units"),
            func.coalesce(func.sum(LINES.c.value_cents), 0).label("cents"),
        )
        .join(ANTENNAS, ANTENNAS.c.id == LINES.c.antenna_id)
        .where(LINES.c.released_at.is_(None))
    )
    if grant_ids is not None:
        standing = standing.where(LINES.c.grant_id.in_(grant_ids))
    return db.session.execute(standing.group_by(*columns)).all()


def follower_of(allocation: Allocation) -> Allocation | None:
    """The line that took the place of a released one."""
    found = select(Allocation).where(Allocation.follows_id == allocation.id)
    return db.session.scalars(found.options(selectinload(Allocation.grant))).first()


def counted_grants() -> dict[int, str]:
    """Codes by id of the grants that pay by number, for a choice."""
    found = select(Grant.id, Grant.code).where(Grant.unit.in_(COUNTED)).order_by(Grant.code)
    return {row.id: row.code for row in db.session.execute(found)}


def paying_funders() -> dict[int, str]:
    paying = select(Grant.funder_id).where(Grant.unit.in_(COUNTED))
    found = select(Funder.id, Funder.name).where(Funder.id.in_(paying)).order_by(Funder.sort_key)
    return {row.id: row.name for row in db.session.execute(found)}


def find_grant(grant_id: int) -> Grant | None:
    """With its caps; behind a lock, so that two people do not take the same last place."""
    found = select(Grant).where(Grant.id == grant_id).options(selectinload(Grant.caps))
    return db.session.scalars(found.with_for_update(of=Grant)).one_or_none()


def find_duo(duo_id: int) -> Duo | None:
    found = select(Duo).where(Duo.id == duo_id).options(selectinload(Duo.antenna))
    return db.session.scalars(found).one_or_none()


def find_mentor(mentor_id: int) -> Mentor | None:
    found = select(Mentor).where(Mentor.id == mentor_id).options(selectinload(Mentor.antenna))
    return db.session.scalars(found).one_or_none()


def states_now(ids: Sequence[int]) -> Sequence[Any]:
    """`released_at` and `locked` of each line at this moment; nobody changes them before this
    transaction ends."""
    found = select(Allocation.released_at, Allocation.locked).where(Allocation.id.in_(ids))
    return db.session.execute(found.order_by(Allocation.id).with_for_update()).all()
