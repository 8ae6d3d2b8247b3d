"""What can be asked about antennas."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import g
from sqlalchemy import Select, func, select

from app.antennas.models import Antenna
from app.core.db import db
from app.core.i18n import pick
from app.core.postal import as_range, postal_digits
from app.core.tenancy import tenant

STATES: Mapping[str, Any] = {
    "open": Antenna.closed_on.is_(None) & Antenna.planned.is_(False),
    "planned": Antenna.planned.is_(True),
    "closed": Antenna.closed_on.is_not(None),
}
SORTS = {
    "code": (Antenna.code,),
    "region": (Antenna.nuts2, Antenna.code),
    "opened": (Antenna.opened_on, Antenna.id),
}


def antennas_listed(state: str = "", region: str = "") -> Select[Antenna]:
    """Those of the state and of the NUTS 2 region, where they are named."""
    said = [STATES[state]] if state else []
    return select(Antenna).where(*said, *([Antenna.nuts2 == region] if region else []))


def all_antennas() -> Sequence[Antenna]:
    """Open ones first, then planned, then closed; by region and code inside."""
    order = (Antenna.closed_on.is_not(None), Antenna.planned, Antenna.nuts2, Antenna.code)
    return db.session.scalars(select(Antenna).order_by(*order)).all()


def open_antennas() -> Sequence[Antenna]:
    """Those that take people in, by name."""
    found = select(Antenna).where(Antenna.closed_on.is_(None), Antenna.planned.is_(False))
    return sorted(db.session.scalars(found), key=lambda antenna: antenna.name)


def by_region() -> dict[str, list[Antenna]]:
    """Antennas by the code of their NUTS 2 region, in the order of the codes."""
    regions: dict[str, list[Antenna]] = {}
    for antenna in all_antennas():
        regions.setdefault(antenna.nuts2, []).append(antenna)
    return dict(sorted(regions.items()))


def antenna_name(code: str) -> str:
    """In the reader's language; the code where there is no such antenna. Read once a request."""
    if "antenna_names" not in g:
        g.antenna_names = dict(db.session.execute(select(Antenna.code, Antenna.names)).all())
    return pick(g.antenna_names.get(code, {})) or code


def codes() -> set[str]:
    return set(db.session.scalars(select(Antenna.code)))


def get_antenna(code: str) -> Antenna:
    """The antenna of that code; raises `NoResultFound` when there is none."""
    return db.session.scalars(select(Antenna).where(Antenna.code == code)).one()


def find_serving(postal_code: str) -> Antenna | None:
    """The open antenna whose area holds the postal code."""
    digits = postal_digits(postal_code, tenant().country or "")
    serving = (a for a in open_antennas() if any(digits in as_range(r) for r in a.postal_codes))
    return next(serving, None)


def count_others_open(antenna: Antenna) -> int:
    open_ones = Antenna.closed_on.is_(None), Antenna.planned.is_(False), Antenna.id != antenna.id
    return db.session.scalars(select(func.count(Antenna.id)).where(*open_ones)).one()
