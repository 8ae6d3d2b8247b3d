"""The rules of what leaves a country, one at a time (statistics.md, "What leaves a country")."""

from collections import Counter
from datetime import date

import pytest

from app.core.vocabularies import COUNTRY_CODES
from app.indicators.measures import BY_CODE as FIGURES
from app.indicators.registry import Sensitivity
from app.publication.dimensions import (
    AGES,
    VALUES,
    Dimension,
    age_of,
    education_of,
    unemployment_of,
)
from app.publication.origins import REGIONS, region_of
from app.publication.protect import (
    HIDDEN,
    THRESHOLDS,
    cells_after,
    interval,
    rounded,
    share,
    shown,
)
from app.publication.quarters import last_over, quarter
from app.publication.tables import Population, Window
from app.publication.tally import DIMENSIONS, Counted, cells_before, tally
from app.publication.templates import BY_CODE, TEMPLATES
from app.publication.totals import total


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


def test_a_total_is_a_sum_of_published_cells() -> None:
    cells = [
        {"counts": {"numerator": 20, "denominator": 40, "unknown": HIDDEN}},
        {"counts": {"numerator": HIDDEN, "denominator": 15, "unknown": HIDDEN}},
        {"counts": {"numerator": 10, "denominator": None, "unknown": 10}},
    ]
    found = total(BY_CODE["insertion_12m"], cells)
    assert found.counts == {"numerator": 30, "denominator": 55, "unknown": 10}
    assert found.hidden == {"numerator": 1, "denominator": 1, "unknown": 2}
    assert found.share == 50, "over the cells in which both parts are published"


def test_the_closed_list_keeps_to_the_first_rule() -> None:
    for template in TEMPLATES:
        assert len(template.dimensions) <= 2
        assert Dimension.ANTENNA not in template.dimensions or len(template.dimensions) == 1
        assert set(template.indicators) <= set(FIGURES), template.code
    for band in AGES:
        assert int(band[3:]) - int(band[:2]) >= 2, "bands of three years or more"
    assert set(VALUES[Dimension.ORIGIN]) == {*REGIONS.values(), "unknown"}


def test_only_what_statistics_md_calls_open_is_open() -> None:
    """Anything by origin, status, education, gender or outcome is protected."""
    by = {Dimension.ORIGIN, Dimension.EDUCATION, Dimension.GENDER, Dimension.UNEMPLOYMENT}
    for template in TEMPLATES:
        if by & set(template.dimensions) or "numerator" in template.counts:
            assert template.sensitivity == Sensitivity.PROTECTED
    assert {template.code for template in TEMPLATES if template.is_open} == {
        "duos_started",
        "duos_running",
        "mentors_available",
        "training_held",
        "funding_coverage",
        "target_population",
    }


def test_every_figure_of_the_list_declares_its_sensitivity_and_place() -> None:
    assert all(figure.sensitivity and figure.place for figure in FIGURES.values())
    for template in TEMPLATES:
        if template.is_open:
            assert {FIGURES[code].sensitivity for code in template.indicators} == {Sensitivity.OPEN}


def test_every_country_has_a_region_of_the_world() -> None:
    assert [code for code in COUNTRY_CODES if region_of(code) == "unknown"] == ["AQ"]
    assert region_of("BE") == "eu"
    assert region_of("MA") == "north_africa"
    assert region_of(None) == "unknown"


@pytest.mark.parametrize(
    ("isced", "recognised", "group"),
    [
        (7, False, "none"),
        (None, False, "none"),
        (None, None, "unknown"),
        (0, True, "below"),
        (2, None, "below"),
        (4, True, "upper"),
        (5, True, "bachelor"),
        (8, True, "master"),
    ],
)
def test_education_is_grouped_as_the_organisation_publishes_it(
    isced: int | None, recognised: bool | None, group: str
) -> None:
    assert education_of(isced, recognised=recognised) == group


@pytest.mark.parametrize(
    ("since", "group"),
    [
        (date(2026, 1, 1), "under_6"),
        (date(2025, 12, 20), "6_to_11"),
        (date(2025, 6, 20), "12_to_23"),
        (date(2024, 6, 20), "24_plus"),
        (date(2026, 7, 1), "unknown"),
        (None, "unknown"),
    ],
)
def test_time_without_work_is_counted_in_whole_months(since: date | None, group: str) -> None:
    assert unemployment_of(since, date(2026, 6, 20)) == group


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(2008, 6, 20), "18-20"),
        (date(2008, 6, 21), "unknown"),
        (date(1992, 6, 21), "30-33"),
        (date(1992, 6, 20), "unknown"),
        (None, "unknown"),
    ],
)
def test_ages_are_banded_on_the_first_day_of_the_duo(born_on: date | None, band: str) -> None:
    assert age_of(born_on, date(2026, 6, 20)) == band


def test_a_quarter_knows_its_days_and_its_year() -> None:
    found = quarter("2026-Q1")
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert found.year_first == date(2025, 4, 1)
    assert found.before(1).code == "2025-Q4"
    assert last_over(date(2026, 3, 31)).code == "2025-Q4"
    assert last_over(date(2026, 4, 1)).code == "2026-Q1"


def test_the_parameters_are_those_of_the_method() -> None:
    assert THRESHOLDS.as_kept == {"smallest": 10, "base": 5, "denominator": 30, "width": 5}
    assert rounded(12) == 10
    assert all(by for who, by in DIMENSIONS.items() if who != Population.TARGET)
