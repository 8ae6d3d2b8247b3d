"""What a line is worth, what its print is over, and what caps allow: values alone."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from app.claims import rules
from app.claims.caps import Tally, against_amount, against_caps
from app.claims.rules import Candidate

LINE = Candidate("duo:1", "D1", "duo_started", date(2026, 2, 2), 1.0, "complete", "own", None, "x")


@pytest.mark.parametrize(
    ("changes", "cents"),
    [
        ({"rate_cents": 203_200}, 203_200),
        ({"rate_cents": 4_231, "quantity": 7.5}, 31_733),
        ({"rate_cents": 1, "quantity": 0.5}, 1),
        ({"base_cents": 10_001, "rate_percent": 37.5}, 3_750),
        ({"base_cents": 333, "rate_percent": 50.0}, 167),
        ({"rate_cents": None}, None),
        ({"base_cents": 500, "rate_percent": None}, None),
    ],
)
def test_a_line_is_worth_its_quantity_at_its_rate_rounded_half_up(changes, cents):
    assert replace(LINE, **changes).amount_cents == cents


@pytest.mark.parametrize(
    "changes",
    [
        {"rate_cents": 2},
        {"quantity": 2.0},
        {"evidence": "missing"},
        {"scheme_from": date(2025, 1, 1)},
    ],
)
def test_the_print_of_a_line_changes_with_anything_that_was_frozen(changes):
    line = replace(LINE, rate_cents=1)
    assert rules.digest_of(line) != rules.digest_of(replace(line, **changes))


def test_the_print_is_the_same_whatever_kind_of_number_the_database_gives():
    line = replace(LINE, rate_cents=1)
    assert rules.digest_of(line) == rules.digest_of(replace(line, quantity=1))


def test_the_ledger_of_today_is_held_against_the_frozen_lines():
    old = replace(LINE, rate_cents=1)
    moved = replace(old, subject="duo:2", happened_on=date(2026, 2, 3))
    frozen = [old, replace(moved, happened_on=date(2026, 2, 2)), replace(old, subject="duo:3")]
    today = [old, moved, replace(old, subject="duo:4")]
    found = {one.subject: one.what for one in rules.differences(frozen, today)}
    assert found == {"duo:2": ("happened_on",), "duo:3": ("missing",), "duo:4": ("new",)}


def grant(*caps, amount_cents=None):
    defaults = {"antenna_code": None, "from_on": None, "until_on": None}
    made = [SimpleNamespace(**defaults | cap) for cap in caps]
    return SimpleNamespace(caps=made, amount_cents=amount_cents, currency="EUR")


FEBRUARY, MAY = date(2026, 2, 2), date(2026, 5, 4)
TALLIES = [Tally("BRU", FEBRUARY, 3, 300), Tally("LIE", MAY, 1, 100)]


@pytest.mark.parametrize(
    ("cap", "over"),
    [
        ({"kind": "units", "most": 4}, False),
        ({"kind": "units", "most": 3}, True),
        ({"kind": "units", "most": 3, "antenna_code": "BRU"}, False),
        ({"kind": "units", "most": 2, "antenna_code": "BRU"}, True),
        ({"kind": "units", "most": 1, "from_on": date(2026, 4, 1)}, False),
        ({"kind": "money", "most": 399}, True),
        ({"kind": "money", "most": 400}, False),
        ({"kind": "share", "most": 75, "antenna_code": "BRU"}, False),
        ({"kind": "share", "most": 74, "antenna_code": "BRU"}, True),
        ({"kind": "share", "most": 0, "antenna_code": "BRU", "from_on": date(2026, 4, 1)}, False),
    ],
)
def test_a_cap_counts_what_falls_in_it(app, cap, over):
    assert [reason.code for reason in against_caps(grant(cap), TALLIES)] == ["over_cap"] * over


def test_all_claims_together_stay_within_the_grant(app):
    assert not list(against_amount(grant(amount_cents=400), 400))
    assert "4.01" in str(next(against_amount(grant(amount_cents=400), 401)).text)
    assert not list(against_amount(grant(), 10**9))
