"""What stands against a contract, its states and its money, as tables of values."""

from datetime import date
from types import SimpleNamespace

import pytest

from app.grants import money_rules, rules
from app.grants.models import CapKind, GrantState, Unit
from app.grants.rules import Cap, Terms
from app.schemes import kinds

NEW_YEAR, EVE = date(2026, 1, 1), date(2026, 12, 31)
BOTH = frozenset({"BRU", "LIE"})


def terms(**more):
    said = {"begins_on": NEW_YEAR, "ends_on": EVE, "unit": "duo_started", "antennas": BOTH}
    return Terms(**(said | {"amount_cents": 5_000_000} | more))


def codes(found):
    return [reason.code for reason in found]


@pytest.mark.parametrize(
    ("said", "against"),
    [
        ({}, []),
        ({"ends_on": date(2025, 12, 31)}, ["ends_first"]),
        ({"ends_on": NEW_YEAR}, []),
        ({"rate_cents": 100_000, "unit": "instalment"}, ["rate_not_counted"]),
        ({"rate_cents": 100_000, "unit": "hour"}, []),
        ({"rate_percent": 40.0}, ["rate_not_share"]),
        ({"rate_percent": 40.0, "unit": "actual_cost"}, []),
        ({"rate_percent": 15.0, "unit": "staff_flat_rate"}, []),
        ({"least_units": 5, "unit": "actual_cost"}, ["units_not_counted"]),
        ({"least_units": 50, "rate_cents": 100_000}, []),
        ({"least_units": 51, "rate_cents": 100_000}, ["least_above_amount"]),
        ({"least_units": 51, "rate_cents": 100_000, "amount_cents": None}, []),
        ({"least_units": 51}, []),
    ],
)
def test_a_contract_contradicts_itself(said, against):
    assert codes(rules.against_terms(terms(**said))) == against


@pytest.mark.parametrize(
    ("caps", "said", "against"),
    [
        ([Cap("money", 5_000_000)], {}, []),
        ([Cap("money", 5_000_001)], {}, ["money_above_amount"]),
        ([Cap("money", 5_000_001, "BRU")], {}, ["money_above_amount"]),
        ([Cap("money", 9_000_000)], {"amount_cents": None}, []),
        ([Cap("units", 10)], {"least_units": 10}, []),
        ([Cap("units", 10)], {"least_units": 11}, ["least_above_units"]),
        ([Cap("units", 10, "BRU")], {"least_units": 11}, []),
        ([Cap("units", 5, "BRU"), Cap("units", 5, "LIE")], {"least_units": 10}, []),
        (
            [Cap("units", 5, "BRU"), Cap("units", 5, "LIE")],
            {"least_units": 11},
            ["least_above_units"],
        ),
        ([Cap("units", 1, None, NEW_YEAR, date(2026, 6, 30))], {"least_units": 9}, []),
        (
            [Cap("money", 900_000)],
            {"least_units": 10, "rate_cents": 100_000},
            ["least_above_money"],
        ),
        ([Cap("units", 3)], {"unit": "instalment"}, ["cap_not_counted"]),
        ([Cap("money", 3)], {"unit": "instalment"}, []),
        ([Cap("share", 60, "BRU")], {}, []),
        ([Cap("share", 101, "BRU")], {}, ["share_above_all"]),
        ([Cap("share", 60)], {}, ["share_needs_antenna"]),
        ([Cap("share", 60, "BRU"), Cap("share", 40, "LIE")], {}, []),
        ([Cap("share", 60, "BRU"), Cap("share", 39, "LIE")], {}, ["shares_leave_rest"]),
        ([Cap("units", 3, "GHE")], {}, ["cap_elsewhere"]),
        ([Cap("units", 3, None, date(2025, 12, 31))], {}, ["cap_outside"]),
        ([Cap("units", 3, None, None, date(2027, 1, 1))], {}, ["cap_outside"]),
        ([Cap("units", 3, None, date(2026, 6, 2), date(2026, 6, 1))], {}, ["cap_turned"]),
        ([Cap("units", 3), Cap("units", 4)], {}, ["cap_twice"]),
        ([Cap("units", 3), Cap("units", 4, "BRU")], {}, []),
    ],
)
def test_caps_contradict_the_contract(caps, said, against):
    assert codes(rules.against_terms(terms(caps=caps, **said))) == against


def test_all_contradictions_are_told_at_once_and_each_once():
    caps = [Cap("money", 9_999_999), Cap("money", 9_999_999, "GHE"), Cap("share", 120)]
    found = codes(rules.against_terms(terms(ends_on=date(2025, 1, 1), caps=caps)))
    assert found[0] == "ends_first"
    assert {"money_above_amount", "cap_elsewhere", "share_above_all"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    ("state", "starts", "closes", "cancels", "reopens"),
    [
        (GrantState.DRAFT, True, False, True, False),
        (GrantState.RUNNING, False, True, True, False),
        (GrantState.CLOSED, False, False, False, True),
        (GrantState.CANCELLED, False, False, False, True),
    ],
)
def test_what_a_state_allows(state, starts, closes, cancels, reopens):
    assert (not rules.against_starting(state)) == starts
    assert (not rules.against_closing(state)) == closes
    assert (not rules.against_cancelling(state, claimed=False)) == cancels
    assert (not rules.against_reopening(state)) == reopens
    assert rules.CLAIMED in rules.against_cancelling(state, claimed=True)


@pytest.mark.parametrize(
    ("contract", "scheme", "rate"), [(5, 7, 5), (0, 7, 0), (None, 7, 7), (None, None, None)]
)
def test_the_contract_comes_before_the_scheme(contract, scheme, rate):
    version = SimpleNamespace(rate_cents=scheme)
    assert rules.rate_cents_on(SimpleNamespace(rate_cents=contract), version) == rate
    assert rules.rate_cents_on(SimpleNamespace(rate_cents=None), None) is None


def test_what_a_claim_rests_on_stays():
    before = dict.fromkeys(rules.FROZEN, 1)
    assert rules.against_changed(before, before | {"title": "x"}) == []
    found = rules.against_changed(before, before | {"rate_cents": 2, "unit": 2})
    assert codes(found) == ["frozen_rate_cents", "frozen_unit"]


@pytest.mark.parametrize(
    ("budget", "spent", "left"),
    [
        ({"staff": 100}, {}, [100]),
        ({"staff": 100}, {"staff": 100}, [0]),
        ({"staff": 100}, {"staff": 101}, [-1]),
        ({}, {"travel": 5}, [-5]),
        ({"travel": 5, "staff": 3}, {"staff": 1, "other": 2}, [5, 2, -2]),
    ],
)
def test_budget_against_what_was_spent(budget, spent, left):
    lines = money_rules.spending(budget, spent)
    assert [line.left_cents for line in lines] == left
    assert [line.is_over for line in lines] == [cents < 0 for cents in left]


@pytest.mark.parametrize(
    ("lines", "whole", "against"),
    [
        ([("staff", 60), ("travel", 40)], 100, []),
        ([("staff", 60), ("travel", 41)], 100, ["budget_above"]),
        ([("staff", 60), ("travel", 41)], None, []),
        ([("staff", 1), ("staff", 1)], 100, ["category_twice"]),
    ],
)
def test_a_budget_fits_in_its_grant(lines, whole, against):
    assert codes(money_rules.against_budget(lines, whole)) == against


def test_units_and_kinds_of_caps_are_those_of_the_schemes():
    assert tuple(Unit) == kinds.UNITS
    assert tuple(CapKind) == kinds.CAP_KINDS
