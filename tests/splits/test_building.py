"""From what was read to the arrays of a problem."""

from datetime import date

import pytest

from app.splits.building import tightest
from tests.splits import stage
from tests.splits.stage import MARCH, WOMAN, YOUNG, found, limit, paying, reached, standing

MAY = date(2026, 5, 4).toordinal()
SPRING = (stage.FIRST, date(2026, 3, 31).toordinal())


@pytest.mark.parametrize(
    ("limits", "kept"),
    [
        ([limit(3, "a"), limit(1, "b")], [("b", 1)]),
        ([limit(1, "a"), limit(3, "b")], [("a", 1)]),
        ([limit(2, "a"), limit(2, "b"), limit(2, "c")], [("a+b+c", 2)]),
        ([limit(2, "a"), limit(2, "b"), limit(1, "c")], [("c", 1)]),
        ([limit(3, "a"), limit(1, "b", antenna_id=1)], [("a", 3), ("b", 1)]),
        ([limit(3, "a"), limit(1, "b", days=SPRING)], [("a", 3), ("b", 1)]),
        ([limit(3, "a"), limit(1, "b", percent=40)], [("a", 3), ("b", 1)]),
        ([limit(0, "a", percent=40), limit(0, "b", percent=40)], [("a", 0), ("b", 0)]),
        ([], []),
    ],
)
def test_of_caps_over_the_same_only_the_one_that_is_full_first_counts(limits, kept):
    """Shares stay as they are: what is left of one depends on all that is chosen."""
    assert [(one.key, one.left_units) for one in tightest(limits)] == kept


def test_who_may_be_counted_is_in_the_problem_and_every_other_is_told_why_not():
    grants = [paying(1, nodes=(WOMAN, YOUNG)), paying(2, nodes=(WOMAN,), last=MARCH)]
    met = {WOMAN: [True, False, False], YOUNG: [True, True, False]}
    built = found(grants, [reached([11, 12, 13], met, days=[MAY, MARCH, MARCH])])
    assert [one.key for one in built.problem.subjects] == ["duo:11"]
    assert [one.grant_id for one in built.problem.offers] == [1, 2]
    assert built.problem.pair_place.tolist() == [0]
    assert built.nobody == {12: (0, [0]), 13: (1, [0])}


def test_of_equally_near_grants_the_dearer_one_is_told():
    grants = [paying(1, nodes=(WOMAN,)), paying(2, nodes=(YOUNG,), rate=200_000)]
    built = found(grants, [reached([11], {WOMAN: [False], YOUNG: [False]})])
    assert built.nobody == {11: (1, [0])}


def test_a_day_outside_the_period_is_a_rule_of_its_own():
    built = found([paying(1, nodes=(WOMAN,), last=MARCH - 1)], [reached([11], {WOMAN: [False]})])
    assert built.nobody == {11: (0, [-1, 0])}


def test_nothing_that_pays_for_a_unit_is_told_as_no_grant():
    built = found([paying(1)], [reached([11]), reached([-5], unit="mentor_trained")])
    assert built.nobody == {-5: (None, [])}
    assert [one.key for one in built.problem.subjects] == ["duo:11"]


def test_who_is_under_other_caps_has_another_kind_of_place():
    """Places are told apart by their caps, so antennas and days need not be looked at again."""
    grant = paying(1, limit(5, "all"), limit(2, "there", antenna_id=2), limit(-3, "t", days=SPRING))
    rows = reached([11, 12, 13], antennas=[1, 2, 2], days=[MAY, MAY, MARCH])
    problem = found([grant], [rows]).problem
    caps = [problem.places[place].caps for place in problem.pair_place.tolist()]
    assert caps == [(0,), (0, 1), (0, 1, 2)]
    assert [cap.left_units for cap in problem.caps] == [5, 2, 0]


def test_somebody_who_reached_two_units_is_one_subject_of_the_earlier_day():
    grants = [paying(1), paying(2, unit="duo_completed")]
    units = [reached([11], days=[MARCH]), reached([11], days=[MAY], unit="duo_completed")]
    built = found(grants, units)
    [subject] = built.problem.subjects
    assert subject.day == date.fromordinal(MARCH)
    assert built.problem.pair_place.tolist() == [0, 1]
    assert built.day_of(11, "duo_completed") == date.fromordinal(MAY)
    assert built.day_of(11, None) == date.fromordinal(MARCH)


def test_a_lock_and_a_line_hold_only_where_the_grant_may_count_it():
    grants = [paying(1, nodes=(WOMAN,)), paying(2)]
    rows = reached([11, 12], {WOMAN: [True, False]})
    lines = [standing(11, 2), standing(12, 1)]
    problem = found(grants, [rows], locks={11: 1, 12: 1, 99: 1}, stands=lines).problem
    assert problem.locks == {0: 0}
    assert problem.standing == {0: 1}


def test_a_line_of_which_nothing_is_known_any_more_is_told_too():
    line = standing(77, 1, antenna_id=4, day=MAY)
    built = found([paying(1)], [reached([11])], stands=[line])
    assert built.nobody == {77: (None, [])}
    assert built.antennas[77] == 4
    assert built.day_of(77, stage.STARTED) == date.fromordinal(MAY)


def test_without_anybody_the_problem_is_empty():
    built = found([paying(1)], [reached([])])
    assert (len(built.problem.subjects), built.problem.pair_place.tolist()) == (0, [])
    assert built.nobody == {}
