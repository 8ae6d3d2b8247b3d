"""Tables before and after protection, cell by cell, for the person who decides."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.antennas.models import Antenna
from app.core import clock
from app.core.i18n import number, percent, pick
from app.core.money import money
from app.core.quarters import last_over, quarter
from app.disclosure.protect import HIDDEN
from app.publication.labels import COUNT_NAMES, WHY_NAMES
from app.publication.models import Release, ReleaseState, ReleaseTable
from app.tabulation.dimensions import UNKNOWN, UNKNOWN_NAME, VALUES, Dimension
from app.tabulation.tables import Template
from app.tabulation.templates import BY_CODE

QUARTERS_BACK = 12
Names = Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    """One number of a cell: as it is here, and as it would leave; `kind` says what was done."""

    label: str
    before: str
    after: str
    kind: str


@dataclass(frozen=True)
class Line:
    name: str
    pairs: list[Pair]


@dataclass(frozen=True)
class Shown:
    """A table of a release; `version` is what it left as."""

    template: Template
    lines: list[Line]
    heads: list[str]
    hidden: int
    withheld: int
    left_out: bool
    version: int | None
    replaces: int | None
    digest: str | None


@dataclass(frozen=True)
class Named:
    """A finding of the check, in words."""

    why: str
    table: str
    cell: str
    count: str
    bounds: str


def tables_of(release: Release, antennas: Iterable[Antenna]) -> list[Shown]:
    """In the order of the closed list."""
    names = antenna_names(antennas)
    found = {table.template: table for table in release.tables}
    return [_shown(found[code], names) for code in BY_CODE if code in found]


def antenna_names(antennas: Iterable[Antenna]) -> dict[str, str]:
    return {antenna.code: antenna.name for antenna in antennas}


def cell_name(template: Template, at: Mapping[str, str], antennas: Names) -> str:
    """Such as "Bachelor · North Africa"; all of them where a table is not broken down."""
    if not template.dimensions:
        return str(_("All"))
    return " · ".join(value_name(by, at[by], antennas) for by in template.dimensions)


def value_name(dimension: Dimension, code: str, antennas: Names) -> str:
    if dimension == Dimension.ANTENNA:
        return antennas.get(code, code)
    return str(VALUES[dimension].get(code, UNKNOWN_NAME if code == UNKNOWN else code))


def findings_of(release: Release, antennas: Iterable[Antenna]) -> list[Named]:
    """What fails first, then what was done against it."""
    names = antenna_names(antennas)
    order = list(reversed(WHY_NAMES))
    known = [finding for finding in release.findings if finding["template"] in BY_CODE]
    known.sort(key=lambda finding: order.index(finding["why"]))
    return [_named(finding, names) for finding in known]


def periods(on: date) -> dict[str, str]:
    """The quarters that are over, the newest first."""
    newest = last_over(on)
    return {one.code: one.name for one in (newest.before(back) for back in range(QUARTERS_BACK))}


def period_name(code: str) -> str:
    return quarter(code).name


def words_of(release: Release) -> str:
    """What the page says at the top."""
    if release.state == ReleaseState.SENT:
        return str(_("Headquarters has these tables."))
    if release.state == ReleaseState.RELEASED:
        return str(_("Released. The tables leave as soon as the shared database answers."))
    if release.state == ReleaseState.REJECTED:
        return str(_("Turned down. Nothing of it left the country."))
    if release.state == ReleaseState.REFUSED:
        return str(_("These tables may not leave: the check names cells that could be told."))
    return str(_("Nothing of this has left the country. Look at it, then decide."))


def counts_of(shown: Sequence[Shown]) -> Counter[str]:
    """Over all tables: numbers hidden and withheld, tables left out."""
    return Counter(
        hidden=sum(table.hidden for table in shown),
        withheld=sum(table.withheld for table in shown),
        left_out=sum(table.left_out for table in shown),
    )


def choices(on: date | None = None) -> dict[str, str]:
    return periods(on or clock.today())


def _shown(table: ReleaseTable, names: Names) -> Shown:
    template = BY_CODE[table.template]
    left_out = bool(table.before) and not table.after
    after = {_key(cell): cell for cell in table.after}
    lines = [
        Line(cell_name(template, cell["at"], names), _pairs(template, cell, after.get(_key(cell))))
        for cell in table.before
    ]
    kinds = Counter(pair.kind for line in lines for pair in line.pairs)
    heads = [pair.label for pair in lines[0].pairs] if lines else []
    return Shown(
        template,
        lines,
        heads,
        kinds["hidden"],
        kinds["withheld"],
        left_out,
        table.version,
        table.replaces,
        table.digest,
    )


def _key(cell: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(cell["at"].items()))


def _pairs(template: Template, before: Any, after: Any) -> list[Pair]:
    told = after or {"counts": {}, "share": None, "values": {}}
    pairs = [
        _pair(name, before["counts"].get(name), told["counts"].get(name))
        for name in template.counts
    ]
    if template.has_share:
        pairs.append(
            Pair(
                str(_("Share")),
                percent(_part(before["share"])),
                percent(_part(told["share"])),
                "plain" if told["share"] is not None or before["share"] is None else "no_share",
            )
        )
    values = before["values"], told["values"]
    return pairs + [_pair(name, *(one.get(name) for one in values)) for name in template.values]


def _part(share: int | None) -> float | None:
    return None if share is None else share / 100


def _pair(name: str, before: Any, after: Any) -> Pair:
    written = money if name.endswith("_cents") else _written
    return Pair(str(COUNT_NAMES[name]), written(before), written(after), _kind(before, after))


def _kind(before: Any, after: Any) -> str:
    """What was done to a number on its way out."""
    if after == HIDDEN:
        return "hidden"
    if after is None:
        return "plain" if before is None else "withheld"
    return "plain" if before == after else "rounded"


def _written(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, Mapping):
        return pick(value)
    return number(value) if isinstance(value, int) else str(value)


def _named(finding: Mapping[str, Any], names: Names) -> Named:
    template = BY_CODE[finding["template"]]
    bounds = ""
    if finding["low"] is not None:
        low, high = number(finding["low"]), number(finding["high"])
        bounds = str(_("from %(low)s to %(high)s", low=low, high=high))
    return Named(
        finding["why"],
        str(template.title),
        cell_name(template, finding["at"], names) if finding["at"] else "",
        str(COUNT_NAMES[finding["count"]]) if finding["count"] else "",
        bounds,
    )
