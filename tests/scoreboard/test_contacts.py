"""The rules on contacts, from made rows: with both sides, in time, and exchange meetings."""

from datetime import date, timedelta

import pytest

from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.duos.models import DuoState
from app.followup.models import DuoContact
from app.indicators.facts import Scope
from app.indicators.statistics import Rate
from app.scoreboard import queries
from tests import make

ON = date(2026, 11, 20)
YEAR = Scope(on=ON, first=date(2025, 11, 20))
DAY = date(2026, 5, 4)
GRACE = timedelta(days=8)


@pytest.fixture(autouse=True)
def in_the_application(app):
    """Every test here asks the database of Belgium."""


def duo(antenna="BRU", **more):
    return make.duo(*make.pair(antenna=antenna), started_on=DAY, **more)


def contact(of, side, code="first_weeks", *, days=10, held=None, **more):
    """Due so many days after the duo began; `held` counts the days from when it was due."""
    due_on = DAY + timedelta(days=days)
    row = {
        "compulsory": True,
        "channel": "phone",
        "due_on": due_on,
        "late_on": due_on + GRACE,
        "held_on": None if held is None else due_on + timedelta(days=held),
    }
    return make.kept(DuoContact(duo_id=of.id, side=side, code=code, **row | more))


def meeting(of, code, days, *, held=None, **more):
    return contact(of, "mentor", code, days=days, held=held, channel="exchange", **more)


def share(code, scope=YEAR, antenna=None):
    found = queries.shares(scope, [code])[code]
    return found.get(make.antenna(antenna).id if antenna else None, Rate(0, 0))


def wrong(app, code, show=queries.BREAKS, scope=YEAR):
    with app.test_request_context():
        return [row.id for row in queries.against(code, scope, show).items]


def test_a_contact_is_in_time_until_the_day_before_it_is_late(app):
    kept, broken = duo(), duo()
    contact(kept, "mentee", held=7), contact(kept, "mentor", held=-2)
    contact(broken, "mentee", held=8), contact(broken, "mentor")
    assert share("contacts") == Rate(2, 4)
    assert wrong(app, "contacts") == [broken.id], "once, whatever the number of its contacts"


def test_only_compulsory_contacts_whose_time_was_over_in_the_period_count():
    one = duo()
    contact(one, "mentee", compulsory=False)
    contact(one, "mentor", days=193)  # late on 21 November
    contact(one, "mentor", "second_month", days=192, held=0)
    contact(one, "mentee", None, due_on=None, late_on=None, held_on=DAY)
    assert share("contacts") == Rate(1, 1)
    assert share("contacts", Scope(on=ON, first=date(2026, 11, 21))) == Rate(0, 0)


def test_what_a_pause_holds_up_is_not_counted():
    paused = duo(state=DuoState.PAUSED)
    contact(paused, "mentee", held=1), contact(paused, "mentor")
    assert share("contacts") == Rate(1, 1)
    assert share("sides").denominator == 0


def test_both_sides_are_heard_by_the_same_person(app):
    alice, bob = make.user(email="alice@example.org"), make.user(email="bob@example.org")
    same, two, half, nameless = duo(), duo(), duo(), duo(antenna="GHE")
    told = (
        (same, alice.id, alice.id),
        (two, alice.id, bob.id),
        (half, alice.id, None),
        (nameless, None, None),
    )
    for one, of_mentee, of_mentor in told:
        contact(one, "mentee", held=1, by_id=of_mentee)
        contact(one, "mentor", held=None if one is half else 1, by_id=of_mentor)
    contact(duo(), "mentee", held=1)
    assert share("sides") == Rate(1, 4, unknown=1)
    assert share("sides", antenna="GHE") == Rate(0, 1, unknown=1)
    assert sorted(wrong(app, "sides")) == [two.id, half.id]
    assert wrong(app, "sides", queries.UNKNOWN) == [nameless.id]


def test_a_contact_that_nobody_had_planned_counts_for_its_side():
    alice, one = make.user(), duo()
    contact(one, "mentee", held=1, by_id=alice.id), contact(one, "mentor")
    assert share("sides") == Rate(0, 1)
    contact(one, "mentor", None, due_on=None, late_on=None, held_on=ON, by_id=alice.id)
    assert share("sides") == Rate(1, 1)


def test_a_mentor_comes_to_two_exchange_meetings_for_each_mentee(app):
    both, once, called, early, besides = (duo() for _ in range(5))
    for one in (both, once, called, besides):
        meeting(one, "first_exchange", 61, held=3)
    meeting(early, "first_exchange", 61)
    meeting(both, "second_exchange", 122, held=30)
    meeting(once, "second_exchange", 122)
    meeting(called, "second_exchange", 122, held=0).channel = "phone"
    meeting(besides, "second_exchange", 122)
    meeting(besides, None, 150, held=0, due_on=None, late_on=None)
    db.session.commit()
    assert share("exchange") == Rate(2, 4)
    assert sorted(wrong(app, "exchange")) == [once.id, called.id]
    assert share("exchange", Scope(on=date(2026, 8, 1))) == Rate(0, 0), "the second was not due"


def test_who_sees_one_antenna_gets_its_contacts_alone(app):
    for one in (duo("BRU"), duo("GHE")):
        contact(one, "mentee"), contact(one, "mentor")
    ghent = frozenset({make.antenna("GHE").id})
    with acting_as(Viewer(1, "Bob", frozenset(), ghent, "page")):
        assert share("contacts") == Rate(0, 2)
        assert share("sides") == Rate(0, 1)
        assert len(wrong(app, "contacts")) == 1
