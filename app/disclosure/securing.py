"""Protecting all tables of a quarter together: what is hidden, withheld or left out, and why."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.core.quarters import OF_YEAR, Quarter
from app.disclosure import checking
from app.disclosure.linking import Snapshot, System, name_of, system_of
from app.disclosure.overlaps import told_around
from app.disclosure.protect import THRESHOLDS, cells_after
from app.tabulation.tables import Population, Template
from app.tabulation.tally import Cell, Counted, Variable, cells_before, place_of
from app.tabulation.templates import BY_CODE, TEMPLATES

BROKEN_DOWN = (
    (Population.MENTORS_AVAILABLE, ("mentor_sectors", "mentor_levels")),
    (Population.MENTEES_STARTED, ("started_by_origin", "started_by_age")),
)
"""Protected tables whose sum anybody can read off open counts."""
ENDED = (Population.MENTEES_ENDED, Population.MENTEES_COMPLETED)
FOLLOWED = (
    Population.MENTEES_FOLLOWED,
    Population.MENTEES_IN_WORK,
    Population.MENTEES_POSITIVE,
    Population.MENTEES_UNKNOWN,
    Population.MENTEES_LATE,
)
BREAKDOWNS = (
    "insertion_mix",
    "insertion_by_gender",
    "insertion_by_unemployment",
    "insertion_by_education",
    "started_by_age",
    "started_by_origin",
    "mentor_levels",
    "mentor_sectors",
)
"""What is left out first where a country is too small for all of it; tables by antenna stay."""
ROUNDS = 12
"""How many counts are withheld for others' sake before a breakdown is left out instead."""
CANDIDATES = 6
"""How many counts beside a narrow one are tried."""


@dataclass(frozen=True)
class Table:
    """A table before and after; `before` never leaves the country."""

    template: Template
    before: list[Cell]
    after: list[Cell]


@dataclass(frozen=True)
class Secured:
    """`findings` are told on the page of the release; with a `narrowed` one it may not leave."""

    tables: list[Table]
    findings: list[dict[str, Any]]

    @property
    def is_safe(self) -> bool:
        return all(finding["why"] != "narrowed" for finding in self.findings)


@dataclass(frozen=True)
class Earlier:
    """What was released before: all `versions` of the same quarter, and the newest tables of the
    quarters up to a year `around` it."""

    versions: Sequence[Snapshot] = ()
    around: Sequence[Snapshot] = ()

    def linked(self, quarter: Quarter) -> list[Snapshot]:
        """Whatever tells of the same people as this quarter: those who ended in a year are those
        who are followed a year later."""
        found = list(self.versions)
        for one in self.around:
            if one.quarter.index == quarter.index - OF_YEAR:
                found.append(one.only(*ENDED))
            if one.quarter.index == quarter.index + OF_YEAR:
                found.append(one.only(*FOLLOWED))
        return found

    def withheld_of(self, new: Snapshot) -> set[Variable]:
        """What was withheld of the same people before: shown now, it would undo that."""
        names = {
            name_of(variable[0], one.quarter, variable[1], truth)
            for one in self.linked(new.quarter)
            for variable, truth in one.truths.items()
            if variable not in one.exact and one.shown[variable] is None
        }
        return {
            variable
            for variable, truth in new.truths.items()
            if name_of(variable[0], new.quarter, variable[1], truth) in names
        }


@dataclass
class Protection:
    """What is withheld so far."""

    withheld: set[Variable] = field(default_factory=set)
    left_out: set[str] = field(default_factory=set)


def secure(quarter: Quarter, counted: Counted, year_duos: int, earlier: Earlier) -> Secured:
    """All tables of the quarter, protected against everything that was released before."""
    before = {template.code: cells_before(template, counted) for template in TEMPLATES}
    kept = Protection(left_out=_too_few(before, year_duos))

    def tables() -> list[Table]:
        return [
            Table(template, before[template.code], _after(template, before[template.code], kept))
            for template in TEMPLATES
        ]

    narrowed = _protect_all(kept, lambda: snapshot_of(quarter, tables(), year_duos), earlier)
    return Secured(tables(), [*_told(kept), *narrowed])


def snapshot_of(quarter: Quarter, tables: Iterable[Table], year_duos: int | None) -> Snapshot:
    """What a release told, out of its tables as they were kept."""
    truths: dict[Variable, int] = {}
    told: dict[Variable, Any] = {}
    exact: set[Variable] = set()
    for table in tables:
        for cell, after in zip(table.before, table.after, strict=False):
            at = place_of(cell, table.template)
            for name, who in table.template.counts.items():
                truths[(who, at)] = cell["counts"][name]
                told[(who, at)] = after["counts"][name]
                if table.template.is_open:
                    exact.add((who, at))
    return Snapshot(quarter, truths, told, frozenset(exact), year_duos)


