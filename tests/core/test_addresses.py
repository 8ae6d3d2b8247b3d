"""What stands in an address is typed by anybody: it is understood, or it is nothing."""

from datetime import date

import pytest

from app.core.listing import day_in, number_in


@pytest.mark.parametrize(
    ("text", "number"),
    [("17", 17), ("007", 7), ("", 0), ("-1", 0), ("1e3", 0), ("²", 0), ("1234567890", 0)],
)
def test_a_number_or_nothing(text, number):
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-23", date(2026, 11, 23)), ("2026-02-30", None), ("", None), ("tomorrow", None)],
)
def test_a_day_or_nothing(text, day):
    assert day_in(text) == day
