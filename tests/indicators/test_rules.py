"""What a spell says of a duo: tables of days, without any database."""

from datetime import date

import pytest

from app.indicators.facts import Scope
from app.indicators.periods import period_choices, read_period
from app.indicators.rules import Episode, in_work, is_followed, is_positive, tells
from app.outcomes.models import SpellKind

START, END = date(2024, 8, 31), date(2025, 2, 28)


@pytest.mark.parametrize(
    ("ended_on", "on", "followed"),
    [
        (None, date(2026, 1, 1), False),
        (date(2025, 1, 1), date(2025, 12, 31), False),
        (date(2025, 1, 1), date(2026, 1, 1), True),
        (date(2024, 2, 29), date(2025, 2, 27), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 28), date(2025, 2, 28), True),
        (date(2023, 2, 28), date(2024, 2, 28), True),
        (date(2023, 3, 1), date(2024, 2, 29), False),
    ],
)
def test_a_duo_is_followed_for_twelve_whole_months(ended_on, on, followed):
    assert is_followed(ended_on, on) is followed
    if ended_on is not None:
        assert (ended_on <= Scope(on=on).followed_until) is followed


@pytest.mark.parametrize(
    ("began_on", "ended_on", "told"),
    [
        (date(2026, 2, 28), None, True),
        (date(2026, 3, 1), None, False),
        (START, None, True),
        (date(2025, 1, 1), date(2025, 1, 2), True),
        (date(2024, 8, 1), None, True),
        (date(2024, 8, 1), START, True),
        (date(2024, 8, 1), date(2024, 8, 30), False),
        (date(2019, 1, 1), date(2020, 1, 1), False),
    ],
)
def test_a_spell_tells_of_a_duo_when_it_began_in_time_and_was_not_over(began_on, ended_on, told):
    assert tells(Episode(SpellKind.JOB, began_on, ended_on), START, END) is told


def test_twelve_months_after_the_leap_day_are_over_on_the_28th():
    leap = date(2024, 2, 29)
    assert tells(Episode(SpellKind.JOB, date(2025, 2, 28)), START, leap)
    assert not tells(Episode(SpellKind.JOB, date(2025, 3, 1)), START, leap)


@pytest.mark.parametrize(
    ("kind", "work", "positive"),
    [
        (SpellKind.JOB, True, True),
        (SpellKind.TRAINING, False, True),
        (SpellKind.INTERNSHIP, False, True),
        (SpellKind.STUDIES, False, True),
        (SpellKind.JOB_SEEKING, False, False),
        (SpellKind.INACTIVE, False, False),
    ],
)
def test_a_training_is_positive_and_is_not_work(kind, work, positive):
    spells = [Episode(SpellKind.JOB_SEEKING, START), Episode(kind, END)]
    assert (in_work(spells), is_positive(spells)) == (work, positive)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026", (date(2026, 1, 1), date(2026, 12, 31))),
        ("2026-q1", (date(2026, 1, 1), date(2026, 3, 31))),
        ("2024-Q4", (date(2024, 10, 1), date(2024, 12, 31))),
        ("2026-q5", None),
        ("26", None),
        ("", None),
    ],
)
def test_periods_are_years_and_quarters(text, period):
    assert read_period(text) == period


def test_every_period_that_can_be_chosen_is_one(app):
    choices = period_choices(2013, date(2026, 2, 1))
    assert [code for code in choices if read_period(code) is None] == []
    assert {"2013", "2026", "2026-q1", "2024-q2"} <= set(choices)
