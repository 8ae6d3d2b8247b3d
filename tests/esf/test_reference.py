"""Random populations: the product and a second, naive implementation say the same."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.esf import counting
from app.esf.facts import IMPROVEMENTS, KINDS, Entry, Happening
from tests.esf import reference

ASKED = st.dates(date(2024, 1, 1), date(2025, 12, 31)) | st.sampled_from(
    [date(2024, 2, 29), date(2025, 2, 28), date(2025, 8, 31)]
)
FLAG = st.sampled_from([None, True, False])
NEAR = st.sampled_from([-1, 0, 0, 1])
WINDOWS = st.sampled_from([0, 28, 181, 182, 184, 365])
AGES = st.sampled_from([17, 18, 24, 25, 29, 30, 54, 55]) | st.integers(14, 70)


@st.composite
def near(draw, day):
    """On an edge of a window that ends on that day, or anywhere in the two years before."""
    if draw(st.booleans()):
        return day - timedelta(days=draw(WINDOWS) + draw(NEAR))
    return day - timedelta(days=draw(st.integers(-10, 700)))


@st.composite
def entries(draw, on):
    left = draw(st.none() | near(on))
    entered = draw(near(on)) if left is None else left - timedelta(draw(st.integers(0, 300)))
    born = date(entered.year - draw(AGES), entered.month, min(entered.day, 28))
    since = date(entered.year - draw(st.sampled_from([0, 1])), draw(st.integers(1, 12)), 28)
    return Entry(
        person=draw(st.sampled_from("abcde")),
        entered_on=entered,
        exited_on=left,
        gender=draw(st.sampled_from(["F", "M", "X", "F", "M", None])),
        born_on=draw(st.sampled_from([None, born, born, born + timedelta(days=1)])),
        status=draw(st.sampled_from(["unemployed", "inactive", "employed", None])),
        unemployed_since=draw(st.none() | st.just(since) | st.just(entered - timedelta(days=366))),
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
def happenings(draw, days):
    kind = draw(st.sampled_from(KINDS))
    detail = draw(st.sampled_from(IMPROVEMENTS)) if kind == "improvement" else None
    day = draw(st.sampled_from(days)) + timedelta(draw(WINDOWS) + draw(NEAR))
    return Happening(draw(st.sampled_from("abcdef")), day, kind, detail)


@st.composite
def populations(draw):
    """A day, entries whose windows end about it, and events about the ends of the windows."""
    on = draw(ASKED)
    people = draw(st.lists(entries(on), max_size=12))
    days = [day for one in people for day in (one.entered_on, one.exited_on) if day]
    return on, people, draw(st.lists(happenings([on, *days]), max_size=30))


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
@given(populations())
def test_two_implementations_agree_and_the_cross_checks_hold(population):
    on, people, happened = population
    figures = counting.count(people, happened, on)
    expected = reference.indicators(
        rows(people, entered_on="entry_on", exited_on="exit_on"), rows(happened), "O", on
    )
    assert figures.as_json() == expected
    checks = counting.cross_checks(figures.values, only_ages=False)
    assert all(checks.values()), checks
