"""Many runs at once: the same equations over arrays, seeded, and as wide as the inputs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.growth.bands import SEED, Bands, Value, simulate_many
from app.growth.inputs import model_of, plan_of
from app.growth.model import LIMITS, simulate
from tests.growth.stage import inputs

SOME = {"likely": 100, "low": 40, "high": 200}


def bands(kept, runs=200):
    return simulate_many(plan_of(kept), kept["quarters"], kept["goal"], runs)


@settings(max_examples=60, deadline=None)
@given(
    mentors=st.floats(0, 5000),
    candidates=st.floats(0, 500),
    rounds=st.floats(0, 30),
    posts=st.floats(0, 200),
    money=st.floats(0, 1e8),
    again=st.floats(0, 100),
    caseload=st.none() | st.floats(1, 300),
    candidate_growth=st.floats(-50, 150),
)
def test_without_doubt_every_run_is_the_plain_course(**changes):
    kept = inputs("be", "fr", quarters=12, **changes)
    rates, _, units = model_of(kept)
    course = simulate(rates, units, 12)
    plain = [
        sum(quarter.duos for quarter in column) * 4 for column in zip(*course.values(), strict=True)
    ]
    found = bands(kept, runs=3)
    for percentile in range(3):
        assert found.pace[percentile] == pytest.approx(plain, rel=1e-9, abs=1e-9)
    for number, column in enumerate(zip(*course.values(), strict=True)):
        if sum(quarter.duos for quarter in column) > 1e-6:
            first = LIMITS.index(column[0].binding)
            assert found.binding[first, number] == pytest.approx(1)


def test_antennas_add_up_to_their_country():
    half = dict.fromkeys(
        ("duos", "mentors", "candidates", "rounds", "posts", "money", "population"), 0.5
    )
    kept = inputs("be") | {"antennas": {"be": {"BRU": half, "GHE": half}}}
    assert bands(kept).pace == pytest.approx(bands(inputs("be")).pace)
    _, countries, counted = model_of(kept)
    assert [unit.code for unit in counted] == ["be/BRU", "be/GHE"]
    assert counted[0].mentors == countries[0].mentors / 2
    assert counted[0].cost == countries[0].cost


def test_doubt_widens_the_band_and_keeps_its_order():
    found = bands(inputs(candidates=SOME, quarters=20))
    assert (found.pace[0] <= found.pace[1]).all()
    assert (found.pace[1] <= found.pace[2]).all()
    assert found.pace[0, -1] < found.pace[2, -1]


def test_the_same_numbers_give_the_same_bands():
    first, second = (bands(inputs(candidates=SOME)) for _ in range(2))
    assert np.array_equal(first.pace, second.pace)


def test_a_draw_stays_in_its_triangle_and_leans_to_the_likely():
    drawn = np.random.default_rng(SEED).triangular(40, 100, 200, 20_000)
    assert drawn.min() >= 40
    assert drawn.max() <= 200
    assert drawn.mean() == pytest.approx((40 + 100 + 200) / 3, rel=0.01)


def test_an_end_that_was_not_given_is_the_likely_value():
    assert Value.of(5, low=2) == Value(5, 2, 5)
    assert Value.of(5).is_sure


def test_runs_that_reach_the_goal_are_counted_and_the_others_are_later_than_the_end():
    reached = np.array([2, 3, 3, 8, 8, 8, 8, 8, 8, 8])
    found = Bands(np.zeros((3, 8)), np.zeros((5, 8)), reached, 8)
    assert found.share_reached == pytest.approx(0.3)
    assert found.reached_at(10) == 3
    assert found.reached_at(50) is None


def test_what_binds_is_shared_out_over_all_duos():
    found = bands(inputs(candidates=SOME, rounds={"likely": 8, "low": 1, "high": 15}))
    assert found.binding.sum(axis=0) == pytest.approx(np.ones(8))
    assert (found.binding[:2, -1] > 0).all()
