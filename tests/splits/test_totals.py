"""What a split brings as a whole."""

from app.optimum.solving import greedy
from app.splits.totals import totals
from tests.splits.stage import WOMAN, YOUNG, limit, paying, reached, standing, told


def whole(*question, **more):
    telling = told(*question, **more)
    return totals(telling, greedy(telling.problem))


def part(found, *names):
    return {name: found[name] for name in names}


def test_the_split_stands_beside_the_order_by_hand():
    """By hand the first gets the dear place, and the one who fits nowhere else goes without."""
    grants = [paying(1, limit(1), rate=200_000), paying(2, rate=150_000, nodes=(WOMAN,))]
    found = whole(grants, [reached([11, 12], {WOMAN: [True, False]})])
    assert part(found, "subjects", "paid", "total_cents", "bound_cents", "proven") == {
        "subjects": 2,
        "paid": 2,
        "total_cents": 350_000,
        "bound_cents": 350_000,
        "proven": True,
    }
    assert part(found, "by_hand_cents", "by_hand_paid") == {
        "by_hand_cents": 200_000,
        "by_hand_paid": 1,
    }


def test_caps_that_are_full_at_the_same_moment_cost_one_place_together():
    dear = paying(1, limit(1, "cap:1"), limit(1, "amount:1"), rate=200_000)
    found = whole([dear, paying(2, rate=50_000)], [reached([11, 12])])
    [cap] = found["grants"][0]["caps"]
    assert cap == {"key": "cap:1+amount:1", "left": 1, "price": 150_000}


def test_a_wider_cap_than_another_of_the_same_days_stops_nobody():
    grant = paying(1, limit(3, "cap:1"), limit(1, "cap:2"), limit(4, "amount:1"), rate=200_000)
    [told_of] = whole([grant], [reached([11])])["grants"]
    assert [(cap["key"], cap["left"]) for cap in told_of["caps"]] == [("cap:2", 1)]


def test_a_share_has_no_number_of_places_left():
    grants = [paying(1, limit(0, percent=50, antenna_id=1))]
    found = whole(grants, [reached([11, 12], antennas=[1, 2])])
    [cap] = found["grants"][0]["caps"]
    assert cap["left"] is None
    assert found["paid"] == 2


def test_a_grant_whose_rate_nobody_knows_counts_and_adds_nothing():
    found = whole([paying(1, rate=None)], [reached([11])])
    assert part(found, "paid", "total_cents", "unknown_rates") == {
        "paid": 1,
        "total_cents": 0,
        "unknown_rates": 1,
    }


def test_what_lacks_of_a_promise_is_told():
    found = whole([paying(1, limit(1), least_units=3)], [reached([11, 12])])
    assert part(found, "promised", "lacks", "by_hand_lacks") == {
        "promised": 3,
        "lacks": 2,
        "by_hand_lacks": 2,
    }
    assert found["grants"][0]["lacks"] == 2


def test_those_whom_nobody_pays_for_are_counted_by_why():
    met = {WOMAN: [True, True, False, False], YOUNG: [True, True, True, False]}
    rows = [reached([11, 12, 13, 14], met), reached([15], unit="duo_completed")]
    found = whole([paying(1, limit(1), nodes=(WOMAN, YOUNG))], rows)
    assert found["reasons"] == {"full": 1, "rule": 1, "rules": 1, "none": 1}


def test_what_changes_against_today_is_counted_with_its_gain():
    """One moves for more, one stays, one no longer meets the rules, one is new."""
    grants = [paying(1, nodes=(WOMAN,)), paying(2, limit(1), rate=200_000, nodes=(YOUNG,))]
    met = {WOMAN: [True, True, False, True], YOUNG: [True, False, False, False]}
    lines = [standing(11, 1), standing(12, 1), standing(13, 1)]
    found = whole(grants, [reached([11, 12, 13, 14], met)], stands=lines)
    assert part(found, "standing", "moves", "stays", "releases", "new") == {
        "standing": 3,
        "moves": 1,
        "stays": 1,
        "releases": 1,
        "new": 1,
    }
    assert part(found, "standing_cents", "gain_cents", "fewest") == {
        "standing_cents": 300_000,
        "gain_cents": 100_000,
        "fewest": True,
    }
    assert found["reasons"] == {"gone": 1}
    first, second = found["grants"]
    assert part(first, "chosen", "stays", "leaves", "cents") == {
        "chosen": 2,
        "stays": 1,
        "leaves": 2,
        "cents": 200_000,
    }
    assert part(second, "chosen", "stays", "leaves") == {"chosen": 1, "stays": 0, "leaves": 0}


def test_without_anybody_everything_is_nothing():
    found = whole([paying(1, limit(1))], [reached([])])
    assert part(found, "subjects", "paid", "total_cents", "standing", "reasons") == {
        "subjects": 0,
        "paid": 0,
        "total_cents": 0,
        "standing": 0,
        "reasons": {},
    }
