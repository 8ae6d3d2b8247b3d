"""Intervals and quantiles against the reference cases of the domain, and against scipy."""

from statistics import quantiles

import pytest
from scipy.stats import binomtest

from app.indicators.statistics import Rate, Spread, spread, wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        (53, 100, 0.4329, 0.6249),
        (0, 10, 0, 0.2775),
        (10, 10, 0.7225, 1),
        (3, 7, 0.1582, 0.7495),
    ],
)
def test_the_reference_cases_of_the_interval(numerator, denominator, low, high):
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize("denominator", [1, 2, 9, 30, 101, 1103, 50_000])
def test_the_interval_is_that_of_scipy(denominator):
    for numerator in {0, 1, denominator // 3, denominator - 1, denominator}:
        theirs = binomtest(numerator, denominator).proportion_ci(method="wilson")
        assert wilson(numerator, denominator) == pytest.approx((theirs.low, theirs.high), rel=1e-12)


def test_the_ends_of_the_scale_are_exact():
    assert wilson(0, 7)[0] == 0.0
    assert wilson(7, 7)[1] == 1.0


def test_without_anybody_nothing_is_said():
    nobody = Rate(0, 0)
    shares = (nobody.rate, nobody.low, nobody.high, nobody.bound_low, nobody.bound_high)
    assert shares == (None,) * 5
    assert nobody.known.rate is None


def test_the_unknown_are_the_distance_between_the_bounds():
    rate = Rate(numerator=50, denominator=100, unknown=20)
    assert (rate.rate, rate.bound_low, rate.bound_high) == (0.5, 0.5, 0.7)
    assert rate.known == Rate(50, 80)
    assert rate.known.rate == 0.625


@pytest.mark.parametrize(("denominator", "small"), [(29, True), (30, False)])
def test_below_thirty_nothing_is_compared(denominator, small):
    assert Rate(10, denominator).is_small is small


def test_without_waits_there_is_no_median():
    assert spread({}) == Spread(0, None, None, None)


def test_one_wait_is_all_there_is():
    assert spread({12: 1}) == Spread(1, 12, 12, 12)


@pytest.mark.parametrize("values", [[1, 2], [3, 3, 3, 9], [0, 10, 20, 30, 40], list(range(98))])
def test_quartiles_are_those_of_the_standard_library(values):
    counted = {value: values.count(value) for value in values}
    found = spread(counted)
    theirs = quantiles(values, n=4, method="inclusive")
    assert [found.lower, found.median, found.upper] == pytest.approx(theirs)
    assert found.count == len(values)
