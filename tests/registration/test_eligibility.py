"""Who may take part: the rules alone, as tables."""

from datetime import date

import pytest

from app.core.tenancy import EligibilityVersion, MenteeRules, MentorRules
from app.registration import rules
from app.registration.rules import MenteeFacts, MentorFacts

DAY = date(2026, 11, 20)
VERSION = EligibilityVersion(
    source="test",
    mentee=MenteeRules(min_age=18, max_age=33, origin=("nationality", "parent", "grandparent")),
    mentor=MentorRules(min_age=50),
)


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("born_on", "age"),
    [
        (date(2008, 11, 20), 18),
        (date(2008, 11, 21), 17),
        (date(2000, 2, 29), 26),
        (date(1992, 11, 21), 33),
        (date(1992, 11, 20), 34),
    ],
)
def test_age_is_in_whole_years(born_on, age):
    assert rules.age_on(born_on, DAY) == age


def test_somebody_born_on_29_february_has_a_birthday_on_1_march():
    assert rules.age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert rules.age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"born_on": date(2008, 11, 20)}, []),
        ({"born_on": date(2008, 11, 21)}, ["too_young"]),
        ({"born_on": date(1992, 11, 21)}, []),
        ({"born_on": date(1992, 11, 20)}, ["too_old"]),
        ({"looking_for_work": False}, ["not_looking"]),
        ({"nationality": "MA"}, []),
        ({"nationality": "GB"}, []),
        ({"nationality": "MA", "family_origin": "neither"}, []),
        ({"nationality": "BE", "family_origin": "parent"}, []),
        ({"nationality": "BE", "family_origin": "grandparent"}, []),
        ({"nationality": "BE", "family_origin": "neither"}, ["origin"]),
        ({"nationality": "BE", "family_origin": "unknown"}, []),
        ({"nationality": "BE"}, []),
        ({"long_term_permit": False}, ["permit"]),
        ({"speaks_our_language": False}, ["language"]),
        (
            {"born_on": date(1980, 1, 1), "looking_for_work": False, "speaks_our_language": False},
            ["too_old", "not_looking", "language"],
        ),
    ],
)
def test_what_stands_against_a_mentee(facts, expected):
    assert codes(rules.against_mentee(MenteeFacts(**facts), VERSION, DAY)) == expected


def test_only_the_grounds_that_the_version_names_are_enough():
    narrow = EligibilityVersion(
        source="test",
        mentee=MenteeRules(min_age=18, max_age=33, origin=("nationality", "parent")),
        mentor=MentorRules(min_age=50),
    )
    facts = MenteeFacts(nationality="FR", family_origin="grandparent")
    assert codes(rules.against_mentee(facts, narrow, DAY)) == ["origin"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"born_on": date(1976, 11, 20)}, []),
        ({"born_on": date(1976, 11, 21)}, ["too_young"]),
        ({"born_on": date(1930, 1, 1)}, []),
        ({"working_experience": False}, ["experience"]),
        ({"speaks_our_language": False}, ["language"]),
    ],
)
def test_what_stands_against_a_mentor(facts, expected):
    assert codes(rules.against_mentor(MentorFacts(**facts), VERSION, DAY)) == expected
