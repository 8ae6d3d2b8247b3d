"""The rules of gifts, as tables of values."""

from datetime import date

import pytest

from app.gifts import rules
from app.gifts.models import Every


@pytest.mark.parametrize(
    ("begins", "every", "until", "count", "last"),
    [
        (date(2026, 1, 31), Every.MONTH, date(2026, 3, 31), 3, date(2026, 3, 31)),
        (date(2026, 1, 31), Every.MONTH, date(2026, 2, 28), 2, date(2026, 2, 28)),
        (date(2026, 1, 31), Every.MONTH, date(2026, 2, 27), 1, date(2026, 1, 31)),
        (date(2025, 11, 30), Every.QUARTER, date(2026, 3, 1), 2, date(2026, 2, 28)),
        (date(2024, 2, 29), Every.YEAR, date(2026, 11, 1), 3, date(2026, 2, 28)),
        (date(2026, 5, 1), Every.YEAR, date(2026, 4, 30), 0, None),
    ],
)
def test_a_pledge_is_due_on_the_same_day_of_each_period(begins, every, until, count, last):
    due = rules.days_due(begins, every, until)
    assert len(due) == count
    assert (due[-1] if due else None) == last


def test_what_came_is_set_against_what_was_promised():
    due = [date(2026, 1, 1), date(2026, 2, 1)]
    assert rules.missed_cents(due, 1000, 500) == 1500
    assert rules.missed_cents(due, 1000, 2500) == 0
