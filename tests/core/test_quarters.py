"""Quarters of a calendar year."""

from datetime import date

from app.core.quarters import last_over, quarter


def test_a_quarter_knows_its_days_and_its_year() -> None:
    found = quarter("2026-Q1")
    assert (found.first, found.last) == (date(2026, 1, 1), date(2026, 3, 31))
    assert found.year_first == date(2025, 4, 1)
    assert found.before(1).code == "2025-Q4"
    assert last_over(date(2026, 3, 31)).code == "2025-Q4"
    assert last_over(date(2026, 4, 1)).code == "2026-Q1"
