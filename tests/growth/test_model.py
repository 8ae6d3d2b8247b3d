"""The model of growth: values in, quarters out."""

import math

import pytest

from app.growth.model import HOURS_PER_POST, LIMITS, needs_of, posts_for, simulate
from tests.growth.stage import rates, unit


def course(quarters=8, rates_=None, **changes):
    return simulate(rates_ or rates(), [unit(**changes)], quarters)["be"]


def test_fifty_thousand_duos_need_297_posts_and_two_thousand_need_12():
    assert math.floor(8.9 * 50_000 / 297) == HOURS_PER_POST
    assert round(posts_for(rates(), 50_000)) == 297
    assert round(posts_for(rates(), 2_000)) == 12


def test_duos_are_the_least_of_the_five_limits():
    for quarter in course(posts=1, money=900_000, candidates=300):
        assert quarter.duos == min(quarter.limits.values())
        assert quarter.limits[quarter.binding] == quarter.duos
        assert set(quarter.limits) == set(LIMITS)


@pytest.mark.parametrize(
    ("changes", "binding"),
    [
        ({}, "mentors"),
        ({"rounds": 1}, "training"),
        ({"posts": 0.5}, "coordinators"),
        ({"money": 100_000}, "money"),
        ({"population": 100}, "population"),
    ],
)
def test_what_is_scarce_binds(changes, binding):
    assert course(**changes)[-1].binding == binding


def test_the_first_quarter_starts_with_the_mentors_of_today():
    first = course()[0]
    assert first.mentors == 800
    assert first.duos == pytest.approx(200)


def test_mentors_leave_as_duos_end_and_newcomers_arrive_a_quarter_later():
    first, second = course(2)
    assert second.mentors == pytest.approx(800 * 0.9**0.25 + first.trained)
    assert first.trained == 100


def test_who_finds_no_place_waits_and_training_binds_only_then():
    quarters = course(3, rounds=4)
    assert [q.trained for q in quarters] == [40, 40, 40]
    assert quarters[1].waiting == 60
    assert quarters[2].waiting == pytest.approx(60 * 0.9**0.25 + 100 - 40)
    assert [q.binding for q in quarters] == ["mentors", "training", "training"]


def test_without_candidates_the_mentors_fade_away():
    duos = [q.duos for q in course(40, candidates=0)]
    assert duos == sorted(duos, reverse=True)
    assert duos[-1] < 100


def test_levers_grow_a_little_every_quarter_and_fully_in_a_year():
    quarters = course(5, rates(post_growth=1.0), posts=2)
    assert quarters[4].posts == pytest.approx(4)
    assert quarters[2].posts == pytest.approx(2 * math.sqrt(2))


def test_a_limit_of_running_duos_is_counted_when_it_is_stricter_than_the_hours():
    strict = rates(caseload=10)
    assert course(1, strict, posts=2)[0].limits["coordinators"] == 10
    assert posts_for(strict, 20 * 2) == pytest.approx(2)
    assert posts_for(rates(caseload=1000), 50_000) == posts_for(rates(), 50_000)


def test_what_a_quarter_needs_is_for_the_duos_it_starts():
    quarter = course(1)[0]
    assert quarter.posts_needed == pytest.approx(800 * 8.9 / HOURS_PER_POST)
    assert quarter.money_needed == pytest.approx(200 * 2000)


def test_the_goal_takes_the_mentors_that_keep_their_number():
    needs = needs_of(rates(), [unit(), unit(code="fr", cost=3000, duos=0)], 50_000)
    assert needs.mentors == 50_000
    assert needs.trained == pytest.approx(5_000)
    assert needs.money == 50_000 * 2000
    assert needs.population == 100_000


def test_the_cost_of_units_without_duos_is_their_plain_mean():
    needs = needs_of(rates(), [unit(duos=0), unit(code="fr", cost=3000, duos=0)], 10)
    assert needs.money == 25_000


def test_each_unit_has_its_own_course():
    both = simulate(rates(), [unit(), unit(code="fr", mentors=8)], 4)
    assert both["be"] == course(4)
    assert both["fr"][0].duos == pytest.approx(2)
