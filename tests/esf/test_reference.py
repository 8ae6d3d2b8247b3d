"""Random populations: the product and a second, naive implementation say the same."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.esf import counting
from app.esf.facts import IMPROVEMENTS, KINDS, Entry, Happening
from tests.esf import reference

FIRST = date(2023, 12, 1)
DAYS = st.integers(0, 400).map(lambda number: FIRST + timedelta(days=number))
FLAG = st.sampled_from([None, True, False])


@st.composite
def entries(draw):
    entered = draw(DAYS)
    stays = draw(st.none() | st.integers(0, 200))
    return Entry(
        person=draw(st.sampled_from("abcde")),
        entered_on=entered,
        exited_on=None if stays is None else entered + timedelta(days=stays),
        gender=draw(st.sampled_from(["F", "M", "X", "F", "M", None])),
        born_on=draw(st.none() | st.dates(date(1960, 1, 1), date(2010, 1, 1))),
        status=draw(st.sampled_from(["unemployed", "inactive", "employed", None])),
        unemployed_since=draw(st.none() | st.dates(date(2022, 6, 1), date(2024, 6, 1))),
        isced=draw(st.none() | st.integers(0, 8)),
        citizenship=draw(st.sampled_from([None, "BE", "FR", "XX", "MA", "GB", "CH"])),
        parents_born_abroad=draw(FLAG),
        disability=draw(FLAG),
        minority=draw(FLAG),
        homeless=draw(FLAG),
        rural=draw(FLAG),
        in_education=draw(FLAG),
    )


@st.composite
def happenings(draw):
    kind = draw(st.sampled_from(KINDS))
    detail = draw(st.sampled_from(IMPROVEMENTS)) if kind == "improvement" else None
    return Happening(draw(st.sampled_from("abcdef")), draw(DAYS), kind, detail)


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def rows(values, **names):
    told = [{k: as_text(v) for k, v in one._asdict().items()} for one in values]
    return [{names.get(k, k): v for k, v in row.items()} | {"operation": "O"} for row in told]


@settings(max_examples=400, deadline=None)
@given(st.lists(entries(), max_size=12), st.lists(happenings(), max_size=30), DAYS)
def test_two_implementations_agree_and_the_cross_checks_hold(people, happened, day):
    on = day + timedelta(days=150)
    figures = counting.count(people, happened, on)
    expected = reference.indicators(
        rows(people, entered_on="entry_on", exited_on="exit_on"), rows(happened), "O", on
    )
    assert figures.as_json() == expected
    checks = counting.cross_checks(figures.values, only_ages=False)
    assert all(checks.values()), checks
