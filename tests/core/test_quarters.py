"""Quarters of a calendar year."""

from datetime import date

import pytest

from app.core.quarters import last_over, quarter


def test_a_quarter_knows_its_days_and_its_year() -> None:
    found = quarter("2026-Q1")
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert found.days == (found.first, found.last)
    assert quarter("2026-Q4").last == date(2026, 12, 31)
    assert found.year_first == date(2025, 4, 1)
    assert found.before(1).code == "2025-Q4"
    assert last_over(date(2026, 3, 31)).code == "2025-Q4"
    assert last_over(date(2026, 4, 1)).code == "2026-Q1"


@pytest.mark.parametrize("code", ["2026-Q5", "2026-q1", "1999-Q1", "2026"])
def test_what_is_no_quarter_is_told(code: str) -> None:
    with pytest.raises(ValueError, match=code):
        quarter(code)