def _too_few(before: dict[str, list[Cell]], year_duos: int) -> set[str]:
    """Where fewer than thirty are known exactly to be there, a breakdown has nobody to hide among.

    The bound is that of percentages: the house's own choice.
    """
    mentors = sum(cell["counts"]["count"] for cell in before["mentors_available"])
    sums = {Population.MENTORS_AVAILABLE: mentors, Population.MENTEES_STARTED: year_duos}
    return {
        code for who, codes in BROKEN_DOWN for code in codes if sums[who] < THRESHOLDS.denominator
    }


def _after(template: Template, before: list[Cell], kept: Protection) -> list[Cell]:
    return [] if template.code in kept.left_out else cells_after(template, before, kept.withheld)


def _protect_all(
    kept: Protection, snapshot: Callable[[], Snapshot], earlier: Earlier
) -> list[dict[str, Any]]:
    """Withhold single counts; where that is not enough leave out a breakdown and begin again. What
    stays narrow then is told."""
    narrow = _withhold(kept, snapshot, earlier)
    while narrow:
        code = _to_leave_out(narrow, kept)
        if code is None:
            break
        kept.left_out.add(code)
        kept.withheld.clear()
        narrow = _withhold(kept, snapshot, earlier)
    return narrow


def _withhold(
    kept: Protection, snapshot: Callable[[], Snapshot], earlier: Earlier
) -> list[dict[str, Any]]:
    """Withhold one more count as long as a hidden one is narrow; what stays narrow is told."""
    kept.withheld |= earlier.withheld_of(snapshot())
    kept.withheld |= told_around(snapshot(), earlier.around)[1]
    found: dict[int, tuple[int, int]] = {}
    for _round in range(ROUNDS):
        new = snapshot()
        bounds, _ = told_around(new, earlier.around)
        system = system_of([*earlier.linked(new.quarter), new], bounds)
        found = checking.narrowed(system)
        if not any(_protect(system, node, kept) for node in found):
            break
    return [_narrow(system, node, limits) for node, limits in found.items()]


def _to_leave_out(narrow: Sequence[dict[str, Any]], kept: Protection) -> str | None:
    """A breakdown with a narrow count itself, or else one of the same people."""
    codes = {finding["template"] for finding in narrow}
    people = {who for code in codes for who in BY_CODE[code].counts.values()}
    linked = [
        code
        for code in BREAKDOWNS
        if code not in kept.left_out and people & set(BY_CODE[code].counts.values())
    ]
    return next((code for code in linked if code in codes), next(iter(linked), None))


def _protect(system: System, node: int, kept: Protection) -> bool:
    """Withhold the least of the counts beside that widens this one and is not narrow itself."""
    for variable in _beside(system, node)[:CANDIDATES]:
        without = _without(system, variable)
        both = (node, system.variables[variable])
        if not any(checking.is_narrow(without, place) for place in both):
            kept.withheld.add(variable)
            return True
    return False


def _without(system: System, variable: Variable) -> System:
    """The same system with one count withheld."""
    place = system.variables[variable]
    low, high = list(system.low), list(system.high)
    low[place], high[place] = THRESHOLDS.smallest, None
    return replace(system, low=low, high=high)


def _beside(system: System, node: int) -> list[Variable]:
    """Rounded counts of the new tables that stand in a sum with this one, then with those sums;
    the smallest first, because they tell least."""
    near: set[int] = {node}
    found: list[Variable] = []
    by_place = {place: variable for variable, place in system.variables.items()}
    for _step in range(2):
        near = {p for row, _ in system.rows if near & {p for p, _ in row} for p, _ in row}
        more = [by_place[p] for p in near if p in by_place and _is_rounded(system, p)]
        found += sorted(
            set(more) - set(found), key=lambda one: (system.truth[system.variables[one]], one)
        )
    return found


def _is_rounded(system: System, place: int) -> bool:
    """Shown, and not exactly: an open count is never withheld."""
    is_open = system.low[place] == system.high[place] == system.truth[place]
    return place not in system.hidden and not is_open


def _told(kept: Protection) -> list[dict[str, Any]]:
    """What was done beyond hiding the small and rounding the rest."""
    left_out = [_finding(code, {}, "", "left_out") for code in sorted(kept.left_out)]
    withheld = [
        _finding(template.code, dict(at), name, "withheld")
        for template in TEMPLATES
        for name, who in template.counts.items()
        for whom, at in sorted(kept.withheld)
        if whom == who and tuple(template.dimensions) == tuple(place for place, _ in at)
    ]
    return left_out + withheld


def _narrow(system: System, node: int, bounds: tuple[int, int]) -> dict[str, Any]:
    who, _quarter, at, _truth = system.names[node]
    whom = {who, Population.MENTEES_FOLLOWED} if who == Population.MENTEES_ENDED else {who}
    found = next(
        (template, name)
        for template in TEMPLATES
        for name, counted in template.counts.items()
        if counted in whom and tuple(template.dimensions) == tuple(place for place, _ in at)
    )
    low, high = bounds
    return _finding(found[0].code, dict(at), found[1], "narrowed") | {"low": low, "high": high}


def _finding(code: str, at: dict[str, str], count: str, why: str) -> dict[str, Any]:
    return {"template": code, "at": at, "count": count, "low": None, "high": None, "why": why}
