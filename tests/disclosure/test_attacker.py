"""Whoever subtracts totals, other tables and earlier versions never narrows a hidden number."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.quarters import quarter
from app.disclosure.overlaps import told_around
from app.disclosure.protect import interval, shown
from app.disclosure.securing import Earlier, Table, secure, snapshot_of
from app.tabulation.tables import Population, Template
from app.tabulation.tally import Cell, Counted, cells_before
from app.tabulation.templates import BY_CODE, TEMPLATES
from tests.disclosure.attacker import Attacker, exactly, over_time
from tests.disclosure.people import counted, only, published

NOW = quarter("2026-Q2")


def without_check(found: Counted) -> list[Table]:
    """Hidden and rounded, and nothing more: the guard taken away."""
    tables = []
    for template in TEMPLATES:
        before = cells_before(template, found)
        tables.append(Table(template, before, [_rounded(template, cell) for cell in before]))
    return tables


def _rounded(template: Template, cell: Cell) -> Cell:
    counts = {name: shown(number) for name, number in cell["counts"].items()}
    return cell if template.is_open else cell | {"counts": counts, "share": None}


def careless(found: Counted) -> dict[str, list[Any]]:
    """Small cells hidden, the others exact: what statistics.md says not to do."""
    tables = {template.code: cells_before(template, found) for template in TEMPLATES}
    for code, cells in tables.items():
        if not BY_CODE[code].is_open:
            for cell in cells:
                cell["counts"] = {k: "<10" if n < 10 else n for k, n in cell["counts"].items()}
    return tables


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(
    seed=st.integers(0, 10_000),
    people=st.sampled_from([8, 25, 45, 70, 140]),
    antennas=st.integers(1, 4),
)
def test_no_table_total_or_link_narrows_a_hidden_number(
    seed: int, people: int, antennas: int
) -> None:
    found = counted(seed, people, ["BRU", "GHE", "LIE", "ANT"][:antennas])
    secured = secure(NOW, found, people, Earlier())
    assert secured.is_safe
    attacker = Attacker()
    attacker.learn(published(secured.tables), totals={"starting": people})
    assert attacker.told() == {}


def test_hiding_small_cells_beside_exact_numbers_is_broken() -> None:
    """The attacker is worth something: most of what is so hidden is recomputed (statistics.md)."""
    found = counted(1, 140, ["BRU", "GHE", "LIE"])
    attacker = Attacker(exactly)
    attacker.learn(careless(found), totals={"starting": 140, "followed": 140})
    singles = [name for name in attacker.names if name[1] != "all" and len(name[1]) == 1]
    hidden = [name for name in singles if attacker.names[name] in attacker.hidden]
    of = [name for name in hidden if name[0] in ("starting", "followed")]
    told = attacker.told(5, 400, "starting", "followed")
    broken = [name for name in of if name in told]
    assert len(broken) > len(of) / 4
    assert any(told[name][0] == told[name][1] for name in broken), "some are told exactly"


def test_rounding_alone_is_broken_where_few_cells_share_an_exact_sum() -> None:
    """31 in all, one band rounded to 30: the others together are three at most."""
    found = only(a18_20=30, a21_23=1)
    attacker = Attacker()
    attacker.learn(published(without_check(found)), totals={"starting": 31})
    told = attacker.told(5, 60, "starting")
    assert (0, 3) in told.values()

    secured = secure(NOW, found, 31, Earlier())
    assert secured.is_safe
    attacker = Attacker()
    attacker.learn(published(secured.tables), totals={"starting": 31})
    assert attacker.told(5, 60, "starting") == {}
    assert [finding["why"] for finding in secured.findings if finding["at"]] == ["withheld"] * 2


def test_two_versions_together_tell_no_more_than_five_values() -> None:
    """What one version withholds, the next must not show: people added elsewhere left it alone."""
    first, second = only(a18_20=30, a21_23=1), only(a18_20=30, a21_23=1, a24_26=12)
    before = secure(NOW, first, 31, Earlier()).tables
    forgetful = secure(NOW, second, 43, Earlier()).tables
    after = secure(NOW, second, 43, Earlier([snapshot_of(NOW, before, 31)])).tables

    def attack(later: list[Table]) -> dict[Any, Any]:
        attacker = Attacker()
        for version, tables, duos in ((1, before, 31), (2, later, 43)):
            attacker.learn(
                published(tables),
                lambda who, at, version=version: version if at in CHANGED else "both",
                totals={"starting": duos},
            )
        return attacker.told(5, 60, "starting")

    assert attack(forgetful), "versions that do not know of each other are broken"
    assert attack(after) == {}


CHANGED = ("all", (("age", "24-26"),), (("origin", "eu"),))


@pytest.mark.parametrize(
    ("years", "is_broken"),
    [([9, 18, 9], True), ([9, 12, 9], False), ([9, 18, 11, 9], True), ([50, 60, 70], False)],
)
def test_years_that_overlap_do_not_give_a_small_one_away(years: list[int], is_broken: bool) -> None:
    """Two small years with a large one between them: whoever is in it is in one of them."""
    naive = over_time([_interval(shown(number), number) for number in years])
    assert is_broken == any(
        high - low + 1 < 5 for (low, high), number in zip(naive, years, strict=True) if number < 10
    )

    told: list[Any] = []
    snapshots: list[Any] = []
    for step, number in enumerate(years):
        at = (("antenna", "BRU"),)
        when = quarter("2025-Q1").index + step
        one = snapshot_of(replace(NOW, index=when), [], None)
        variable = (Population.MENTEES_ENDED, at)
        new = replace(one, truths={variable: number}, shown={variable: shown(number)})
        _bounds, withhold = told_around(new, snapshots)
        value = None if withhold else shown(number)
        snapshots.append(replace(new, shown={variable: value}))
        told.append(value)
    protected = over_time(
        [_interval(value, number) for value, number in zip(told, years, strict=True)]
    )
    for value, (low, high) in zip(told, protected, strict=True):
        assert isinstance(value, int) or high - low + 1 >= 5


def _interval(value: Any, number: int) -> tuple[int, int]:
    low, high = interval(value, number)
    return low, 10_000 if high is None else high
