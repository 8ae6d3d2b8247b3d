"""The best split, held against trying everything."""

from dataclasses import replace

from hypothesis import assume, given, settings

from app.optimum import solving
from app.optimum.problem import NOBODY, Cap, Objective, Obstacle, Place
from app.optimum.shape import places_of
from app.optimum.solving import greedy, solve
from tests.optimum.problems import cents, offer, problem, problems, score, tried

SOME = settings(max_examples=150, deadline=None)
FEW = settings(max_examples=60, deadline=None)


@SOME
@given(problems())
def test_the_flow_is_as_good_as_trying_everything_and_proves_it(question):
    found, best = solve(question), tried(question)
    assert score(question, found.chosen) == best.score
    assert found.total_cents == best.cents == cents(question, found.chosen)
    assert found.proven
    assert found.bound_cents == found.total_cents


@FEW
@given(problems(simple=False))
def test_shares_money_and_crossing_caps_are_as_good_as_trying_everything(question):
    best = tried(question)
    found = solve(question)
    assert score(question, found.chosen) == best.score
    assert found.total_cents == best.cents
    assert found.proven


@SOME
@given(problems())
def test_the_order_by_hand_is_never_better_and_never_breaks_a_cap(question):
    by_hand = score(question, greedy(question).chosen)
    assert by_hand is not None
    assert by_hand <= score(question, solve(question).chosen)


@FEW
@given(problems(simple=False))
def test_by_hand_keeps_to_shares_and_money_too(question):
    best = tried(question)
    by_hand = score(question, greedy(question).chosen)
    assert by_hand <= best.score


@SOME
@given(problems(locked=False))
def test_the_price_of_a_cap_is_what_solving_again_with_one_more_brings(question):
    found = solve(question)
    for number, cap in enumerate(question.caps):
        caps = [*question.caps]
        caps[number] = replace(cap, left_units=cap.left_units + 1)
        more = tried(replace(question, caps=caps))
        assert more.cents - found.total_cents == found.cap_prices.get(number, 0)


@FEW
@given(problems(simple=False, locked=False))
def test_so_is_it_where_the_network_is_not_enough(question):
    found = solve(question)
    assert found.priced
    for number, cap in enumerate(question.caps):
        if cap.percent is None and cap.left_cents is None:
            caps = [*question.caps]
            caps[number] = replace(cap, left_units=cap.left_units + 1)
            more = tried(replace(question, caps=caps))
            assert more.cents - found.total_cents == found.cap_prices.get(number, 0)


@SOME
@given(problems(locked=False))
def test_the_price_of_a_subject_is_what_is_lost_without_it(question):
    found, pairs = solve(question), [places.tolist() for places in places_of(question)]
    for subject in range(len(pairs)):
        without = [[] if one == subject else places for one, places in enumerate(pairs)]
        less = problem(
            without,
            question.offers,
            question.caps,
            question.places,
            objective=question.objective,
        )
        assert found.total_cents - tried(less).cents == found.subject_prices[subject]


@SOME
@given(problems(locked=False, promised=False))
def test_the_next_best_place_loses_what_solving_with_it_loses(question):
    assume(question.objective == Objective.MONEY)
    found = solve(question)
    for subject, place in enumerate(found.second.tolist()):
        if place != NOBODY:
            moved = solve(replace(question, locks={subject: place}))
            assert found.total_cents - moved.total_cents == found.second_cents[subject]


@SOME
@given(problems())
def test_the_same_question_has_the_same_answer(question):
    first, second = solve(question), solve(question)
    assert first.chosen.tolist() == second.chosen.tolist()
    assert first.cap_prices == second.cap_prices


def test_the_one_who_fits_nowhere_else_gets_the_place_that_all_could_have():
    question = problem(
        [[0, 1], [0]], [offer(0), offer(1)], [Cap("cap:0", 0, 1)], [Place(0, (0,)), Place(1)]
    )
    assert solve(question).chosen.tolist() == [1, 0]
    assert greedy(question).chosen.tolist() == [0, NOBODY]


def test_a_promise_comes_before_money_and_what_lacks_is_told():
    question = problem([[0, 1], [0, 1]], [offer(0, 5_000), offer(1, 100, least_units=3)])
    found = solve(question)
    assert found.chosen.tolist() == [1, 1]
    assert found.shortfalls == {1: 1}
    assert found.proven


def test_who_is_locked_comes_first_and_without_room_it_is_told():
    offers, caps = [offer(0, 5_000), offer(1, 100)], [Cap("cap:0", 0), Cap("cap:1", 1, 1)]
    places = [Place(0, (0,)), Place(1, (1,))]
    found = solve(problem([[0, 1], [0, 1], [1]], offers, caps, places, locks={0: 0, 1: 1}))
    assert found.chosen.tolist() == [NOBODY, 1, NOBODY]
    assert found.unpaid[0][0].obstacle == Obstacle.LOCKED
    assert found.unpaid[2][0] == replace(found.unpaid[0][0], obstacle="full", offer=1, cap=1)


def test_money_at_two_rates_is_packed_as_well_as_it_can_be():
    offers, money = [offer(0, 2_000)], Cap("amount:0", 0, left_cents=8_500)
    places = [Place(0, (0,)), Place(0, (0,), 3_000)]
    question = problem([[0], [0], [1], [1], [1]], offers, [money], places)
    found = solve(question)
    assert (found.total_cents, found.bound_cents, found.method) == (8_000, 8_000, "milp")
    assert greedy(question).total_cents == 7_000
    assert found.cap_prices == {0: 3_000}


def test_a_share_wants_enough_of_the_others():
    caps = [Cap("cap:0", 0, percent=50)]
    places = [Place(0, (0,)), Place(0)]
    found = solve(problem([[0], [0], [0], [1]], [offer(0)], caps, places))
    assert found.total_cents == 2_000
    assert {one.obstacle for told in found.unpaid.values() for one in told} == {Obstacle.SHARE}


def test_priorities_come_one_after_the_other_and_money_last():
    offers = [offer(0, 100, priority=1), offer(1, 9_000, priority=2)]
    question = problem([[0, 1], [1]], offers, objective=Objective.PRIORITY)
    assert solve(question).total_cents == 9_100
    assert solve(replace(question, objective=Objective.MONEY)).total_cents == 18_000


def test_without_anybody_nothing_is_wrong():
    found = solve(problem([], []))
    assert (found.total_cents, found.proven) == (0, True)
    assert greedy(problem([], [offer(0)])).total_cents == 0


@FEW
@given(problems(simple=False))
def test_too_large_a_programme_is_answered_from_networks_with_an_honest_bound(question):
    best = tried(question)
    assume(question.objective == Objective.MONEY)
    most, solving.MOST_ARCS = solving.MOST_ARCS, 0
    try:
        found = solve(question)
    finally:
        solving.MOST_ARCS = most
    reached = score(question, found.chosen)
    assert reached is not None
    assert reached <= best.score
    if found.proven:
        assert reached == best.score
        assert found.bound_cents == found.total_cents
