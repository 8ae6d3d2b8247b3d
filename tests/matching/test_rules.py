"""Who may be paired and what speaks for it: the rules alone."""

from dataclasses import replace
from datetime import date

import pytest

from app.matching import rules
from app.matching.rules import MenteeSide, MentorSide

FATOU = MenteeSide(antenna_id=1, languages={"fr": "B1", "ar": "native"})
MARC = MentorSide(antenna_id=1, languages={"fr": "native"})


def codes(reasons):
    return [reason.code for reason in reasons]


def test_two_who_are_ready_and_share_a_language_may_be_paired():
    assert rules.against_pairing(FATOU, MARC) == []


@pytest.mark.parametrize(
    ("mentee", "mentor", "reason"),
    [
        ({"ready": False}, {}, rules.MENTEE_NOT_READY),
        ({"running": True}, {}, rules.MENTEE_IN_DUO),
        ({"proposed": True}, {}, rules.MENTEE_PROPOSED),
        ({"ended_since_ready": True}, {}, rules.NOT_AGAIN),
        ({"antenna_open": False}, {}, rules.ANTENNA_CLOSED),
        ({}, {"ready": False}, rules.MENTOR_NOT_READY),
        ({}, {"trained": False}, rules.NOT_TRAINED),
        ({}, {"capacity": 2, "taken": 2}, rules.NO_FREE_PLACE),
        ({}, {"capacity": 0}, rules.NO_FREE_PLACE),
        ({}, {"antenna_id": 2}, rules.OTHER_ANTENNA),
        ({}, {"languages": {"nl": "native"}}, rules.NO_COMMON_LANGUAGE),
        ({"languages": {}}, {}, rules.NO_COMMON_LANGUAGE),
        ({}, {"paired": True}, rules.ALREADY_PAIRED),
    ],
)
def test_what_stands_against_a_pair(mentee, mentor, reason):
    assert rules.against_pairing(replace(FATOU, **mentee), replace(MARC, **mentor)) == [reason]


def test_all_that_stands_against_it_is_told_at_once():
    found = rules.against_pairing(replace(FATOU, ready=False), replace(MARC, trained=False))
    assert found == [rules.MENTEE_NOT_READY, rules.NOT_TRAINED]


def test_the_first_words_are_a_common_language_too():
    assert rules.against_pairing(replace(FATOU, languages={"fr": "A1"}), MARC) == []


@pytest.mark.parametrize(
    ("mentee", "mentor", "speaks_for", "speaks_against"),
    [
        ({}, {}, ["language"], []),
        ({"languages": {"fr": "A2"}}, {}, [], ["language_weak"]),
        (
            {"sectors": frozenset({"43"})},
            {"sectors": frozenset({"43"})},
            ["sector", "language"],
            [],
        ),
        (
            {"sectors": frozenset({"43"})},
            {"sectors": frozenset({"62"})},
            ["language"],
            ["sector_apart"],
        ),
        (
            {"sectors": frozenset({"43"})},
            {"sectors": frozenset({"43"}), "function_level": "technical"},
            ["sector", "language", "hands_on"],
            [],
        ),
        (
            {"sectors": frozenset({"43"})},
            {"sectors": frozenset({"43"}), "function_level": "manager"},
            ["sector", "language"],
            ["from_management"],
        ),
        (
            {"sectors": frozenset({"62"})},
            {"function_level": "manager"},
            ["language"],
            ["sector_apart"],
        ),
        (
            {"availability": frozenset({"mon-am", "tue-pm"})},
            {"availability": frozenset({"tue-pm"})},
            ["language", "availability"],
            [],
        ),
        (
            {"availability": frozenset({"mon-am"})},
            {"availability": frozenset({"tue-pm"})},
            ["language"],
            ["availability_apart"],
        ),
        ({"availability": frozenset({"mon-am"})}, {}, ["language"], []),
        ({"postal_code": "3011 XB"}, {"postal_code": "3011xb"}, ["language", "postal_code"], []),
        ({}, {"partner_company": "Proximus"}, ["language", "partner"], []),
        ({}, {"proposals": 1}, ["language"], ["proposed_elsewhere"]),
    ],
)
def test_what_speaks_for_and_against_is_said_in_reasons(mentee, mentor, speaks_for, speaks_against):
    young, old = replace(FATOU, **mentee), replace(MARC, **mentor)
    assert codes(rules.speaks_for(young, old)) == speaks_for
    assert codes(rules.speaks_against(young, old)) == speaks_against


def test_a_shared_sector_comes_before_everything_else_together():
    sector = replace(MARC, sectors=frozenset({"43"}), languages={"fr": "A1"})
    rest = replace(MARC, availability=frozenset({"mon-am"}), postal_code="1000")
    young = replace(
        FATOU,
        sectors=frozenset({"43"}),
        availability=frozenset({"mon-am"}),
        postal_code="1000",
    )
    first, second = (rules.in_order(rules.speaks_for(young, old)) for old in (sector, rest))
    assert first < second


def test_the_language_that_both_speak_best_is_named_first():
    one = replace(FATOU, languages={"en": "A2", "fr": "B1"})
    other = replace(MARC, languages={"en": "native", "fr": "C1"})
    assert list(rules.common_languages(one, other)) == ["fr", "en"]


DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("approvals", "reasons", "met_on", "found"),
    [
        ({"mentee": True, "mentor": True}, {}, DAY, []),
        ({"mentee": True, "mentor": None}, {}, DAY, []),
        ({"mentee": None, "mentor": None}, {}, DAY, [rules.NO_ANSWER]),
        ({"mentee": False, "mentor": True}, {}, DAY, [rules.REASON_MISSING]),
        ({"mentee": False, "mentor": True}, {"mentee": "distance"}, DAY, []),
        ({"mentee": False, "mentor": True}, {"mentor": "distance"}, DAY, [rules.REASON_MISSING]),
        ({"mentee": True, "mentor": True}, {}, date(2026, 3, 11), [rules.MEETING_IN_FUTURE]),
    ],
)
def test_what_stands_against_the_answers(approvals, reasons, met_on, found):
    assert rules.against_answers(approvals, reasons, met_on, DAY) == found


@pytest.mark.parametrize(
    ("running", "ended_on", "found"),
    [
        (False, date(2026, 3, 1), []),
        (False, DAY, [rules.BEFORE_END]),
        (False, None, [rules.NO_EARLIER_DUO]),
        (True, None, [rules.IN_DUO_NOW]),
        (True, date(2026, 1, 1), [rules.IN_DUO_NOW]),
    ],
)
def test_when_somebody_may_wait_for_another_duo(running, ended_on, found):
    assert rules.against_return(running=running, last_ended_on=ended_on, on=DAY) == found
