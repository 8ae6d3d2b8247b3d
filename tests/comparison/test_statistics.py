"""The reference cases of the house, and our funnel beside that of another library."""

import pytest
from scipy.stats import binom, binomtest

from app.comparison import statistics
from app.indicators.statistics import Rate, wilson

A = {"low": (60, 120), "high": (90, 120)}
B = {"low": (10, 20), "high": (120, 180)}
EVENLY = {"low": 0.5, "high": 0.5}


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [(53, 100, 0.4329, 0.6249), (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (3, 7, 0.1582, 0.7495)],
)
def test_wilsons_interval(numerator, denominator, low, high):
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=5e-5)


def test_newcombes_interval_of_a_difference():
    found = statistics.difference(Rate(53, 100), Rate(27, 100))
    assert (found.low, found.high) == pytest.approx((0.1246, 0.3824), abs=5e-5)
    assert not found.may_be_chance


def test_turned_around_the_difference_only_changes_its_sign():
    one = statistics.difference(Rate(53, 100), Rate(27, 100))
    other = statistics.difference(Rate(27, 100), Rate(53, 100))
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -other.high, -other.low))


def test_a_difference_of_few_may_be_chance():
    assert statistics.difference(Rate(6, 10), Rate(4, 10)).may_be_chance


def test_the_same_mix_turns_the_order_around():
    crude = {
        name: sum(n for n, _ in s.values()) / sum(d for _, d in s.values())
        for name, s in (("a", A), ("b", B))
    }
    assert crude == {"a": pytest.approx(0.625), "b": pytest.approx(0.650)}
    assert statistics.direct(A, EVENLY).rate == pytest.approx(0.625)
    assert statistics.direct(B, EVENLY).rate == pytest.approx(0.5833, abs=5e-5)


def test_with_people_in_every_group_it_is_made_directly():
    common = statistics.common_population([A, B])
    assert common == {"low": (70, 140), "high": (210, 300)}
    assert statistics.standardise(A, common).is_direct


def test_with_a_group_missing_observed_is_set_against_expected():
    common = statistics.common_population([A, B, {"low": (20, 40)}])
    found = statistics.standardise({"low": (20, 40)}, common)
    assert not found.is_direct
    assert (found.observed, found.expected) == (20, pytest.approx(20))
    assert found.rate == pytest.approx(300 / 480)
    assert found.people == 40


def test_a_country_without_any_published_group_has_no_standardised_rate():
    assert statistics.standardise({}, statistics.common_population([A, B])) is None
    assert statistics.standardise({"other": (1, 2)}, A) is None


def test_the_difference_of_two_standardised_rates_has_its_interval():
    common = statistics.common_population([A, B])
    found = statistics.difference_of(
        statistics.standardise(A, common), statistics.standardise(B, common)
    )
    assert found.low < found.value < found.high
    assert found.value == pytest.approx(0.0568, abs=5e-4)
    assert found.may_be_chance


def test_the_funnel_of_the_reference():
    limits = statistics.funnel_limits(0.63, 100)
    assert (limits.low, limits.high) == (0.53, 0.72)
    assert (limits.far_low, limits.far_high) == (0.48, 0.77)


@pytest.mark.parametrize("size", [1, 7, 30, 455, 4000])
@pytest.mark.parametrize("target", [0.02, 0.5, 0.63, 0.985])
def test_the_funnel_is_exactly_binomial(size, target):
    limits = statistics.funnel_limits(target, size)
    found = (limits.low, limits.high, limits.far_low, limits.far_high)
    assert found == pytest.approx(tuple(binom.ppf(statistics.TAILS, size, target) / size))


@pytest.mark.parametrize("target", [0.0, 1.0])
def test_a_target_of_nobody_or_of_all_leaves_no_room(target):
    assert statistics.funnel_limits(target, 40) == statistics.Limits(*[target] * 4)


@pytest.mark.parametrize(
    ("numerator", "said"), [(63, "inside"), (50, "outside"), (75, "outside"), (45, "far")]
)
def test_where_an_antenna_lies(numerator, said):
    assert statistics.verdict(Rate(numerator, 100), 0.63) == said


def test_the_difference_from_a_benchmark_is_the_rate_less_a_constant():
    found = statistics.difference_from(Rate(53, 100), 0.28)
    own = binomtest(53, 100).proportion_ci(method="wilson")
    assert (found.value, found.low, found.high) == pytest.approx(
        (0.25, own.low - 0.28, own.high - 0.28)
    )
