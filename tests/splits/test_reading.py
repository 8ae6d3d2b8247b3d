"""Who reached what, and which conditions each meets: the database asked once for all."""

import pytest

from app.core.db import db
from app.schemes import nodes
from app.splits.reading import BITS, Period, fails_of, key_of, name_of, nodes_of, read
from tests import make
from tests.allocation import stage as ledger
from tests.splits.stage import MARCH, WOMAN, YOUNG, paying, reached

PERIOD = Period(*ledger.YEAR)


@pytest.mark.parametrize(("key", "name"), [(17, "duo:17"), (-5, "mentor:5")])
def test_a_duo_and_a_mentor_of_the_same_number_are_told_apart(key, name):
    assert name_of(key) == name
    assert key_of(name) == key


def test_the_same_condition_of_two_grants_is_asked_once():
    grants = [paying(1, nodes=(WOMAN, YOUNG)), paying(2, nodes=(YOUNG,)), paying(3)]
    assert nodes_of(grants) == [WOMAN, YOUNG]


def test_every_rule_in_the_way_is_counted_the_period_too():
    rows = reached([1, 2, 3], {WOMAN: [True, False, False], YOUNG: [True, True, False]})
    grant = paying(1, nodes=(WOMAN, YOUNG))
    assert fails_of(grant, rows).tolist() == [0, 1, 2]
    assert fails_of(paying(1, nodes=(WOMAN,), first=MARCH + 1), rows).tolist() == [1, 2, 2]
    assert fails_of(paying(1, last=MARCH), rows).tolist() == [0, 0, 0]


def test_more_conditions_than_one_number_holds_are_told_apart(app):
    """Each is a bit; the one after the last of the first number is the first of the next."""
    ages = [nodes.Test("age", (("at_least", years),)) for years in range(BITS + 5)]
    duo = ledger.duo(1, mentee={"born_on": ledger.date(1964, 3, 2)})
    db.session.commit()
    rows = read("duo_started", PERIOD, ages)
    assert rows.keys.tolist() == [duo.id]
    met = [bool(rows.met[node][0]) for node in ages]
    assert met == [years <= 62 for years in range(BITS + 5)]


def test_duos_are_read_with_their_day_and_antenna_and_only_those_of_the_period(app):
    inside = ledger.duo(1)
    ledger.duo(2, started_on=ledger.date(2025, 12, 31))
    other = ledger.duo(3)
    db.session.commit()
    rows = read("duo_started", PERIOD, [])
    assert rows.keys.tolist() == [inside.id, other.id]
    assert rows.days.tolist() == [inside.started_on.toordinal()] * 2
    assert rows.antennas.tolist() == [inside.antenna_id, other.antenna_id]
    only = read("duo_started", Period(*ledger.YEAR, ids={other.id}), [])
    assert only.keys.tolist() == [other.id]


def test_mentors_have_keys_below_zero(app):
    mentor = make.mentor(trained_on=ledger.date(2026, 2, 3))
    db.session.commit()
    rows = read("mentor_trained", PERIOD, [])
    assert rows.keys.tolist() == [-mentor.id]
    assert read("duo_started", PERIOD, []).keys.tolist() == []


def test_rows_are_chosen_with_what_is_known_of_them():
    rows = reached([1, 2], {WOMAN: [True, False]}, antennas=[4, 5])
    kept = rows.only(rows.met[WOMAN])
    assert (kept.keys.tolist(), kept.antennas.tolist()) == ([1], [4])
    assert kept.met[WOMAN].tolist() == [True]
