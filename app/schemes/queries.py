"""What the country's `funding.toml` says, and how many duos its schemes would count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, case, func, not_, or_, select, true

from app.antennas.models import Antenna
from app.antennas.queries import by_region
from app.core import clock
from app.core.country_files import country_file
from app.core.db import db
from app.core.i18n import Said, joined
from app.core.permissions import Permission
from app.core.regions import region_name
from app.core.viewer import viewer
from app.duos.models import Duo, DuoState
from app.people.models import Mentor
from app.schemes import sql
from app.schemes.files import FILE
from app.schemes.kinds import PAYING, FundingRules, Scheme, Version
from app.schemes.nodes import Node, facts_in
from app.schemes.sources import ANTENNA, DUOS, MENTORS, Source
from app.schemes.vocabulary import FACTS

ENDED_UNITS = frozenset({"duo_completed", "positive_exit"})
"""Counted on the day a duo ended as planned; the outcome itself is looked at by the ledger."""


def rules() -> FundingRules:
    """Of the current country."""
    found: FundingRules = country_file(FILE)
    return found


def schemes() -> tuple[Scheme, ...]:
    return rules().schemes


def find_scheme(code: str) -> Scheme | None:
    return next((one for one in schemes() if one.code == code), None)


def group_words(group: str) -> str:
    """Who pays in a group of schemes, as people know it; what a contract calls its own group."""
    payers = [one.funder or one.name for one in schemes() if one.exclusivity_group == group]
    return joined(dict.fromkeys(payers)) or group


def cost_per_duo(nuts2: str, day: date) -> tuple[int, Said] | None:
    """What one duo costs there, in cents, with its source; None where nobody has told it."""
    found = next((need for need in rules().needs if need.holds(nuts2, day)), None)
    return (found.cost_cents, found.source) if found else None


@dataclass(frozen=True)
class Region:
    """Regions with antennas that the same schemes pay in; without any of them it is a gap."""

    codes: tuple[str, ...]
    antennas: tuple[Antenna, ...]
    paying: tuple[Scheme, ...]
    others: tuple[Scheme, ...]

    @property
    def is_gap(self) -> bool:
        return not self.paying

    @property
    def name(self) -> str:
        """That of the NUTS 1 region where it holds all of several, else those of NUTS 2."""
        above = {code[:3] for code in self.codes}
        shown = sorted(above) if len(self.codes) > 1 and len(above) == 1 else self.codes
        return ", ".join(region_name(code) for code in shown)


def regions_on(day: date) -> list[Region]:
    """Every region with an antenna that is not closed, gaps first, then by code. `others` are
    schemes that pay nothing there on that day: ended, coming, or to be looked for."""
    standing = {scheme.code: scheme.standing_on(day) for scheme in schemes()}
    alike: dict[str, Any] = {}
    for code, antennas in by_region().items():
        there = [one for one in schemes() if one.is_in(code) and not one.frame]
        paying = tuple(one for one in there if standing[one.code] in PAYING)
        others = tuple(one for one in there if one not in paying)
        for antenna in antennas:
            if antenna.closed_on is None or antenna.closed_on > day:
                key = " ".join(one.code for one in (*paying, *others))
                alike.setdefault(key, (paying, others, []))[2].append((code, antenna))
    found = [
        Region(
            codes=tuple(sorted({code for code, _antenna in of})),
            antennas=tuple(antenna for _code, antenna in of),
            paying=paying,
            others=others,
        )
        for paying, others, of in alike.values()
    ]
    return sorted(found, key=lambda one: (not one.is_gap, one.codes))


@dataclass(frozen=True)
class Rule:
    """One condition: how many fail it, and how many fail nothing else; None where it asks for a
    sensitive fact and this viewer may not know of those."""

    node: Node
    failing: int | None
    alone: int | None


@dataclass(frozen=True)
class Count:
    """How many happened in a year, how many of them count, and what stands in the way."""

    first: date
    last: date
    total: int
    counting: int
    rules: tuple[Rule, ...]


def count_eligible(scheme: Scheme, version: Version, last: date) -> Count:
    """Of the year up to that day, in the regions of the scheme, as far as this viewer sees: duos
    that began, ended as planned, or mentors who were trained, as the unit of the version says."""
    first = clock.months_after(last, -12) + timedelta(days=1)
    row, day, source = _happened(version.unit)
    conditions = version.predicate.conditions
    met = [sql.met(node, day, source) for node in conditions]
    alone = [_alone(place, met) for place in range(len(met))]
    counted = [_sum(one) for one in (and_(true(), *met), *map(not_, met), *alone)]
    statement = source.joined(select(func.count(), *counted).select_from(row))
    statement = statement.where(day.between(first, last), *_in(scheme))
    if version.unit in ENDED_UNITS:
        statement = statement.where(Duo.state == DuoState.COMPLETED)
    total, counting, *found = db.session.execute(statement).one()
    rules = tuple(
        Rule(node, *((None, None) if _is_withheld(node) else (failing or 0, only or 0)))
        for node, failing, only in zip(
            conditions, found[: len(met)], found[len(met) :], strict=True
        )
    )
    return Count(first, last, total, int(counting or 0), rules)


def _is_withheld(node: Node) -> bool:
    sensitive = any(FACTS[name].sensitive for name in facts_in(node))
    return sensitive and not viewer().may(Permission.SENSITIVE_READ)


def _happened(unit: str | None) -> tuple[Any, Any, Source]:
    if unit == "mentor_trained":
        return Mentor, Mentor.trained_on, MENTORS
    return Duo, Duo.ended_on if unit in ENDED_UNITS else Duo.started_on, DUOS


def _alone(place: int, met: Sequence[Any]) -> Any:
    """Fails this one and meets all the others."""
    return and_(not_(met[place]), *(one for number, one in enumerate(met) if number != place))


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def _in(scheme: Scheme) -> list[Any]:
    region = ANTENNA.c.nuts2
    return [or_(*(region.startswith(code) for code in scheme.regions))] if scheme.regions else []
