"""Belgium: flat rate by day and year, kilometres, two systems (volunteers.md, 3.1)."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from tests.volunteer_caps.books import FINE, OLD, against, codes, entry, judged

DAYS = [
    (2008, 2905, 116182),
    (2009, 3022, 120872),
    (2010, 3022, 120872),
    (2011, 3082, 123292),
    (2012, 3144, 125751),
    (2013, 3271, 130838),
    (2016, 3271, 130838),
    (2017, 3336, 133455),
    (2018, 3403, 136123),
    (2019, 3471, 138840),
    (2020, 3471, 138840),
    (2022, 3611, 144452),
    (2023, 4067, 162677),
    (2024, 4148, 165929),
    (2025, 4231, 169251),
    (2026, 4402, 176083),
]


@pytest.mark.parametrize(("year", "day", "_most"), DAYS)
def test_the_flat_rate_of_a_day(year, day, _most):
    assert codes("be", entry("flat", f"{year}-06-01", day)) == FINE
    assert against("be", entry("flat", f"{year}-06-01", day + 1)) == ["cap_day"]


@pytest.mark.parametrize(("year", "_day", "most"), DAYS)
def test_the_flat_rate_of_a_year(year, _day, most):
    """What other organisations paid counts: the last cent that fits, and the next."""
    one = entry("flat", f"{year}-12-31", 2000)
    for elsewhere, said in ((most - 2000, []), (most - 1999, ["cap_year"])):
        who = replace(OLD, elsewhere=MappingProxyType({(year, 0): elsewhere}))
        assert against("be", one, who=who) == said


def test_own_days_of_the_year_count_and_those_of_another_year_do_not():
    days = [entry("flat", f"2026-{month:02}-05", 4402) for month in range(1, 11)]
    many = [*days, *(entry("flat", f"2026-{m:02}-06", 4402) for m in range(1, 11))]
    many += [entry("flat", f"2026-{m:02}-07", 4402) for m in range(1, 11)]
    many += [entry("flat", f"2026-{m:02}-08", 4402) for m in range(1, 11)]
    assert len(many) == 40
    assert against("be", entry("flat", "2026-11-20", 3), many) == []
    assert against("be", entry("flat", "2026-11-20", 4), many) == ["cap_year"]
    assert against("be", entry("flat", "2025-11-20", 4231), many) == []


@pytest.mark.parametrize("day", ["2021-06-01", "2027-06-01", "2007-06-01"])
def test_a_cap_that_is_not_confirmed_or_not_known_leaves_the_expense_waiting(day):
    against, missing, taxed = codes("be", entry("flat", day, 3000))
    assert (against, missing, taxed) == ([], ["cap_unknown", "cap_unknown"], [])


def test_the_two_systems_are_never_mixed_in_a_calendar_year():
    flat, cost = entry("flat", "2026-03-02", 4000), entry("cost", "2026-05-02", 1500)
    assert against("be", cost, [flat]) == ["systems_mixed"]
    assert against("be", flat, [cost]) == ["systems_mixed"]
    assert against("be", cost, [entry("flat", "2025-12-31", 4000)]) == []


def test_the_way_from_home_belongs_in_the_flat_rate():
    flat = entry("flat", "2024-03-02", 4000)
    home = entry("car", "2024-03-05", km=20, home=True)
    assert against("be", home, [flat]) == ["home_in_flat"]
    assert against("be", flat, [home]) == ["systems_mixed"]
    assert codes("be", replace(home, home=False), [flat]) == FINE


@pytest.mark.parametrize(
    ("day", "km", "cents"),
    [
        ("2018-07-01", 100, 3573),
        ("2019-06-30", 100, 3573),
        ("2021-07-01", 100, 3707),
        ("2024-01-01", 100, 4269),
        ("2024-12-31", 12.5, 534),
    ],
)
def test_a_kilometre_is_paid_at_the_rate_of_its_day(day, km, cents):
    assert judged("be", entry("car", day, km=km)).amount_cents == cents


@pytest.mark.parametrize(
    "day", ["2018-06-30", "2019-07-01", "2022-07-01", "2025-01-01", "2026-11-20"]
)
def test_a_rate_that_was_not_found_is_asked_for_and_never_invented(day):
    verdict = judged("be", entry("car", day, km=10))
    assert verdict.amount_cents is None
    assert [reason.code for reason in verdict.missing] == ["rate_unknown", "cap_unknown"]
    assert verdict.against == []


def test_a_bicycle_has_its_own_rate():
    assert judged("be", entry("bicycle", "2024-05-01", km=10)).amount_cents == 350


def test_two_thousand_kilometres_beside_the_flat_rate_and_not_one_more():
    flat = entry("flat", "2024-01-05", 4000)
    before = entry("car", "2024-01-10", 81111, km=1900)
    assert against("be", entry("car", "2024-02-01", km=100), [flat, before]) == []
    said = against("be", entry("car", "2024-02-01", km=101), [flat, before])
    assert said == ["cap_year_km", "cap_year"]
    assert against("be", entry("car", "2024-02-01", km=2001)) == ["cap_year_km", "cap_year"]


def test_public_transport_counts_towards_two_thousand_times_the_rate():
    """2,000 x 0.4269 is 853.80."""
    assert codes("be", entry("public", "2024-02-01", 85380)) == FINE
    assert against("be", entry("public", "2024-02-01", 85381)) == ["cap_year"]


def test_real_costs_have_no_cap_and_need_their_proof():
    cost = entry("cost", "2026-02-01", 250000)
    assert codes("be", cost) == FINE
    assert codes("be", replace(cost, has_receipt=False))[1] == ["receipt_missing"]
    assert codes("be", entry("public", "2026-03-01", 90000), [cost]) == FINE


def test_what_is_plainly_wrong_is_told_all_at_once():
    flat = entry("flat", "2026-11-25", 9000)
    said = against("be", flat, [replace(flat, id=1)], today=date(2026, 11, 20))
    assert said == ["in_future", "same_day_twice", "cap_day"]
    late = replace(OLD, began_on=date(2026, 6, 1))
    assert against("be", entry("flat", "2026-05-31", 1000), who=late) == ["before_start"]
    assert against("be", entry("hours", "2026-05-31", 1000, hours=2)) == ["kind_not_here"]
    cost = entry("cost", "2026-05-05", 1250)
    assert against("be", cost, [cost]) == ["same_twice"]
    assert against("be", replace(cost, amount_cents=1251), [cost]) == []
    assert against("be", replace(cost, waived=True)) == ["no_waiver"]
