"""When contacts are due: values in, days out."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.core.practice_files import shipped
from app.core.practices import FollowUp, PlannedContact
from app.followup import rules
from app.followup.rules import Span

START, END = date(2026, 3, 2), date(2026, 9, 2)
SPAN = Span(START, END)


def contact(**more):
    facts = {"side": "both", "channel": "phone", "compulsory": True, "names": {"en": "Call"}}
    return PlannedContact(code="call", **facts | more)


@pytest.mark.parametrize(
    ("more", "span", "days"),
    [
        ({"after_days": 10}, SPAN, [date(2026, 3, 12)]),
        ({"before_end_days": 7}, SPAN, [date(2026, 8, 26)]),
        ({"after_days": 200}, SPAN, []),
        ({"after_days": 184}, SPAN, [END]),
        ({"before_end_days": 7}, Span(START, START + timedelta(days=7)), []),
        ({"before_end_days": 7}, Span(START, date(2026, 12, 2)), [date(2026, 11, 25)]),
        (
            {"after_days": 150, "every_days": 15},
            SPAN,
            [date(2026, 7, 30), date(2026, 8, 14), date(2026, 8, 29)],
        ),
        ({"after_days": 10}, Span(START, END, [(date(2026, 3, 12), date(2026, 3, 22))]), [22]),
        ({"after_days": 10}, Span(START, END, [(date(2026, 3, 13), date(2026, 3, 23))]), [12]),
        ({"after_days": 10}, Span(START, END, [(date(2026, 3, 5), None)]), [12]),
        (
            {"after_days": 10},
            Span(
                START,
                END,
                [(date(2026, 3, 15), date(2026, 3, 20)), (date(2026, 3, 4), date(2026, 3, 8))],
            ),
            [21],
        ),
    ],
)
def test_when_a_contact_is_due(more, span, days):
    expected = [day if isinstance(day, date) else date(2026, 3, day) for day in days]
    assert rules.days_of(contact(**more), span) == expected


def test_each_side_is_expected_and_late_once_its_days_of_grace_are_over():
    plan = FollowUp(7, (contact(after_days=10), contact(after_days=3, side="mentor")))
    found = rules.expected(FollowUp(7, plan.contacts[:1]), SPAN)
    assert set(found) == {("call", 1, "mentee"), ("call", 1, "mentor")}
    due = found["call", 1, "mentee"]
    assert (due.due_on, due.late_on) == (date(2026, 3, 12), date(2026, 3, 20))


def test_a_duo_of_six_months_meets_the_standard_with_the_plan_of_the_template():
    found = rules.expected(shipped().follow_up, SPAN)
    for side in ("mentee", "mentor"):
        days = sorted(d.due_on for (_, _, who), d in found.items() if who == side and d.compulsory)
        assert len([day for day in days if day < START + timedelta(days=31)]) == 2
        months = [START, *days, END]
        assert max(b - a for a, b in pairwise(months)).days <= 35
    codes = {code for code, _number, _side in found}
    assert "longer_duo" not in codes
    assert len([1 for code, _n, side in found if "exchange" in code and side == "mentor"]) == 3


def test_a_longer_duo_goes_on_being_contacted_every_month():
    found = rules.expected(shipped().follow_up, Span(START, date(2026, 12, 2)))
    numbers = sorted({number for code, number, _side in found if code == "longer_duo"})
    assert numbers == [1, 2, 3]


@pytest.mark.parametrize(
    ("held_on", "sides", "expected"),
    [
        (START, {"mentee": False}, []),
        (END, {"mentee": False, "mentor": False}, []),
        (END + timedelta(days=1), {"mentee": False}, [rules.FUTURE]),
        (START - timedelta(days=1), {"mentee": False}, [rules.BEFORE_START]),
        (START, {}, [rules.NO_SIDE]),
        (START, {"mentee": False, "mentor": True}, [rules.OTHER_SIDE_HELD]),
    ],
)
def test_what_stands_against_noting_a_contact(held_on, sides, expected):
    assert rules.against_recording(held_on, START, END, sides) == expected
