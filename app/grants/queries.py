"""Every question to the tables of the grants."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from app.accounts.models import User
from app.accounts.queries import staff
from app.antennas.queries import codes
from app.core.db import db, has_code
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.text import fold
from app.funders.models import Funder
from app.grants.models import BudgetLine, Cost, Grant, GrantState, Instalment
from app.schemes.kinds import Version
from app.schemes.nodes import Predicate
from app.schemes.queries import find_scheme
from app.schemes.reading import parse

SORTS: Mapping[str, Sequence[Any]] = {
    "ends": (Grant.ends_on, Grant.id),
    "begins": (Grant.begins_on, Grant.id),
    "funder": (Funder.sort_key, Grant.begins_on, Grant.id),
    "code": (Grant.code,),
    "amount": (Grant.amount_cents, Grant.id),
}
OPEN = (GrantState.DRAFT, GrantState.RUNNING)
OWNED = joinedload(Grant.owner).options(lazyload(User.antennas))
WHOLE = (selectinload(Grant.funder), OWNED, selectinload(Grant.caps))


def grants(**asked: Any) -> Listing:
    """Those in preparation and running, the nearest end first, if nothing else is asked for."""
    return Listing(rows(**asked), sorts=SORTS, filters=asked)


def rows(**asked: Any) -> Select[Grant]:
    """`q` words of a title, a code or a funder; `state` also `open` (the default) or `all`;
    `from_on` and `until_on` a period that the grant touches; `owner` an id or `none`."""
    found = [_FILTERS[name](value) for name, value in asked.items() if name in _FILTERS and value]
    state = asked.get("state") or "open"
    if state == "open":
        found.append(Grant.state.in_(OPEN))
    elif state != "all":
        found.append(Grant.state == state)
    named = (contains_eager(Grant.funder), OWNED)
    return select(Grant).join(Grant.funder).where(*found).options(*named).order_by(Grant.ends_on)


def _words(text: str) -> ColumnElement[bool]:
    looked_in = Grant.search_text + " " + Funder.search_text
    return and_(
        true(), *(looked_in.contains(word, autoescape=True) for word in fold(text).split()[:8])
    )


def _owner(owner: str) -> ColumnElement[bool]:
    return Grant.owner_id.is_(None) if owner == "none" else Grant.owner_id == int(owner)


_FILTERS: Mapping[str, Any] = {
    "q": _words,
    "funder": lambda funder_id: Grant.funder_id == funder_id,
    "scheme": lambda code: Grant.scheme_code == code,
    "unit": lambda unit: Grant.unit == unit,
    "owner": _owner,
    "antenna": lambda code: has_code(Grant.antenna_codes, code) | (Grant.antenna_codes == []),
    "from_on": lambda day: Grant.ends_on >= day,
    "until_on": lambda day: Grant.begins_on <= day,
}


def find_grant(code: str) -> Grant | None:
    """By its code, with its funder, owner and caps."""
    found = select(Grant).where(Grant.code == code).options(*WHOLE)
    return db.session.scalars(found).one_or_none()


def find_grant_by_id(grant_id: int) -> Grant | None:
    """With its funder, owner, caps and instalments, as they are now."""
    found = select(Grant).where(Grant.id == grant_id)
    found = found.options(*WHOLE, selectinload(Grant.instalments))
    return db.session.scalars(found.execution_options(populate_existing=True)).one_or_none()


def running_grants(from_on: date, until_on: date) -> list[Grant]:
    """Those that run and whose period touches these days, by priority; funder and caps loaded."""
    found = select(Grant).where(
        Grant.state == GrantState.RUNNING, Grant.begins_on <= until_on, Grant.ends_on >= from_on
    )
    order = (Grant.priority, Grant.ends_on, Grant.id)
    return list(db.session.scalars(found.options(*WHOLE).order_by(*order)))


def grants_of(funder: Funder) -> Sequence[Grant]:
    """All grants of a funder, the newest first."""
    found = select(Grant).where(Grant.funder_id == funder.id)
    return db.session.scalars(found.order_by(Grant.begins_on.desc(), Grant.id.desc())).all()


def version_of(grant: Grant) -> Version | None:
    """The version of the scheme that the contract was made under; None once the file of the
    country no longer has it."""
    scheme = find_scheme(grant.scheme_code)
    return scheme.version_from(grant.scheme_from) if scheme else None


def predicate_of(grant: Grant) -> Predicate:
    """Who counts: what the scheme demands, what the contract adds, and the antennas it covers.

    The day something happened has to lie in the period of the grant besides (`begins_on` to
    `ends_on`): a period is of the grant, no fact of a duo.
    """
    version = version_of(grant)
    own = list(grant.conditions)
    if grant.antenna_codes:
        own.append({"fact": "antenna", "one_of": list(grant.antenna_codes)})
    return (version.predicate if version else Predicate()) & parse(own)


def covered(grant_codes: Sequence[str]) -> frozenset[str]:
    """The antennas of a grant: none named is every one."""
    return frozenset(grant_codes) or frozenset(codes())


def find_funder(funder_id: int) -> Funder | None:
    return db.session.scalars(select(Funder).where(Funder.id == funder_id)).one_or_none()


def funder_choices() -> dict[int, str]:
    """Names by id, by name."""
    found = select(Funder.id, Funder.name).order_by(Funder.sort_key, Funder.id)
    return {row.id: row.name for row in db.session.execute(found)}


def owner_choices() -> dict[int, str]:
    """Those who work with the funding: names by id, by name."""
    return {one.id: one.name for one in staff() if Permission.FUNDING_MANAGE in one.permissions}


def find_names(ids: Sequence[int]) -> dict[int, str]:
    """Names of accounts by id, also of closed ones."""
    if not ids:
        return {}
    found = select(User.id, User.name).where(User.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(found)}


def is_code_taken(code: str, grant_id: int | None) -> bool:
    found = select(Grant.id).where(Grant.code == code)
    return db.session.scalar(found.where(Grant.id != (grant_id or 0)).limit(1)) is not None


def codes_like(stem: str) -> set[str]:
    """The codes of grants that begin so."""
    found = select(Grant.code).where(Grant.code.startswith(stem, autoescape=True))
    return set(db.session.scalars(found))


def find_instalment(grant: Grant, instalment_id: int) -> Instalment | None:
    found = select(Instalment).where(
        Instalment.grant_id == grant.id, Instalment.id == instalment_id
    )
    return db.session.scalars(found).one_or_none()


def other_instalments_cents(grant: Grant, instalment_id: int | None) -> int:
    """What the other instalments come to: what was received, else what is due."""
    cents = func.coalesce(Instalment.received_cents, Instalment.amount_cents, 0)
    found = select(func.coalesce(func.sum(cents), 0)).where(
        Instalment.grant_id == grant.id, Instalment.id != (instalment_id or 0)
    )
    return int(db.session.scalar(found) or 0)


def find_cost(grant: Grant, cost_id: int) -> Cost | None:
    found = select(Cost).where(Cost.grant_id == grant.id, Cost.id == cost_id)
    return db.session.scalars(found).one_or_none()


def budget_of(grant: Grant) -> Sequence[BudgetLine]:
    found = select(BudgetLine).where(BudgetLine.grant_id == grant.id)
    return db.session.scalars(found.order_by(BudgetLine.id)).all()


def spent_by_category(grant: Grant) -> dict[str, int]:
    """Cents by category; what was withdrawn does not count."""
    found = (
        select(Cost.category, func.sum(Cost.amount_cents))
        .where(Cost.grant_id == grant.id, Cost.withdrawn_at.is_(None))
        .group_by(Cost.category)
        .order_by(Cost.category)
    )
    return {category: int(cents) for category, cents in db.session.execute(found).all()}


def costs_of(grant: Grant) -> Listing:
    """The newest first; withdrawn ones too."""
    found = select(Cost).where(Cost.grant_id == grant.id)
    return Listing(found, sorts={"made": (Cost.made_on.desc(), Cost.id.desc())})
