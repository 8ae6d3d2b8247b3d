"""The lines of the ledger that a split may move: those that stand and that nothing holds.

Locked lines and lines of a claim stay, hours too (nobody proposes them), and whoever counts twice:
a person decided that. A line whose grant pays another rate today, or that happened on another day
than is known today, stays as it was decided: its value was frozen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.allocation.models import Allocation
from app.allocation.queries import ANTENNAS, claimed, twice
from app.core.db import db, past_the_wall
from app.grants.models import Unit
from app.splits.paying import Paying
from app.splits.reading import Reached, key_of


@dataclass(frozen=True)
class Standing:
    """One line that may move; `day` is an ordinal."""

    id: int
    key: int
    grant_id: int
    antenna_id: int
    antenna: str
    unit: str
    day: int
    value_cents: int | None


def standing_keys() -> list[int]:
    """Everybody who counts for any grant, whenever it was decided."""
    found = select(Allocation.subject).where(Allocation.released_at.is_(None)).distinct()
    return [key_of(name) for name in db.session.scalars(found, execution_options=past_the_wall())]


def movable(from_on: date, until_on: date, grants: Sequence[Paying]) -> dict[int, Standing]:
    """By key, the lines of these grants for what happened in those days."""
    rates = {grant.grant_id: grant.rate_cents for grant in grants}
    found = (
        select(
            Allocation.id,
            Allocation.subject,
            Allocation.grant_id,
            Allocation.antenna_id,
            ANTENNAS.c.code,
            Allocation.unit,
            Allocation.happened_on,
            Allocation.value_cents,
        )
        .join(ANTENNAS, ANTENNAS.c.id == Allocation.antenna_id)
        .where(
            Allocation.released_at.is_(None),
            Allocation.locked.is_(False),
            Allocation.unit != Unit.HOUR,
            Allocation.quantity == 1,
            Allocation.happened_on.between(from_on, until_on),
            ~claimed(),
            ~twice(),
        )
    )
    rows = db.session.execute(found, execution_options=past_the_wall()).all()
    lines = [
        Standing(
            row.id,
            key_of(row.subject),
            row.grant_id,
            row.antenna_id,
            row.code,
            row.unit,
            row.happened_on.toordinal(),
            row.value_cents,
        )
        for row in rows
        if row.grant_id in rates and rates[row.grant_id] == row.value_cents
    ]
    return {line.key: line for line in lines}


def unchanged(lines: Mapping[int, Standing], units: Iterable[Reached]) -> dict[int, Standing]:
    """Without those that are known to have happened on another day than the line says."""
    days = {one.unit: dict(zip(one.keys.tolist(), one.days.tolist(), strict=True)) for one in units}
    return {
        key: line
        for key, line in lines.items()
        if days.get(line.unit, {}).get(key, line.day) == line.day
    }
