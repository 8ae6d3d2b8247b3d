"""The Netherlands, France, Spain (volunteers.md, 3.2 to 3.4), and a scale with figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest

from app.volunteer_caps import rules
from app.volunteer_caps.book import Book, Figure, Rule
from app.volunteer_caps.values import Volunteer
from tests.volunteer_caps.books import FINE, OLD, against, book, codes, entry

YOUNG = Volunteer(began_on=date(2020, 1, 1), born_on=date(2004, 6, 15))


@pytest.mark.parametrize(
    ("year", "old", "young"), [(2023, 500, 275), (2024, 550, 325), (2025, 560, 330)]
)
def test_the_dutch_fee_of_an_hour_by_age(year, old, young):
    for who, most in ((OLD, old), (YOUNG, young)):
        one = entry("hours", f"{year}-03-01", most * 2, hours=2)
        assert codes("nl", one, who=who) == FINE
        more = replace(one, amount_cents=most * 2 + 1)
        assert codes("nl", more, who=who) == ([], [], ["taxable_hour"])


def test_the_fee_changes_on_the_day_somebody_becomes_21():
    for day, said in (("2025-06-14", ["taxable_hour"]), ("2025-06-15", [])):
        assert codes("nl", entry("hours", day, 560, hours=1), who=YOUNG)[2] == said


def test_without_a_date_of_birth_the_fee_cannot_be_judged():
    who = Volunteer(began_on=date(2020, 1, 1))
    assert codes("nl", entry("hours", "2025-03-01", 500, hours=1), who=who)[1] == ["age_unknown"]


@pytest.mark.parametrize(
    ("year", "month", "most"), [(2023, 19000, 190000), (2024, 21000, 210000), (2025, 21000, 210000)]
)
def test_the_dutch_month_and_year_hold_at_once_and_are_not_averaged(year, month, most):
    one = entry("hours", f"{year}-03-01", 500, hours=1)
    near = entry("public", f"{year}-03-09", month - 500)
    assert codes("nl", one, [near]) == FINE
    above = replace(near, amount_cents=month - 499)
    assert codes("nl", one, [above]) == ([], [], ["taxable_month"])
    assert codes("nl", one, [replace(above, on=date(year, 4, 1))]) == FINE
    elsewhere = replace(OLD, elsewhere=MappingProxyType({(year, 0): most - 499}))
    assert codes("nl", one, who=elsewhere) == ([], [], ["taxable_year"])


def test_four_euros_an_hour_and_48_a_week_of_travel_is_no_allowance_in_2023():
    """The official example: 208 is more than 190, so the whole amount is taxable."""
    weeks = [entry("public", f"2023-03-{day:02}", 4800, id=day) for day in (1, 8, 15, 22)]
    fee = entry("hours", "2023-03-28", 1600, hours=4, id=99)
    assert codes("nl", fee, weeks) == ([], [], ["taxable_month"])
    assert rules.taxed(book("nl"), [*weeks, fee], OLD) == {1, 8, 15, 22, 99}
    verdict = rules.judge(book("nl"), fee, weeks, OLD, date(2023, 4, 1))
    text = str(verdict.taxed[0].code)
    assert text == "taxable_month"


def test_proven_costs_alone_are_outside_the_dutch_caps():
    weeks = [entry("public", f"2023-03-{day:02}", 9000, id=day) for day in (1, 8, 15, 22)]
    assert codes("nl", entry("cost", "2023-03-29", 90000), weeks) == FINE
    assert rules.taxed(book("nl"), weeks, OLD) == set()


@pytest.mark.parametrize(("day", "number"), [("2026-02-01", 3), ("2021-02-01", 1)])
def test_dutch_figures_that_were_not_found_are_asked_for(day, number):
    """In 2026 nothing is known; in 2021 and 2022 only the fee of an hour is not."""
    said = codes("nl", entry("hours", day, 300, hours=1))
    assert said == ([], ["cap_unknown"] * number, [])


def test_in_france_proven_costs_are_paid_or_given_up():
    cost = entry("cost", "2026-04-01", 4500)
    assert codes("fr", cost) == FINE
    assert codes("fr", replace(cost, waived=True)) == FINE
    assert codes("fr", replace(cost, has_receipt=False))[1] == ["receipt_missing"]
    assert against("fr", entry("flat", "2026-04-01", 4500)) == ["kind_not_here"]


def test_the_french_scale_of_a_car_is_asked_for():
    car = entry("car", "2026-04-01", km=30)
    assert codes("fr", car)[1] == ["power_unknown"]
    assert codes("fr", replace(car, fiscal_power=5))[1] == ["rate_unknown"]


def test_in_spain_only_proven_costs():
    assert codes("es", entry("cost", "2026-04-01", 4500)) == FINE
    assert codes("es", entry("cost", "2026-04-01", 4500, has_receipt=False))[1] == [
        "receipt_missing"
    ]
    for kind in ("flat", "hours", "car", "bicycle"):
        assert against("es", entry(kind, "2026-04-01", 4500, km=3, hours=1)) == ["kind_not_here"]


def scale(*bands):
    """Invented bands (until, rate, fixed) of a car of 5."""
    figures, begin = [], 0
    for until, rate, fixed in bands:
        figures.append(
            Figure(
                "scale", Decimal(rate), "read", "invented", fixed=Decimal(fixed),
                from_power=5, until_power=5, from_km=begin, until_km=until,
            )
        )  # fmt: skip
        begin = until + 1
    rule = Rule("scale", "rate", ("car",), "invented", by=("power", "km"))
    return Book(kinds=("car",), rules=(rule,), figures=tuple(figures))


@pytest.mark.parametrize(
    ("before", "km", "cents"),
    [(0, 100, 6000), (4900, 100, 6000), (4900, 200, 9500), (6000, 100, 3500)],
)
def test_a_scale_follows_the_kilometres_of_the_year(before, km, cents):
    """0.60 up to 5,000, then 0.35 and 1,250 a year: from 2,940 at 4,900 km to 3,035 at 5,100."""
    said = scale((5000, "0.60", "0"), (20000, "0.35", "1250"))
    others = [entry("car", "2026-01-01", 0, km=before, fiscal_power=5)] if before else []
    one = entry("car", "2026-02-01", km=km, fiscal_power=5)
    assert rules.judge(said, one, others, OLD, date(2026, 3, 1)).amount_cents == cents
