"""Into which group of a table somebody falls."""

from datetime import date

import pytest

from app.core.vocabularies import COUNTRY_CODES
from app.tabulation.dimensions import age_of, education_of, unemployment_of
from app.tabulation.origins import region_of


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
