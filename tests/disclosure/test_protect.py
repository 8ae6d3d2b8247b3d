"""The rules of what leaves a country, one at a time (statistics.md, "What leaves a country")."""

from collections import Counter

import pytest

from app.disclosure.protect import (
    HIDDEN,
    THRESHOLDS,
    cells_after,
    interval,
    rounded,
    share,
    shown,
)
from app.tabulation.dimensions import Dimension
from app.tabulation.tables import Population, Window
from app.tabulation.tally import Counted, cells_before, tally
from app.tabulation.templates import BY_CODE


@pytest.mark.parametrize("count", range(10))
def test_fewer_than_ten_are_hidden_and_zero_too(count: int) -> None:
    assert shown(count) == HIDDEN


@pytest.mark.parametrize(
    ("count", "leaves"),
    [(10, 10), (12, 10), (13, 15), (17, 15), (18, 20), (52, 50), (53, 55), (1003, 1005)],
)
def test_every_other_is_rounded_to_the_nearest_five(count: int, leaves: int) -> None:
    assert shown(count) == leaves


@pytest.mark.parametrize("count", [*range(60), 997])
def test_what_is_published_always_stands_for_the_truth(count: int) -> None:
    low, high = interval(shown(count), count)
    assert low <= count <= (high or count)


@pytest.mark.parametrize(
    ("numerator", "denominator", "leaves"),
    [
        (15, 30, 50),
        (10, 30, 33),
        (20, 25, None),
        (30, 30, None),
        ("<10", 40, None),
        (None, 40, None),
        (10, 5000, None),
        (20, 30, 67),
    ],
)
def test_a_share_is_of_rounded_parts_over_thirty_and_never_nobody_or_everybody(
    numerator: object, denominator: object, leaves: int | None
) -> None:
    assert share({"numerator": numerator, "denominator": denominator}) == leaves


def test_open_figures_leave_exact_and_protected_ones_do_not() -> None:
    counts: Counter[tuple[Population, tuple[tuple[str, str], ...]]] = Counter()
    for who in (Population.DUOS_STARTED, Population.MENTEES_WAITING):
        tally(counts, who, {Dimension.ANTENNA: "BRU"}, 13)
        tally(counts, who, {Dimension.ANTENNA: "GHE"}, 3)
    counted = Counted(counts, {key: ["BRU", "GHE", "LIE"] for key in Window})

    def leaves(code: str) -> list[object]:
        before = cells_before(BY_CODE[code], counted)
        after = cells_after(BY_CODE[code], before, ())
        return [cell["counts"]["count"] for cell in after]

    assert leaves("duos_started") == [13, 3, 0]
    assert leaves("mentees_waiting") == [15, HIDDEN, HIDDEN]


def test_quartiles_of_a_hidden_number_stay_here() -> None:
    at = {"antenna": "BRU"}
    before = [{"at": at, "counts": {"count": 9}, "share": None, "values": {"median": 20}}]
    assert cells_after(BY_CODE["waiting_days"], before, ())[0]["values"]["median"] is None
    enough = [before[0] | {"counts": {"count": 10}}]
    assert cells_after(BY_CODE["waiting_days"], enough, ())[0]["values"]["median"] == 20


def test_the_parameters_are_those_of_the_method() -> None:
    assert THRESHOLDS.as_kept == {"smallest": 10, "base": 5, "denominator": 30, "width": 5}
    assert rounded(12) == 10
