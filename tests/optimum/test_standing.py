"""Those who stand somewhere today are moved only where it brings more, held against trying all."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from app.optimum import solving
from app.optimum.problem import NOBODY, Cap, Place
from app.optimum.settling import settled
from app.optimum.solving import greedy, solve
from tests.optimum.problems import (
    most_staying,
    offer,
    problem,
    problems,
    score,
    staying,
    tried,
)

SOME = settings(max_examples=150, deadline=None)
FEW = settings(max_examples=60, deadline=None)
ONE_PLACE = [Cap("cap:0", 0, 1)]


@SOME
@given(problems(standing=True))
def test_the_flow_brings_as_much_and_moves_as_few_as_trying_everything(question):
    found = solve(question)
    assert score(question, found.chosen) == tried(question).score
    assert staying(question, found.chosen) == most_staying(question)
    assert found.proven
    assert found.fewest
    assert found.bound_cents == found.total_cents


@FEW
@given(problems(simple=False, standing=True))
def test_so_it_does_where_the_network_is_not_enough(question):
    found = solve(question)
    assert score(question, found.chosen) == tried(question).score
    assert found.fewest
    assert staying(question, found.chosen) == most_staying(question)


@SOME
@given(problems(standing=True, locked=False))
def test_what_was_worked_out_is_left_as_it_is_when_it_stands(question):
    found = solve(question).chosen
    chosen = {s: place for s, place in enumerate(found.tolist()) if place != NOBODY}
    again = solve(replace(question, standing=chosen))
    assert again.chosen.tolist() == found.tolist()


@FEW
@given(problems(simple=False, standing=True))
def test_too_large_a_programme_moves_no_more_than_it_says(question):
    most, solving.MOST_ARCS, equals = solving.MOST_ARCS, 0, solving.programme.MOST_FOR_EQUALS
    solving.programme.MOST_FOR_EQUALS = 0
    try:
        found = solve(question)
    finally:
        solving.MOST_ARCS, solving.programme.MOST_FOR_EQUALS = most, equals
    best, reached = tried(question), score(question, found.chosen)
    assert reached is not None
    assert reached[:3] <= best.score[:3]
    if found.fewest:
        assert reached == best.score
        assert staying(question, found.chosen) == most_staying(question)


@SOME
@given(problems(simple=False, standing=True, locked=False))
def test_settling_keeps_how_many_go_where_and_never_moves_more(question):
    before = greedy(replace(question, standing={})).chosen
    after = settled(question, before)
    assert sorted(after.tolist()) == sorted(before.tolist())
    assert staying(question, after) >= staying(question, before)


@SOME
@given(problems(simple=False, standing=True))
def test_the_order_by_hand_keeps_the_caps_and_is_never_better(question):
    by_hand = score(question, greedy(question).chosen)
    assert by_hand is not None
    assert by_hand <= tried(question).score


def test_of_equals_the_one_who_stands_keeps_the_place():
    question = problem([[0], [0], [0]], [offer(0)], ONE_PLACE, [Place(0, (0,))])
    assert solve(question).chosen.tolist() == [0, NOBODY, NOBODY]
    assert solve(replace(question, standing={2: 0})).chosen.tolist() == [NOBODY, NOBODY, 0]


def test_of_two_who_were_locked_in_one_place_the_one_who_stands_there_has_it():
    question = problem([[0], [0]], [offer(0)], ONE_PLACE, [Place(0, (0,))], locks={0: 0, 1: 0})
    assert solve(question).chosen.tolist() == [0, NOBODY]
    assert solve(replace(question, standing={1: 0})).chosen.tolist() == [NOBODY, 0]


def test_so_it_is_where_the_network_is_not_enough():
    caps = [Cap("all", 0, 1), Cap("here", 0, 1), Cap("across", 0, 2)]
    places = [Place(0, (0, 1)), Place(0, (0, 2)), Place(0, (1, 2))]
    question = problem([[0], [1]], [offer(0)], caps, places, locks={0: 0, 1: 1})
    for stands in (0, 1):
        found = solve(replace(question, standing={stands: stands}))
        assert found.chosen[stands] == stands
        assert found.fewest


@pytest.mark.parametrize("rate", [900, 1_000, 1_100])
def test_somebody_moves_only_for_more_money(rate):
    question = problem([[0, 1]], [offer(0, 1_000), offer(1, rate)], standing={0: 0})
    assert solve(question).chosen.tolist() == [int(rate > 1_000)]


def test_a_place_is_made_for_the_one_who_fits_nowhere_else():
    offers, places = [offer(0, 5_000), offer(1, 4_000)], [Place(0, (0,)), Place(1)]
    question = problem([[0, 1], [0]], offers, ONE_PLACE, places, standing={0: 0})
    found = solve(question)
    assert found.chosen.tolist() == [1, 0]
    assert found.total_cents == 9_000
    assert greedy(question).chosen.tolist() == [0, NOBODY]
