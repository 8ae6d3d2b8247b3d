"""Where things stand in a chart."""

import pytest

from app.design import scales


@pytest.mark.parametrize(
    ("values", "top"),
    [
        ([34, 12, 9], 40),
        ([100], 100),
        ([0.57, None], 1),
        ([0.3], 0.4),
        ([1041], 2000),
        ([0, None], 1),
        ([], 1),
    ],
)
def test_an_axis_ends_at_the_first_round_number_that_no_value_exceeds(values, top):
    assert scales.top_of(values) == pytest.approx(top)


@pytest.mark.parametrize("top", [0.4, 0.8, 1, 2.5, 10, 40, 100, 2000, 73])
def test_ticks_begin_at_nothing_and_stay_on_the_axis(top):
    ticks = scales.ticks_of(top)
    assert ticks[0] == 0
    assert ticks[-1] <= top
    assert 3 <= len(ticks) <= 6


def test_a_place_never_leaves_the_axis():
    assert [scales.place(value, 80) for value in (-5, 40, 90)] == ["0.00%", "50.00%", "100.00%"]


def test_a_missing_value_leaves_a_gap_in_a_line():
    assert scales.steps_between([1, 2, None, 4, 5]) == [(0, 1, 2), (3, 4, 5)]


def test_an_unknown_value_is_a_dash_and_a_share_a_percentage(app):
    assert scales.figure_text(None, "number") == "–"
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert scales.figure_text(0.524, "percent") == "52%"
        assert scales.figure_text(1140, "number") == "1,140"
        assert scales.interval_text(0.486, 0.551, "percent") == "49–55"
