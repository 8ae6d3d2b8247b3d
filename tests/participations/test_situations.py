"""Spells of a mentee as events of the report."""

from datetime import date

from app.participations.situations import Known, as_happenings

JANUARY, MARCH, MAY = date(2025, 1, 10), date(2025, 3, 10), date(2025, 5, 10)


def told(*spells):
    return [(one.on, one.kind) for one in as_happenings(Known("p", *spell) for spell in spells)]


def test_each_kind_has_its_event():
    assert told(("job_seeking", JANUARY, None, None)) == [(JANUARY, "search")]
    assert told(("internship", JANUARY, None, None)) == [(JANUARY, "training")]
    assert told(("studies", JANUARY, MARCH, None)) == [(JANUARY, "education")]
    assert told(("job", JANUARY, None, "self_employed")) == [(JANUARY, "self_employment")]


def test_a_job_that_ended_is_followed_by_unemployment():
    after = date(2025, 3, 11)
    assert told(("job", JANUARY, MARCH, None)) == [(JANUARY, "job"), (after, "unemployed")]


def test_after_a_job_what_still_lasts_holds_again():
    found = told(("job_seeking", JANUARY, None, None), ("job", MARCH, MAY, None))
    assert found[-1] == (date(2025, 5, 11), "search")
    found = told(("job", JANUARY, None, None), ("job", MARCH, MAY, None))
    assert found[-1] == (date(2025, 5, 11), "job")
