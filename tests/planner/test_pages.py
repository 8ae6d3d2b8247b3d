"""The pages of the planner: scenarios made, counted out, changed, set side by side, removed."""

import io

import openpyxl
import pytest
from sqlalchemy import select

from app.core.db import db
from app.planner.models import Scenario
from tests import make
from tests.growth.stage import UNIT
from tests.planner.stage import counted, every_code, kept, typed


def the_only() -> Scenario:
    db.session.expire_all()
    return db.session.scalars(select(Scenario)).one()


def test_without_a_scenario_the_page_says_what_to_do(analyst):
    page = analyst.get("/planner/")
    assert page.status_code == 200
    assert "No scenario yet" in page.text
    assert "/planner/new" in page.text


def test_a_scenario_is_kept_and_shown_with_its_charts(analyst):
    answer = analyst.post("/planner/new", data=typed(goal=5000))
    assert answer.status_code == 303
    page = analyst.get(answer.location).text
    assert "Duos a year, quarter by quarter" in page
    assert "What binds first in each quarter" in page
    assert "The same as a table" in page
    assert make.last_event().name == "scenario.made"
    assert the_only().inputs["start"].startswith("20")


def test_what_nobody_published_is_asked_for_at_its_field(analyst):
    page = analyst.get("/planner/new").text
    assert "Nobody has published this." in page
    answer = analyst.post("/planner/new", data=typed(intake_hours=None, units__1__population=None))
    assert answer.status_code == 422
    assert "#f-intake_hours" in answer.text
    assert "#f-units-1-population" in answer.text
    assert 'value="As today"' in answer.text
    assert make.count(Scenario) == 0


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"again": 140}, "again", "Between 0 and 100."),
        ({"units__0__mentors": -1}, "units-0-mentors", "Between 0 and 1000000."),
        ({"units__2__cost": 0}, "units-2-cost", "Between 1 and 1000000."),
        ({"again_low": 95}, "again_low", "The lowest value lies above the most likely one."),
        ({"reach_high": 1}, "reach_high", "The highest value lies below the most likely one."),
        ({"units__0__posts_low": 500}, "units-0-posts_low", "lies above the most likely"),
        ({"goal": 800}, "goal", "duos a year: the goal lies above that"),
        ({"goal": 0}, "goal", "Between 1 and 10000000."),
        ({"quarters": 2}, "quarters", "Between 4 and 80."),
        ({"duos_per_mentor": "many"}, "duos_per_mentor", "Write a number."),
        ({"duos_per_mentor": "nan"}, "duos_per_mentor", "Write a number."),
        ({"money_growth": "inf"}, "money_growth", "Write a number."),
        ({"caseload_low": 3}, "caseload", "Say which value is the most likely."),
        ({"hours_per_post": 100, "intake_hours": 99}, "hours_per_post", "more than a whole post"),
        ({"name": ""}, "name", "This is needed."),
    ],
)
def test_impossible_values_are_named(analyst, changes, field, said):
    answer = analyst.post("/planner/new", data=typed(**changes))
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert said in answer.text


def test_units_cannot_be_left_out_or_invented(analyst):
    data = typed() | {"units-0-code": "xx"}
    answer = analyst.post("/planner/new", data=data)
    assert answer.status_code == 422
    assert "Each country gives its numbers once." in answer.text
    assert analyst.post("/planner/new", data={}).status_code == 422


def test_a_country_without_any_number_is_left_out_and_may_join_later(analyst):
    empty = {f"units__1__{name}": None for name in UNIT}
    address = analyst.post("/planner/new", data=typed(**empty)).location
    assert every_code()[1] not in [unit["code"] for unit in the_only().inputs["units"]]
    assert 'name="units-1-mentors"' in analyst.get(address).text
    analyst.post(f"{address}/edit", data=typed())
    assert [unit["code"] for unit in the_only().inputs["units"]] == every_code()
    nobody = {f"units__{n}__{name}": None for n in range(len(every_code())) for name in UNIT}
    answer = analyst.post("/planner/new", data=typed(name="Nobody", **nobody))
    assert answer.status_code == 422
    assert "One country at least needs its numbers." in answer.text


def test_all_together_starts_from_the_public_figures_with_their_source(analyst):
    page = analyst.get("/planner/new?by=together").text
    assert "2,000 duos a year (public figures)." in page
    assert "8.9 hours of follow-up per duo (published, 2019)." in page
    assert 'value="1498"' in page
    answer = analyst.post("/planner/new?by=together", data=typed("ALL", goal=5000))
    assert answer.status_code == 303
    assert "All together" in analyst.get(answer.location).text


def test_the_source_speaks_the_language_of_the_reader(hq):
    reader = make.browser(hq, make.user(role="hq_editor", language="nl"))
    assert "8,9 uur opvolging per duo" in reader.get("/planner/new").text


def test_published_figures_come_before_the_public_ones(analyst, publish):
    quarters = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
    publish(*(("be", "duos_started", one, counted(BRU=100, GHE=50)) for one in quarters))
    publish(("be", "mentors_available", "2026-Q3", counted(BRU=300, GHE=None)))
    publish(("fr", "mentors_available", "2026-Q3", counted(PAR=421)))
    pair = [{"at": {}, "counts": {"numerator": 425, "denominator": 500}}]
    publish(("be", "mentors_again", "2026-Q3", pair))
    page = analyst.get("/planner/new").text
    assert "Published by the country for 2026-Q3: 600." in page
    assert "Published by the country for 2026-Q3: 421." in page
    assert "Published by the countries: 85.0%." in page
    assert "2026-Q3: 300." not in page, "a sum without Ghent would say too little"


