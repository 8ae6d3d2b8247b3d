"""What stands against a change of a profile: values in, verdict out."""

from datetime import date

import pytest

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.permissions import Role
from app.people import rules, words

OPEN = Antenna(id=1, planned=False, closed_on=None)
CLOSED = Antenna(id=2, planned=False, closed_on=date(2026, 1, 1))


@pytest.mark.parametrize(
    ("version", "seen", "refused"), [(3, 3, False), (3, None, False), (3, 2, True)]
)
def test_an_older_version_is_refused(version, seen, refused):
    assert bool(rules.against_older(version, seen)) is refused


@pytest.mark.parametrize(
    ("antenna", "seen", "reasons"),
    [
        (OPEN, None, []),
        (OPEN, {1}, []),
        (OPEN, {2}, [rules.NOT_YOUR_ANTENNA]),
        (CLOSED, {1}, [rules.ANTENNA_CLOSED, rules.NOT_YOUR_ANTENNA]),
    ],
)
def test_an_antenna_takes_in_when_it_is_open_and_yours(antenna, seen, reasons):
    assert rules.against_taking_in(antenna, seen) == reasons


@pytest.mark.parametrize(
    ("role", "antennas", "closed", "fits"),
    [
        (Role.COORDINATOR, [OPEN], False, True),
        (Role.COORDINATOR, [CLOSED], False, False),
        (Role.DIRECTOR, [], False, True),
        (Role.COORDINATOR, [OPEN], True, False),
        (Role.AUDITOR, [], False, False),
    ],
)
def test_an_owner_works_for_the_antenna_and_follows_people(role, antennas, closed, fits):
    owner = User(role=role, antennas=antennas, closed_at=date(2026, 1, 1) if closed else None)
    assert (rules.against_owner(owner, OPEN.id) == []) is fits


def test_capacity_does_not_go_below_the_duos_that_run():
    assert rules.against_capacity(2, 2) == []
    assert rules.against_capacity(1, 2) == [rules.CAPACITY_TAKEN]


@pytest.mark.parametrize(
    ("today", "years"), [(date(2026, 5, 3), 24), (date(2026, 5, 4), 25), (date(2026, 12, 1), 25)]
)
def test_an_age_is_counted_in_whole_years(today, years):
    assert words.age(date(2001, 5, 4), today) == years
