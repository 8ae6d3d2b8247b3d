"""What the planner reads: its scenarios, and the figures that countries have published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, or_, select

from app.core.db import db
from app.core.i18n import pick
from app.core.listing import Listing
from app.core.quarters import quarter
from app.growth.inputs import TOGETHER
from app.planner.models import Scenario
from app.publication.models import Publication, Publisher

BY_ANTENNA = {
    "duos_started": "count",
    "mentors_available": "count",
    "target_population": "population",
}
PAIRS = {
    "mentors_again": ("numerator", "denominator"),
    "duos_per_mentor": ("duos", "mentors"),
}
TEMPLATES = (*BY_ANTENNA, *PAIRS)
YEAR = 4

Cells = Mapping[str, int | None]


@dataclass(frozen=True)
class Country:
    """Who publishes; names by the code of an antenna."""

    code: str
    name: str
    currency: str
    antennas: Mapping[str, str]


@dataclass(frozen=True)
class Published:
    """Of one country: the newest counts by antenna, the two counts of the other tables, and the
    period each is of. `duos` are those of four quarters on end; what is missing or withheld is left
    out."""

    duos: Mapping[str, int] = field(default_factory=dict)
    mentors: Mapping[str, int] = field(default_factory=dict)
    population: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    periods: Mapping[str, str] = field(default_factory=dict)

    def sums(self) -> dict[str, int]:
        found = {"duos": self.duos, "mentors": self.mentors, "population": self.population}
        return {name: sum(cells.values()) for name, cells in found.items() if cells}


def all_scenarios() -> Listing:
    statement = select(Scenario).where(Scenario.removed_at.is_(None))
    newest: list[Any] = [Scenario.changed_at.desc(), Scenario.id]
    return Listing(statement, sorts={"changed": newest, "name": [Scenario.name]})


def removed_scenarios() -> Sequence[Scenario]:
    statement = select(Scenario).where(Scenario.removed_at.is_not(None))
    return db.session.scalars(statement.order_by(Scenario.removed_at.desc()).limit(20)).all()


def scenarios_of(ids: Iterable[int]) -> list[Scenario]:
    """In the order of the ids; those that are gone are left out."""
    wanted = list(dict.fromkeys(ids))
    statement = select(Scenario).where(Scenario.id.in_(wanted), Scenario.removed_at.is_(None))
    found = {row.id: row for row in db.session.scalars(statement)}
    return [found[number] for number in wanted if number in found]


def newest(count: int) -> Sequence[int]:
    """Their ids, the last changed first."""
    statement = select(Scenario.id).where(Scenario.removed_at.is_(None))
    return db.session.scalars(statement.order_by(Scenario.changed_at.desc()).limit(count)).all()


def get_scenario(name: str) -> Scenario:
    """Raises `NoResultFound`."""
    statement = select(Scenario).where(Scenario.name == name, Scenario.removed_at.is_(None))
    return db.session.scalars(statement).one()


def names() -> Sequence[str]:
    statement = select(Scenario.name).where(Scenario.removed_at.is_(None))
    return db.session.scalars(statement.order_by(Scenario.name)).all()


def is_taken(name: str, besides: int | None = None) -> bool:
    """Whether another scenario, a removed one included, has this name in any spelling."""
    spelled = or_(Scenario.name == name, func.lower(Scenario.name) == name.lower())
    same = select(Scenario.id).where(spelled)
    return any(number != besides for number in db.session.scalars(same))


def countries() -> list[Country]:
    """Those that take part, in an order that no language changes."""
    return [
        Country(row.code, row.name, row.currency, {c: pick(n) for c, n in row.antennas.items()})
        for row in db.session.scalars(select(Publisher).order_by(Publisher.code))
    ]


def published() -> dict[str, Published]:
    """By country, from the newest version of each table."""
    newest: dict[tuple[str, str], dict[str, Publication]] = {}
    statement = select(Publication).where(Publication.template.in_(TEMPLATES))
    for row in db.session.scalars(statement.order_by(Publication.period, Publication.version)):
        newest.setdefault((row.tenant, row.template), {})[row.period] = row
    codes = {tenant for tenant, _ in newest}
    return {code: _published(code, newest) for code in codes if code != TOGETHER}


def _published(code: str, newest: Mapping[tuple[str, str], Mapping[str, Publication]]) -> Published:
    found = {name: newest.get((code, name), {}) for name in TEMPLATES}
    periods = {name: max(rows) for name, rows in found.items() if rows}
    counts = {
        name: _counts(found[name][periods[name]], key) if name in periods else {}
        for name, key in BY_ANTENNA.items()
    }
    return Published(
        duos=_year(found["duos_started"]),
        mentors=_known(counts["mentors_available"]),
        population=_known(counts["target_population"]),
        pairs={name: pair for name in PAIRS if (pair := _pair(name, found[name], periods))},
        periods=periods,
    )


def _year(rows: Mapping[str, Publication]) -> dict[str, int]:
    """Duos of the four quarters that end with the newest; nothing where one of them is missing."""
    last = max(rows, default="")
    wanted = quarters_back(last, YEAR) if last else []
    if not wanted or any(period not in rows for period in wanted):
        return {}
    total: dict[str, int] = {}
    for period in wanted:
        cells = _counts(rows[period], "count")
        if not _known(cells):
            return {}
        for antenna, count in _known(cells).items():
            total[antenna] = total.get(antenna, 0) + count
    return total


def quarters_back(period: str, count: int) -> list[str]:
    """That many quarters up to `2026-Q3`."""
    last = quarter(period)
    return [last.before(back).code for back in reversed(range(count))]


def _counts(row: Publication, key: str) -> dict[str, int | None]:
    cells = [cell for cell in row.cells if cell.get("at", {}).get("antenna")]
    counts = {cell["at"]["antenna"]: cell["counts"].get(key) for cell in cells}
    return {code: count if isinstance(count, int) else None for code, count in counts.items()}


def _known(cells: Cells) -> dict[str, int]:
    """All of them, or nothing where one is unknown: a sum without it would say too little."""
    known = {code: count for code, count in cells.items() if count is not None}
    return known if len(known) == len(cells) else {}


def _pair(
    name: str, rows: Mapping[str, Publication], periods: Mapping[str, str]
) -> tuple[int, int] | None:
    cells = rows[periods[name]].cells if name in periods else []
    first, second = (cells[0]["counts"].get(key) for key in PAIRS[name]) if cells else (None, None)
    if isinstance(first, int) and isinstance(second, int) and second > 0:
        return first, second
    return None
