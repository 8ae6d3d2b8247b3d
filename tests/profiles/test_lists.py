"""The lists of people: filters, order, pages, the wall, and how many statements they cost."""

from datetime import date

import pytest
from sqlalchemy import event

from app.core.db import db
from app.people.models import Mentor
from tests import make

MOST_STATEMENTS = 6


def names(client, address):
    text = client.get(address).text
    return [name for name in ("Fatou", "Omar", "Selin", "Marc", "Anne") if name in text]


@pytest.fixture
def director(as_role):
    make.mentee(
        "Fatou",
        "Diallo",
        antenna="LIE",
        languages={"ff": "native"},
        sectors=["47"],
        availability=["mon-am"],
        labour_status="job_seeker",
        goal="job",
        stage="interview",
    )
    make.mentee("Omar", "Haddad", antenna="GHE", stage_since=date(2026, 11, 10), goal="studies")
    make.mentee("Selin", "Çelik", antenna="GHE", stage="declined", email="selin@example.org")
    make.mentor("Marc", "Servais", trained_on=date(2026, 1, 1), function_level="manager")
    make.mentor("Anne", "Renard", still_working=True)
    return as_role("director")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Fatou", "Omar", "Selin"]),
        ("q=celik", ["Selin"]),
        ("q=CÉLIK+selin", ["Selin"]),
        ("q=selin%40example", ["Selin"]),
        ("antenna=LIE", ["Fatou"]),
        ("stage=interview", ["Fatou"]),
        ("language=ff", ["Fatou"]),
        ("sector=47", ["Fatou"]),
        ("availability=mon-am", ["Fatou"]),
        ("status=job_seeker", ["Fatou"]),
        ("goal=studies", ["Omar"]),
        ("waiting=30", ["Fatou"]),
        ("owner=none", ["Fatou", "Omar", "Selin"]),
        ("owner=me", []),
        ("goal=studies&antenna=LIE", []),
        ("stage=nonsense&waiting=x&owner=%C2%B2&page=-1&sort=none", ["Fatou", "Omar", "Selin"]),
    ],
)
def test_every_filter_narrows_the_list_of_mentees(director, on_day, asked, found):
    on_day(date(2026, 11, 20))
    assert names(director, f"/mentees/?{asked}") == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Marc", "Anne"]),
        ("level=manager", ["Marc"]),
        ("working=yes", ["Anne"]),
        ("trained=yes", ["Marc"]),
        ("trained=no", ["Anne"]),
    ],
)
def test_every_filter_narrows_the_list_of_mentors(director, asked, found):
    assert names(director, f"/mentors/?{asked}") == found


def test_a_free_place_is_asked_of_the_feature_above(app, director, monkeypatch):
    monkeypatch.setitem(app.extensions, "tandem.answers", {})
    assert 'name="free"' not in director.get("/mentors/").text
    answers = {"mentors.free_place": (lambda: [Mentor.first_name == "Anne"],)}
    monkeypatch.setitem(app.extensions, "tandem.answers", answers)
    assert names(director, "/mentors/?free=1") == ["Anne"]


@pytest.mark.parametrize("by", ["name", "stage", "since", "registered", "antenna"])
def test_every_order_can_be_turned_around(director, by):
    text = director.get(f"/mentees/?sort={by}").text, director.get(f"/mentees/?sort=-{by}").text
    first = ["Fatou", "Omar", "Selin"]
    assert sorted(first, key=text[0].index) == sorted(first, key=text[1].index)[::-1]


def test_a_coordinator_sees_their_own_antennas_only(as_role, director):
    client = as_role("coordinator", antennas=["LIE"])
    assert names(client, "/mentees/") == ["Fatou"]
    assert names(client, "/mentees/?antenna=GHE") == []
    assert names(client, "/people/search?q=omar") == []
    assert client.get("/mentees/2").status_code == 404


def test_results_alone_are_sent_while_one_types(director):
    page = director.get("/mentees/?q=fatou", headers={"X-Fragment": "results"}).text
    assert 'id="results"' in page
    assert "<html" not in page


@pytest.mark.parametrize("address", ["/mentees/", "/mentors/", "/people/search?q=a"])
def test_a_list_costs_few_statements_however_long_it_is(director, address):
    make.user("coordinator", antennas=["LIE"])
    for number in range(20):
        make.mentee(f"Name {number}", owner_id=1)
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    assert director.get(address).status_code == 200
    asked = [statement for statement in seen if statement.startswith("SELECT")]
    assert len(asked) <= MOST_STATEMENTS, asked


def test_somebody_merged_away_is_not_listed(director):
    make.mentee("Selin", "Double", merged_into_id=3)
    assert "Double" not in director.get("/mentees/").text


def test_an_export_holds_what_is_shown_and_is_noted(director):
    answer = director.get("/mentees/export.csv?antenna=GHE")
    lines = answer.get_data().decode("utf-8-sig").splitlines()
    assert len(lines) == 3
    assert "Çelik" in lines[1]
    assert "Haddad" in lines[2]
    assert "Nationality" not in lines[0]
    facts = make.last_event().facts
    assert (facts["count"], facts["filters"], facts["people"]) == (2, ["antenna"], [])


def test_an_export_tells_everything_of_a_profile(director):
    line = director.get("/mentees/export.csv?antenna=LIE").text.splitlines()[1].split(";")
    assert {"Fatou", "Diallo", "LIE", "interview", "ff native", "47", "mon-am", "job"} <= set(line)
    assert ";1" in director.get("/mentors/export.csv?q=marc").text.splitlines()[1]


def test_an_export_stays_behind_the_wall(director, as_role):
    text = as_role("coordinator", antennas=["LIE"]).get("/mentees/export.csv").text
    assert "Fatou" in text
    assert "Omar" not in text


def test_sensitive_facts_are_exported_only_when_asked_for_and_allowed(director, as_role):
    answer = director.get("/mentees/export.csv?sensitive=1&antenna=GHE")
    assert "Nationality" in answer.text
    assert sorted(make.last_event().facts["people"]) == [2, 3]
    assert as_role("auditor").get("/mentees/export.csv").status_code == 403
    assert director.get("/mentees/export.exe").status_code == 404


def test_a_spreadsheet_opens(director):
    answer = director.get("/mentors/export.xlsx")
    assert answer.data.startswith(b"PK")
