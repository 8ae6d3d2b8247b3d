"""The board through its pages: every rule, the lists behind it, the file to take away."""

import csv
import io
import re
from datetime import date

import openpyxl
import pytest
from sqlalchemy import event

from app.core.db import db
from app.followup.models import DuoContact
from app.scoreboard.standard import RULES
from tests import make

ON = date(2026, 11, 20)


@pytest.fixture
def some(app, on_day):
    """Twenty-five duos of Brussels whose mentor was trained, one that began too early, in Ghent
    another; one of those in Brussels came from a file."""
    on_day(ON)
    mentor = make.mentor(antenna="BRU", trained_on=date(2026, 2, 1), capacity=30)
    for number in range(25):
        mentee = make.mentee("Aya", f"Benali {number:02}", antenna="BRU")
        make.duo(mentee, mentor, mentor_slot=number + 1, import_id=None if number else 9)
    early = make.mentee("Zoé", "Early", antenna="BRU")
    make.duo(early, mentor, mentor_slot=26, started_on=date(2026, 1, 5))
    other, old = make.pair(antenna="GHE")
    make.duo(other, old)


@pytest.fixture
def statements():
    seen, engine = [], db.engine

    def note(connection, cursor, statement, *rest):
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def listed(page):
    """How many duos it links to."""
    return len(re.findall(r"/duos/\d+", page))


def test_the_board_shows_shares_with_their_counts_and_what_has_no_data(some, as_role):
    page = as_role("director", language="en").get("/scoreboard/").text
    assert "96%" in page
    assert "26 of 27" in page
    assert "No data yet" in page
    assert "Attestations for a duo are not made yet." in page
    assert "follow-up plan" not in page
    assert "Nobody ticks a rule" in page


def test_every_rule_has_its_page(some, as_role):
    director = as_role("director", language="en")
    for rule in RULES:
        for measure in rule.measures or (None,):
            asked = f"?measure={measure.code}" if measure else ""
            page = director.get(f"/scoreboard/rules/{rule.number}{asked}")
            assert page.status_code == 200
            assert str(measure.name if measure else rule.missing) in page.text


def test_a_rule_leads_to_the_duos_that_break_it(some, as_role):
    page = as_role("director", language="en").get("/scoreboard/rules/7").text
    assert "Zoé Early" in page
    assert "Aya Benali" not in page
    assert "/duos/26" in page


def test_a_late_contact_leads_to_its_duo(some, as_role):
    late = {"due_on": date(2026, 3, 12), "late_on": date(2026, 3, 20), "channel": "phone"}
    for side in ("mentee", "mentor"):
        make.kept(DuoContact(duo_id=26, side=side, code="first_weeks", compulsory=True, **late))
    page = as_role("director", language="en").get("/scoreboard/rules/11").text
    assert "0 of 2" in page
    assert listed(page) == 1
    assert "Zoé Early" in page


def test_a_long_list_pages_and_narrows_to_an_antenna(some, as_role):
    director = as_role("director", language="en")
    first = director.get("/scoreboard/rules/6?per_page=10").text
    assert listed(first) == 10
    assert "page=2" in first
    assert listed(director.get("/scoreboard/rules/6?antenna=GHE").text) == 1
    assert director.get("/scoreboard/rules/6?antenna=NOPE").status_code == 404
    unknown = director.get("/scoreboard/rules/6?show=unknown").text
    assert listed(unknown) == 1
    assert "1 unknown" in unknown


def test_a_coordinator_sees_only_their_own_antenna(some, as_role):
    page = as_role("coordinator", antennas=["GHE"], language="en").get("/scoreboard/rules/6").text
    assert "Aya Benali" not in page
    assert "0 of 1" in page


def test_who_reads_no_files_sees_the_shares_without_the_names(some, as_role):
    partnerships = as_role("partnerships", language="en")
    assert "26 of 27" in partnerships.get("/scoreboard/").text
    page = partnerships.get("/scoreboard/rules/7")
    assert page.status_code == 200
    assert "Zoé" not in page.text


def test_an_administrator_has_no_board(app, as_role):
    assert as_role("administrator").get("/scoreboard/").status_code == 403


def test_there_is_no_seventeenth_rule(as_role):
    director = as_role("director")
    assert director.get("/scoreboard/rules/17").status_code == 404
    assert director.get("/scoreboard/rules/0").status_code == 404
    assert director.get("/scoreboard/?period=never").status_code == 422


def test_a_period_can_be_chosen(some, as_role):
    page = as_role("director", language="en").get("/scoreboard/?period=2026-q1").text
    assert "26 of 27" in page
    assert "26 of 27" not in as_role("director").get("/scoreboard/?period=2024").text


def test_the_file_holds_every_rule_and_says_where_there_is_no_data(some, as_role):
    director = as_role("director", language="en")
    text = director.get("/scoreboard/export.csv").get_data().decode("utf-8-sig")
    assert "R14 Celebration" in text
    assert "They come with the documents." in text
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    trained = next(row for row in rows if row[2] == "Trained before the duo")
    assert [trained[3], *trained[5:7]] == ["All together", "26", "27"]
    assert float(trained[4]) == pytest.approx(26 / 27)
    book = openpyxl.load_workbook(io.BytesIO(director.get("/scoreboard/export.xlsx").data))
    assert book.active.max_row == len(rows)


@pytest.mark.parametrize(
    "path",
    [
        "/scoreboard/",
        "/scoreboard/rules/5",
        "/scoreboard/rules/7",
        "/scoreboard/rules/11",
        "/scoreboard/rules/12",
    ],
)
def test_a_page_takes_six_statements(some, as_role, statements, path):
    director = as_role("director")
    director.get(path)
    statements.clear()
    assert director.get(path).status_code == 200
    assert len(statements) <= 6, statements
