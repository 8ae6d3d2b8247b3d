"""What a split says of each: one line with the reason, in ids and numbers."""

from datetime import date

import pytest

from app.optimum.problem import Objective
from app.splits.telling import MOST_RULES
from tests.splits import stage
from tests.splits.stage import MARCH, WOMAN, YOUNG, limit, paying, reached, standing, told


def lines(*question, **more):
    return list(told(*question, **more).lines())


def reasons(*question, **more):
    return {line["subject"]: line["reason"] for line in lines(*question, **more)}


def of(subject, *question, **more):
    return next(line for line in lines(*question, **more) if line["subject"] == subject)


def test_a_line_names_the_grant_its_sum_and_the_day():
    [line] = lines([paying(1)], [reached([11], antennas=[4])])
    assert line == {
        "subject": "duo:11",
        "duo_id": 11,
        "mentor_id": None,
        "antenna_id": 4,
        "happened_on": date.fromordinal(MARCH),
        "grant_id": 1,
        "value_cents": 100_000,
        "reason": "only",
        "why": {"of": 1, "second": None, "loses": 100_000},
        "stands_id": None,
        "verdict": None,
    }


def test_a_mentor_is_told_as_one():
    [line] = lines([paying(1, unit="mentor_trained")], [reached([-5], unit="mentor_trained")])
    assert (line["subject"], line["duo_id"], line["mentor_id"]) == ("mentor:5", None, 5)


def test_of_several_grants_the_dearest_is_taken_and_the_next_best_is_told():
    grants = [paying(1), paying(2, rate=70_000)]
    line = of("duo:11", grants, [reached([11])])
    assert (line["grant_id"], line["reason"]) == (1, "most")
    assert line["why"] == {"of": 2, "second": 2, "loses": 30_000}


def test_a_dearer_grant_without_a_place_is_named_with_why():
    """`spared`: others need its places. `taken`: it had none before this proposal."""
    cheap, rows = paying(2, rate=50_000), [reached([11, 12])]
    spared = [line for line in lines([paying(1, limit(1)), cheap], rows) if line["grant_id"] == 2]
    assert [(one["reason"], one["why"]["dearest"]) for one in spared] == [("spared", 1)]
    assert reasons([paying(1, limit(0)), cheap], rows) == {"duo:11": "taken", "duo:12": "taken"}


def test_a_promise_another_aim_and_a_hand_come_before_the_money():
    rows, dear = [reached([11])], paying(1, rate=200_000)
    promised = [dear, paying(2, least_units=1)]
    assert reasons(promised, rows) == {"duo:11": "promise"}
    first = [dear, paying(2, priority=1)]
    assert reasons(first, rows, Objective.PRIORITY) == {"duo:11": "aim"}
    assert reasons([dear, paying(2)], rows, locks={11: 2}) == {"duo:11": "locked"}


def test_who_finds_no_place_is_told_which_cap_is_full():
    line = next(
        one for one in lines([paying(1, limit(1))], [reached([11, 12])]) if not one["grant_id"]
    )
    assert (line["reason"], line["value_cents"], line["why"]["of"]) == ("full", None, 1)
    assert line["why"]["in_way"] == [{"obstacle": "full", "grant": 1, "cap": "cap:1"}]


def test_who_is_locked_where_there_is_no_place_is_told_as_such():
    assert reasons([paying(1, limit(0))], [reached([11])], locks={11: 1}) == {"duo:11": "unlocked"}


def test_rules_that_stand_in_the_way_are_told_by_number():
    met = {WOMAN: [False, False], YOUNG: [True, False]}
    rows = [reached([11, 12], met), reached([13], unit="duo_completed")]
    found = {line["subject"]: line for line in lines([paying(1, nodes=(WOMAN, YOUNG))], rows)}
    assert {name: line["reason"] for name, line in found.items()} == {
        "duo:11": "rule",
        "duo:12": "rules",
        "duo:13": "none",
    }
    assert found["duo:11"]["why"] == {"grant": 1, "rules": [0]}
    assert found["duo:12"]["why"] == {"grant": 1, "rules": [0, 1]}
    assert found["duo:13"]["why"] == {}


def test_not_more_rules_are_told_than_somebody_reads():
    nodes = [stage.Test("age", (("at_least", years),)) for years in range(MOST_RULES + 3)]
    row = reached([11], {node: [False] for node in nodes})
    assert len(of("duo:11", [paying(1, nodes=tuple(nodes))], [row])["why"]["rules"]) == MOST_RULES


@pytest.fixture
def ledger():
    """Of four that stand one moves for more, two stay, and one no longer meets the rules of its
    grant; the only other place is taken, for a fifth too."""
    grants = [
        paying(1, nodes=(WOMAN,)),
        paying(2, limit(1), rate=200_000, nodes=(YOUNG,)),
        paying(3, limit(1), rate=20_000),
    ]
    met = {
        WOMAN: [True, False, False, True, False],
        YOUNG: [True, False, False, False, False],
    }
    rows = [reached([11, 12, 13, 14, 15], met)]
    stands = [standing(11, 1), standing(12, 3, 20_000), standing(13, 1), standing(14, 1)]
    return grants, rows, stands


def test_lines_of_the_ledger_say_where_they_stand_and_what_becomes_of_them(ledger):
    grants, rows, stands = ledger
    found = {line["subject"]: line for line in lines(grants, rows, stands=stands)}
    assert {name: line["reason"] for name, line in found.items()} == {
        "duo:11": "most",
        "duo:12": "stays",
        "duo:13": "gone",
        "duo:14": "stays",
        "duo:15": "full",
    }
    moved, kept = found["duo:11"], found["duo:14"]
    assert (moved["grant_id"], moved["stands_id"], moved["verdict"]) == (2, 111, None)
    assert moved["why"].items() >= {"from": 1, "was": 100_000, "kept": True}.items()
    assert (kept["reason"], kept["verdict"], kept["stands_id"]) == ("stays", "stays", 114)


def test_who_stands_where_the_rules_are_not_met_any_more_is_released():
    row = [reached([13], {WOMAN: [False]})]
    line = of("duo:13", [paying(1, nodes=(WOMAN,))], row, stands=[standing(13, 1)])
    assert (line["reason"], line["grant_id"], line["stands_id"]) == ("gone", None, 113)
    assert line["why"] == {"grant": 1, "rules": [0], "from": 1, "was": 100_000}


def test_who_makes_room_for_another_is_released_with_what_is_full():
    """The only place goes to whom a person locked there."""
    grants = [paying(1, limit(1), nodes=(WOMAN,)), paying(2, rate=150_000, nodes=(YOUNG,))]
    rows = [reached([11, 12], {WOMAN: [True, True], YOUNG: [False, False]})]
    found = lines(grants, rows, stands=[standing(11, 1)], locks={12: 1})
    released = next(line for line in found if line["subject"] == "duo:11")
    assert (released["reason"], released["stands_id"]) == ("room", 111)
    assert released["why"]["in_way"] == [{"obstacle": "full", "grant": 1, "cap": "cap:1"}]


def test_what_changes_comes_first_and_what_stays_last(ledger):
    grants, rows, stands = ledger
    found = lines(grants, rows, stands=stands)
    assert len(found) == 5
    moving = [line["stands_id"] is not None and line["verdict"] is None for line in found]
    assert moving == sorted(moving, reverse=True)
    assert [line["reason"] == "stays" for line in found] == sorted(
        line["reason"] == "stays" for line in found
    )