def test_a_correction_counts_in_place_of_what_it_corrects(analyst, publish):
    publish(("be", "mentors_available", "2026-Q3", counted(BRU=111)))
    publish(("be", "mentors_available", "2026-Q3", counted(BRU=222)), version=2)
    page = analyst.get("/planner/new").text
    assert "2026-Q3: 222." in page
    assert "2026-Q3: 111." not in page


def test_antennas_appear_once_a_year_of_their_duos_is_published(analyst, publish):
    quarters = ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3")
    publish(*(("be", "duos_started", one, counted(BRU=75, GHE=25)) for one in quarters))
    publish(("be", "mentors_available", "2026-Q3", counted(BRU=50, GHE=50)))
    page = analyst.get(analyst.post("/planner/new", data=typed()).location).text
    assert "Brussels" in page
    assert "Ghent" in page
    shares = the_only().inputs["antennas"]["be"]["BRU"]
    assert (shares["duos"], shares["mentors"], shares["posts"]) == (0.75, 0.5, 0.75)


def test_trying_counts_out_and_keeps_nothing(analyst):
    answer = analyst.post("/planner/new", data=typed(goal=5000, do="try"))
    assert answer.status_code == 200
    assert "What binds first in each quarter" in answer.text
    assert make.count(Scenario) == 0
    scenario = kept("Ours", *every_code())
    answer = analyst.post(f"/planner/{scenario.id}/edit", data=typed(goal=4321, do="try"))
    assert "4,321 duos a year" in answer.text
    assert the_only().inputs["goal"] == 50_000


def test_a_change_is_kept_unless_somebody_was_faster(analyst):
    scenario = kept("Ours", *every_code())
    address, version = f"/planner/{scenario.id}", scenario.version
    data = typed(name="Ours", goal=9000, version=version)
    assert analyst.post(f"{address}/edit", data=data).status_code == 303
    assert the_only().inputs["goal"] == 9000
    assert make.last_event().name == "scenario.changed"
    late = analyst.post(f"{address}/edit", data=data | {"goal": "7000"})
    assert late.status_code == 409
    assert "Somebody else changed this scenario" in late.text
    assert the_only().inputs["goal"] == 9000


def test_two_scenarios_cannot_have_one_name_not_even_a_removed_one(analyst):
    gone = kept("Slow growth")
    analyst.post(f"/planner/{gone.id}/removal")
    answer = analyst.post("/planner/new", data=typed(name="slow GROWTH"))
    assert answer.status_code == 409
    assert "Another scenario has this name" in answer.text


def test_a_copy_gets_the_first_free_name(analyst):
    scenario = kept("Ours")
    for name in ("Ours (2)", "Ours (3)"):
        answer = analyst.post(f"/planner/{scenario.id}/copies")
        assert name in analyst.get(answer.location).text


def test_a_removed_scenario_leaves_the_list_and_can_come_back(analyst):
    scenario = kept("Ours")
    address = f"/planner/{scenario.id}"
    assert analyst.post(f"{address}/removal").status_code == 303
    assert "Bring it back" in analyst.get("/planner/").text
    assert analyst.post(f"{address}/removal").status_code == 409
    assert analyst.post(f"{address}/edit", data=typed("be")).status_code == 409
    assert analyst.post(f"{address}/return").status_code == 303
    assert analyst.post(f"{address}/return").status_code == 409
    assert the_only().removed_at is None


def test_scenarios_stand_side_by_side_with_what_differs(analyst):
    first, second = kept("Slow"), kept("Fast", candidate_growth=80, quarters=12)
    page = analyst.get(f"/planner/compare?scenario={first.id}&scenario={second.id}").text
    assert "More people who wish to become mentors" in page
    assert "80" in page
    assert "Hours of a full-time post" not in page, "it is the same in both"


def test_without_a_choice_the_newest_are_compared(analyst):
    assert analyst.get("/planner/compare").status_code == 409
    for number in range(5):
        kept(f"Number {number}")
    page = analyst.get("/planner/compare").text
    assert "Number 4" in page
    assert "Number 0" not in page


@pytest.mark.parametrize(("count", "status"), [(1, 409), (2, 200), (4, 200), (5, 409)])
def test_two_to_four_can_be_compared(analyst, count, status):
    ids = [kept(f"Number {number}").id for number in range(count)]
    asked = "&".join(f"scenario={one}" for one in ids)
    assert analyst.get(f"/planner/compare?{asked}&scenario=x").status_code == status


def test_the_result_leaves_as_a_table_by_country_and_quarter(analyst):
    scenario = kept("Ours", "be", "fr")
    answer = analyst.get(f"/planner/{scenario.id}/export.csv")
    rows = answer.get_data().decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + 8 * 3
    first = scenario.inputs["start"].replace("-", " ")
    assert rows[1].startswith(f"All together;{first};1600")
    book = openpyxl.load_workbook(
        io.BytesIO(analyst.get(f"/planner/{scenario.id}/export.xlsx").data)
    )
    assert book.active.max_row == len(rows)


def test_the_model_is_explained_with_its_equations_and_sources(analyst):
    page = analyst.get("/planner/model").text
    assert "min(mentors, training, coordinators, money, population)" in page
    assert "EUR 2,032 in Brussels" in page
    assert "Not published: asked for." in page


def test_unknown_scenarios_are_not_found(analyst):
    for path in ("/planner/999", "/planner/999/export.csv"):
        assert analyst.get(path).status_code == 404
    assert analyst.post("/planner/999/removal").status_code == 404
