"""Periods, thresholds and the weeks of a month, as tables of values."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.deadlines import rules

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("left", "told", "new"),
    [
        (61, (), []),
        (60, (), [60]),
        (60, ("60",), []),
        (30, ("60",), [30]),
        (7, ("60", "30"), [7]),
        (7, (), [60, 30, 7]),
        (-4, ("60", "30"), [7]),
        (-4, ("60", "30", "7"), []),
    ],
)
def test_which_thresholds_a_deadline_entered(left, told, new):
    today = date(2026, 11, 23)
    assert rules.entered(today + timedelta(days=left), today, told) == new


@pytest.mark.parametrize(
    ("cadence", "begins", "ends", "number", "first_end"),
    [
        ("month", date(2026, 1, 1), date(2026, 12, 31), 12, date(2026, 1, 31)),
        ("quarter", date(2026, 1, 1), date(2026, 12, 31), 4, date(2026, 3, 31)),
        ("half_year", date(2026, 1, 15), date(2027, 1, 14), 2, date(2026, 7, 14)),
        ("year", date(2026, 1, 1), date(2028, 6, 30), 3, date(2026, 12, 31)),
        ("end", date(2026, 1, 1), date(2028, 6, 30), 1, date(2028, 6, 30)),
        ("month", date(2026, 1, 31), date(2026, 4, 30), 4, date(2026, 2, 27)),
    ],
)
def test_the_periods_of_a_grant(cadence, begins, ends, number, first_end):
    found = rules.periods(cadence, begins, ends)
    assert (len(found), found[0].until_on) == (number, first_end)


@given(st.sampled_from([*rules.MONTHS, "end"]), DAYS, st.integers(0, 1500))
def test_periods_follow_each_other_and_cover_the_whole_grant(cadence, begins, days):
    ends = begins + timedelta(days=days)
    found = rules.periods(cadence, begins, ends)
    assert (found[0].from_on, found[-1].until_on) == (begins, ends)
    assert all(one.from_on <= one.until_on for one in found)
    assert all(one.until_on + timedelta(days=1) == two.from_on for one, two in pairwise(found))


@given(DAYS)
def test_a_month_is_shown_in_whole_weeks(day):
    weeks = rules.grid(day.replace(day=1))
    days = [one for week in weeks for one in week]
    first, last = rules.month_of(day)
    assert {len(week) for week in weeks} == {7}
    assert (days[0].weekday(), days[0] <= first, days[-1] >= last) == (0, True, True)
    assert first in weeks[0]
    assert last in weeks[-1]


@pytest.mark.parametrize(
    ("today", "share"),
    [
        (date(2025, 12, 31), 0.0),
        (date(2026, 1, 1), 1 / 365),
        (date(2026, 12, 31), 1.0),
        (date(2027, 5, 1), 1.0),
    ],
)
def test_how_much_of_a_grant_is_over(today, share):
    assert rules.pace(date(2026, 1, 1), date(2026, 12, 31), today) == pytest.approx(share)


@pytest.mark.parametrize(
    ("counted", "promised", "share", "behind"),
    [(5, 20, 0.25, False), (4, 20, 0.25, True), (0, 20, 0.04, False), (20, 20, 1.0, False)],
)
def test_who_lags_behind_the_promise(counted, promised, share, behind):
    assert rules.is_behind(counted, promised, share) is behind
