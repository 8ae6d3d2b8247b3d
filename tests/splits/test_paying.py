"""What a proposal knows of a grant: whether it pays, and what is left of its caps."""

from datetime import date

import pytest

from app.allocation import actions
from app.allocation.rules import Counted
from app.core.db import db
from app.grants.models import Grant, GrantState
from app.splits.paying import due_least, paying_grants
from tests import make
from tests.allocation import stage

YEAR = stage.YEAR


def only():
    [found] = paying_grants(*YEAR)
    return found


def lefts(found):
    return [limit.left_units for limit in found.limits]


def count(number, grant):
    actions.allocate(whom=stage.whom(stage.duo(number)), grant_id=grant.id)
    db.session.commit()


def test_grants_that_pay_by_number_and_run_are_asked(app):
    paid = stage.grant("STARTED")
    stage.grant("HOURS", unit="hour")
    stage.grant("COSTS", unit="actual_cost")
    stage.grant("SOON", state=GrantState.DRAFT)
    stage.grant("OVER", begins_on=date(2025, 1, 1), ends_on=date(2025, 12, 31))
    assert [one.grant_id for one in paying_grants(*YEAR)] == [paid.id]


def test_what_counts_already_is_taken_off_every_cap(app):
    """Money is as many units as today's rate pays for, rounded down."""
    caps = stage.cap(3), stage.cap(250_000, "money")
    grant = stage.grant("G", *caps, amount_cents=499_999)
    assert lefts(only()) == [3, 2, 4]
    count(1, grant)
    found = only()
    assert lefts(found) == [2, 1, 3]
    assert (found.standing_units, found.standing_cents) == (1, 100_000)


def test_more_may_stand_than_a_cap_allows(app):
    cap = stage.cap(2)
    grant = stage.grant("G", cap)
    for number in (1, 2):
        count(number, grant)
    cap.most = 1
    db.session.commit()
    assert lefts(only()) == [-1]


def test_without_a_rate_no_sum_is_a_limit(app):
    stage.grant("G", stage.cap(250_000, "money"), rate_cents=None, amount_cents=499_999)
    assert only().limits == ()


def test_a_cap_says_of_which_antenna_and_days_it_is(app):
    office = make.first_antenna()
    part = {"from_on": date(2026, 2, 1), "until_on": date(2026, 3, 31)}
    stage.grant("G", stage.cap(1, antenna_code=office.code), stage.cap(2, **part))
    here, then = only().limits
    assert (here.antenna_id, here.first, here.last) == (
        office.id,
        date.min.toordinal(),
        date.max.toordinal(),
    )
    days = [date.fromordinal(day) for day in (then.first, then.last)]
    assert (then.antenna_id, days) == (None, [part["from_on"], part["until_on"]])


def test_a_share_knows_what_stands_there_and_everywhere(app):
    here = make.first_antenna().code
    grant = stage.grant("G", stage.cap(100, "share", antenna_code=here))
    count(1, grant)
    [share] = only().limits
    assert (share.percent, share.standing_here, share.standing_all) == (100, 1, 1)


def test_a_cap_of_an_antenna_that_is_gone_holds_nobody(app):
    stage.grant("G", stage.cap(1, antenna_code="NOWHERE"))
    assert only().limits == ()


def test_what_may_move_is_given_back(app):
    grant = stage.grant("G", stage.cap(3), amount_cents=300_000)
    for number in (1, 2):
        count(number, grant)
    line = Counted(make.first_antenna().code, date(2026, 3, 2), 1, 100_000)
    [found] = paying_grants(*YEAR, {grant.id: [line]})
    assert lefts(found) == [2, 2]
    assert (found.standing_units, found.standing_cents) == (1, 100_000)


@pytest.mark.parametrize(
    ("until_on", "due"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 1),
        (date(2026, 3, 14), 73),
        (date(2026, 12, 31), 365),
        (date(2027, 6, 30), 365),
    ],
)
def test_a_promise_is_due_by_its_share_of_the_days(until_on, due):
    grant = Grant(begins_on=YEAR[0], ends_on=YEAR[1], least_units=365)
    assert due_least(grant, until_on) == pytest.approx(due)
    assert due_least(Grant(begins_on=YEAR[0], ends_on=YEAR[1]), until_on) == pytest.approx(0)


def test_what_counts_of_a_promise_is_not_due_again(app):
    grant = stage.grant("G", least_units=3)
    count(1, grant)
    assert only().least_units == 2
