"""Which lines of the ledger a split may move, and which it leaves alone."""

import pytest

from app.allocation import actions
from app.core.db import db
from app.core.permissions import Permission
from app.core.viewer import Viewer, acting_as
from app.splits.paying import paying_grants
from app.splits.standing import movable, standing_keys, unchanged
from tests import make
from tests.allocation import stage
from tests.claims import stage as claims
from tests.splits.stage import MARCH, reached, standing


def count(duo, grant):
    line = actions.allocate(whom=stage.whom(duo), grant_id=grant.id)
    db.session.commit()
    return line


def lines():
    db.session.commit()
    return movable(*stage.YEAR, paying_grants(*stage.YEAR))


@pytest.fixture
def one(app):
    """A duo, its grant and the line that stands."""
    grant, duo = stage.grant("DEAR", stage.cap(1), rate_cents=200_000), stage.duo(1)
    return duo, grant, count(duo, grant)


def test_a_line_that_nothing_holds_may_move(one):
    duo, grant, line = one
    [found] = lines().values()
    assert (found.id, found.key, found.grant_id) == (line.id, duo.id, grant.id)
    assert (found.antenna_id, found.antenna) == (duo.antenna_id, make.first_antenna().code)
    assert (found.day, found.value_cents) == (duo.started_on.toordinal(), 200_000)


@pytest.mark.parametrize(
    "how", ["locked", "released", "claimed", "hours", "several", "twice", "other rate", "before"]
)
def test_what_holds_a_line_is_respected(one, how):
    duo, grant, line = one
    if how == "locked":
        actions.lock(allocations=[line], locked=True)
    elif how == "released":
        actions.release(allocation=line, reason="By hand")
    elif how == "claimed":
        claims.handed_in(grant, waiver="Agreed with the funder")
    elif how == "hours":
        line.unit = "hour"
    elif how == "several":
        line.quantity = 3
    elif how == "twice":
        count(duo, stage.grant("OTHER", rate_cents=1))
    elif how == "other rate":
        line.value_cents = 199_999
    else:
        line.happened_on = stage.date(2025, 12, 31)
    assert lines() == {}


def test_a_line_of_a_grant_that_pays_no_more_stays(one):
    _duo, grant, _line = one
    grant.state = "closed"
    assert lines() == {}


def test_lines_and_people_of_every_antenna_are_known_to_whoever_asks(one):
    """A split is of the whole country: nobody is counted twice because a line was out of sight."""
    duo, _grant, line = one
    nowhere = Viewer("Lead", 1, frozenset({Permission.FUNDING_READ}), frozenset())
    with acting_as(nowhere):
        assert standing_keys() == [duo.id]
        assert [found.id for found in lines().values()] == [line.id]


def test_who_was_released_stands_nowhere(one):
    _duo, _grant, line = one
    actions.release(allocation=line, reason="By hand")
    db.session.commit()
    assert standing_keys() == []


def test_what_is_known_to_have_happened_on_another_day_stays_where_it_is():
    """Who is not known any more may still be released, so that line is looked at."""
    stands = {number: standing(number, 1) for number in (1, 2, 3)}
    units = [reached([1, 2], days=[MARCH, MARCH + 1]), reached([3], unit="duo_completed")]
    assert list(unchanged(stands, units)) == [1, 3]
