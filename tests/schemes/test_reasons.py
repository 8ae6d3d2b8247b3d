"""Every refusal says what was found and what is asked, in the reader's language."""

from datetime import date

import pytest
from flask_babel import force_locale
from marshmallow import ValidationError

from app.funders.models import FunderKind
from app.grants.models import CapKind, Unit
from app.schemes.engine import Facts, against, is_met, parse
from app.schemes.kinds import CADENCES, CAP_KINDS, FUNDER_KINDS, UNITS, Standing, Status
from app.schemes.labels import CADENCES as CADENCE_NAMES
from app.schemes.labels import STANDINGS, STATUSES
from app.schemes.labels import UNITS as UNIT_NAMES
from app.schemes.spans import months_between, years_between
from app.schemes.vocabulary import FACTS, OPERATORS
from app.schemes.wording import sentence

SPRING = date(2026, 3, 3)


def reasons(said, told=False, **values):
    predicate = parse([said])
    found = against(predicate, Facts(SPRING, values), told=told)
    assert is_met(predicate, Facts(SPRING, values)) is not bool(found)
    return [(one.code, str(one.text)) for one in found]


@pytest.mark.parametrize(
    ("said", "values", "text"),
    [
        (
            {"fact": "age", "at_least": 18, "at_most": 33},
            {"age": 35},
            "Aged 35 on 3 Mar 2026; this scheme asks for 18 to 33.",
        ),
        (
            {"fact": "age", "at_least": 18},
            {},
            "Age of the mentee in years: not known; asked for: at least 18.",
        ),
        (
            {"fact": "mentor_age", "at_least": 50},
            {"mentor_age": 49},
            "Age of the mentor in years on 3 Mar 2026: 49; asked for: at least 50.",
        ),
        (
            {"fact": "residence", "in_postal": ["1000-1299", "1500"]},
            {"residence": "9000"},
            "Postal code of the mentee: 9000; asked for: 1000-1299, 1500.",
        ),
        (
            {"fact": "registered", "is": True},
            {"registered": False},
            "Mentee registered as a job seeker on 3 Mar 2026: no; asked for: yes.",
        ),
        (
            {"fact": "language", "one_of": ["nl"], "at_least": "B1"},
            {"language": {"fr": "C1", "nl": "A1"}},
            "Language of the mentee: French (C1), Dutch (A1); asked for: Dutch, at least B1.",
        ),
        (
            {"fact": "started_on", "from": "2026-04-01", "until": "2026-12-31"},
            {"started_on": SPRING},
            "First day of the duo: 3 Mar 2026; asked for: from 1 Apr 2026, until 31 Dec 2026.",
        ),
        (
            {"fact": "mentor_sector", "one_of": ["41"]},
            {"mentor_sector": ["61"]},
            "Sector the mentor knows: Telecommunications; asked for: Construction of buildings.",
        ),
    ],
)
def test_a_reason_names_what_was_found_and_what_is_asked(app, said, values, text):
    assert [told for _code, told in reasons(said, **values)] == [text]


def test_a_sensitive_fact_is_never_told_and_only_few_hear_whether_it_is_lacking(app):
    asked = {"fact": "nationality", "none_of": ["EU"]}
    hidden = reasons(asked, nationality="FR")
    assert hidden == reasons(asked)
    asks = "any but the European Union."
    text = f"Nationality of the mentee: not known, or not what is asked for: {asks}"
    assert hidden == [("nationality.not_met", text)]
    shown = reasons(asked, told=True, nationality="FR") + reasons(asked, told=True)
    assert [code for code, _text in shown] == ["nationality.not_met", "nationality.unknown"]
    assert not any("France" in text or "French" in text for _code, text in shown)


def test_of_alternatives_all_are_told_and_one_that_holds_is_enough(app):
    either = {"any": [{"fact": "age", "at_most": 25}, {"fact": "education", "at_least": 5}]}
    (reason,) = reasons(either, age=30, education=3)
    assert reason[0] == "any.not_met"
    assert "Aged 30 on 3 Mar 2026" in reason[1]
    assert "Education of the mentee (ISCED level)" in reason[1]
    assert reasons(either, age=30, education=6) == []
    assert reasons(either, education=6) == []


def test_the_opposite_of_what_is_not_known_is_not_met_either(app):
    asked = {"not": {"fact": "diploma_recognised", "is": True}}
    assert reasons(asked)[0][0] == "not.not_met"
    assert reasons(asked, diploma_recognised=False) == []


def test_a_condition_is_a_sentence_in_each_language(app):
    either = [{"fact": "antenna", "one_of": ["BRU"]}, {"fact": "age", "known": True}]
    (node,) = parse([{"any": either}]).conditions
    assert sentence(node) == (
        "At least one of these: Antenna: Brussels; Age of the mentee in years: known"
    )
    with force_locale("fr"):
        assert sentence(parse([{"fact": "age", "at_most": 33}]).conditions[0])


def test_whole_years_and_months_are_counted_to_the_day():
    assert years_between(date(2000, 2, 29), date(2018, 2, 28)) == 17
    assert years_between(date(2000, 2, 29), date(2018, 3, 1)) == 18
    assert years_between(date(2018, 3, 1), date(2018, 2, 28)) is None
    assert months_between(date(2025, 8, 31), date(2026, 2, 28)) == 6
    assert months_between(date(2025, 8, 30), date(2026, 2, 27)) == 5
    assert months_between(date(2026, 1, 2), date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    "wrong",
    [
        "age",
        [[]],
        [{}],
        [{"fact": "age"}],
        [{"fact": "age", "at_least": True}],
        [{"fact": "age", "known": False}],
        [{"fact": ["age"], "known": True}],
        [{"fact": "residence", "in_postal": ["1299-1000"]}],
        [{"fact": "residence", "in_postal": ["10-1299"]}],
        [{"fact": "nationality", "one_of": []}],
        [{"fact": "nationality", "one_of": ["XX"]}],
        [{"fact": "language", "at_least": "B3"}],
        [{"fact": "antenna", "one_of": [""]}],
        [{"fact": "started_on", "from": "2026-02-01", "until": "2026-01-01"}],
        [{"any": []}],
        [{"any": [{"fact": "age", "known": True}], "not": {"fact": "age", "known": True}}],
        [{"not": {"not": {"not": {"not": {"not": {"fact": "age", "known": True}}}}}}],
        [{"none": []}],
    ],
)
def test_what_is_no_condition_is_refused(app, wrong):
    with pytest.raises(ValidationError):
        parse(wrong)


def test_the_words_are_those_of_the_grants_and_every_code_has_a_name():
    assert tuple(Unit) == UNITS
    assert tuple(CapKind) == CAP_KINDS
    assert tuple(FunderKind) == FUNDER_KINDS
    assert {*UNIT_NAMES} == {*UNITS}
    assert ({*CADENCE_NAMES}, {*STANDINGS}, {*STATUSES}) == ({*CADENCES}, {*Standing}, {*Status})
    assert {fact.kind for fact in FACTS.values()} == {*OPERATORS}
