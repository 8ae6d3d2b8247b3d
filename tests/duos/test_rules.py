"""When a duo may begin, change and end: the rules alone."""

from datetime import date

import pytest

from app.duos import rules
from app.duos.models import Duo, DuoPause, DuoState
from app.matching.rules import MENTEE_IN_DUO, NO_FREE_PLACE

TODAY = date(2026, 6, 1)
BEGAN, ENDS = date(2026, 3, 2), date(2026, 9, 2)


def a_duo(*, state=DuoState.RUNNING, ended_on=None, pauses=()):
    duo = Duo(state=state, started_on=BEGAN, planned_end_on=ENDS, ended_on=ended_on)
    duo.pauses = [DuoPause(from_on=start, until_on=end) for start, end in pauses]
    return duo


PAUSED = [(date(2026, 5, 1), None)]
EARLIER = [(date(2026, 4, 1), date(2026, 4, 20))]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ({}, []),
        ({"state": "proposed"}, [rules.NOT_APPROVED]),
        ({"agreed_on": date(2026, 6, 2)}, [rules.IN_FUTURE]),
        ({"agreed_on": date(2026, 4, 30)}, [rules.BEFORE_MEETING]),
        ({"accepted": [True, False]}, [rules.CODE_NOT_ACCEPTED]),
    ],
)
def test_what_stands_against_an_agreement(facts, found):
    asked = {"state": "approved", "met_on": date(2026, 5, 1), "agreed_on": date(2026, 5, 8)}
    asked |= {"accepted": [True, True]} | facts
    assert rules.against_agreement(**asked, today=TODAY) == found


@pytest.mark.parametrize(
    ("planned_end_on", "found"),
    [
        (date(2026, 9, 3), []),
        (date(2027, 3, 2), []),
        (date(2027, 3, 3), [rules.TOO_LONG]),
        (ENDS, [rules.NOT_LATER]),
    ],
)
def test_a_duo_is_extended_by_six_months_at_most(planned_end_on, found):
    assert rules.against_extension(a_duo(), planned_end_on) == found


@pytest.mark.parametrize(
    ("duo", "from_on", "found"),
    [
        (a_duo(), TODAY, []),
        (a_duo(pauses=EARLIER), date(2026, 4, 20), []),
        (a_duo(pauses=EARLIER), date(2026, 4, 19), [rules.IN_EARLIER_PAUSE]),
        (a_duo(), date(2026, 6, 2), [rules.IN_FUTURE]),
        (a_duo(), date(2026, 3, 1), [rules.BEFORE_START]),
        (a_duo(state=DuoState.PAUSED, pauses=PAUSED), TODAY, [rules.PAUSED]),
        (a_duo(state=DuoState.COMPLETED, ended_on=TODAY), TODAY, [rules.ENDED]),
    ],
)
def test_when_a_duo_may_pause(duo, from_on, found):
    assert rules.against_pause(duo, from_on, TODAY) == found


@pytest.mark.parametrize(
    ("duo", "until_on", "found"),
    [
        (a_duo(state=DuoState.PAUSED, pauses=PAUSED), TODAY, []),
        (a_duo(state=DuoState.PAUSED, pauses=PAUSED), date(2026, 4, 30), [rules.BEFORE_PAUSE]),
        (a_duo(state=DuoState.PAUSED, pauses=PAUSED), date(2026, 6, 2), [rules.IN_FUTURE]),
        (a_duo(pauses=EARLIER), TODAY, [rules.NOT_PAUSED]),
    ],
)
def test_when_a_duo_may_go_on(duo, until_on, found):
    assert rules.against_resuming(duo, until_on, TODAY) == found


@pytest.mark.parametrize(
    ("duo", "ended_on", "found"),
    [
        (a_duo(), TODAY, []),
        (a_duo(), BEGAN, []),
        (a_duo(), date(2026, 6, 2), [rules.IN_FUTURE]),
        (a_duo(), date(2026, 3, 1), [rules.BEFORE_START]),
        (a_duo(state=DuoState.PAUSED, pauses=PAUSED), date(2026, 4, 30), [rules.BEFORE_PAUSE]),
        (a_duo(state=DuoState.BROKEN_OFF, ended_on=TODAY), TODAY, [rules.ENDED]),
    ],
)
def test_when_a_duo_may_be_closed(duo, ended_on, found):
    assert rules.against_closing(duo, ended_on, TODAY) == found


@pytest.mark.parametrize(
    ("duo", "running", "free", "found"),
    [
        (a_duo(state=DuoState.COMPLETED, ended_on=TODAY), False, [1], []),
        (a_duo(state=DuoState.COMPLETED, ended_on=TODAY), True, [1], [MENTEE_IN_DUO]),
        (a_duo(state=DuoState.COMPLETED, ended_on=TODAY), False, [], [NO_FREE_PLACE]),
        (a_duo(), True, [], [rules.NOT_ENDED]),
    ],
)
def test_when_a_closing_may_be_taken_back(duo, running, free, found):
    assert rules.against_reopening(duo, running=running, free=free) == found
