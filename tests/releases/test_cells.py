"""What published cells add up to: hidden ones are said and never filled in."""

import pytest

from app.indicators.statistics import Rate
from app.releases import cells


def counts(**given):
    return {"at": {}, "counts": given}


def test_a_total_is_the_sum_of_what_was_published():
    found = cells.amount([counts(count=25), counts(count=40)])
    assert (found.value, found.hidden) == (65, 0)


def test_hidden_and_withheld_cells_make_it_a_least_number():
    found = cells.amount([counts(count=25), counts(count="<10"), counts(count=None)])
    assert (found.value, found.published, found.hidden, found.small) == (25, 1, 2, 1)


@pytest.mark.parametrize(
    ("given", "said"), [(["<10"], True), ([None], False), (["<10", "<10"], False), ([15], False)]
)
def test_only_one_small_cell_alone_is_fewer_than_ten(given, said):
    assert cells.amount([counts(count=one) for one in given]).is_small is said


def test_a_rate_is_over_the_cells_that_show_both_parts():
    found = cells.share(
        [
            counts(numerator=30, denominator=60, unknown=10),
            counts(numerator="<10", denominator=40, unknown="<10"),
        ]
    )
    assert found.rate == Rate(30, 60, 10)
    assert found.hidden == 1
    assert (found.low, found.high) == (0.3, 0.39)


def test_a_cell_of_hidden_size_has_nine_people_at_most():
    found = cells.share(
        [counts(numerator=30, denominator=60), counts(numerator="<10", denominator="<10")]
    )
    assert (found.low, found.high) == pytest.approx((30 / 69, 39 / 69))


def test_a_withheld_size_leaves_the_extremes_open():
    found = cells.share(
        [counts(numerator=30, denominator=60), counts(numerator=10, denominator=None)]
    )
    assert (found.hidden, found.low, found.high) == (1, None, None)


def test_a_withheld_numerator_is_of_ten_at_least():
    found = cells.share(
        [counts(numerator=30, denominator=60), counts(numerator=None, denominator=40)]
    )
    assert (found.low, found.high) == (0.4, 0.7)


def test_with_everything_hidden_there_is_no_rate():
    found = cells.share([counts(numerator="<10", denominator="<10")])
    assert found.rate.rate is None
    assert found.hidden == 1


def test_hidden_unknown_make_the_unknown_a_least_number():
    shown = [counts(numerator=30, denominator=60, unknown=u) for u in (10, "<10")]
    found = cells.share(shown)
    assert (found.rate.unknown, found.unknown_hidden) == (10, True)


def test_groups_are_named_by_their_dimensions():
    found = cells.strata(
        [
            {
                "at": {"origin": "eu", "education": "none"},
                "counts": {"numerator": 10, "denominator": 25},
            },
            {
                "at": {"origin": "europe", "education": "none"},
                "counts": {"numerator": "<10", "denominator": 25},
            },
        ]
    )
    assert found == {"none/eu": (10, 25)}
