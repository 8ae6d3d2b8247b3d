"""The pages of a list of funders, as the partnerships officer goes through them."""

import csv
import io

import pytest
from openpyxl import load_workbook

from app.core.db import db
from app.funderlists.models import FunderList
from app.funders.models import Funder
from tests.funderlists import stage
from tests.funderlists.stage import ROW, sent
from tests.funders import stage as funders
from tests.funders.stage import TODAY
from tests.spreadsheets.files import csv_text

PLACE = "/funders/lists/"


@pytest.fixture(autouse=True)
def monday(app, on_day):
    on_day(TODAY)


@pytest.fixture
def client(as_role):
    return as_role("partnerships", name="Sofia Marques")


def send(client, *rows: dict[str, str]) -> str:
    answer = client.post(PLACE, data=sent(csv_text(*rows)))
    assert answer.status_code == 303
    return answer.location


def test_the_way_from_the_list_of_funders(client):
    assert PLACE in client.get("/funders/").text
    page = client.get(PLACE).text
    assert "Blank list (XLSX)" in page
    assert "Lists read in before" not in page


def test_a_list_is_sent_looked_at_and_taken_in(client):
    place = send(client, ROW, ROW | {"Bailleur": "Fonds B", "Type": "banque"})
    page = client.get(place).text
    assert "Take in 1 row" in page
    assert "This is not a kind of funder that is known here." in page
    assert db.session.query(Funder).count() == 0
    assert client.post(f"{place}/taking-in").status_code == 303
    page = client.get(place).text
    assert "1 added, 0 supplemented, 0 the same, 1 refused." in page
    assert "banque" in page
    assert stage.funder().owner_id is not None
    assert client.post(f"{place}/taking-in").status_code == 409
    assert "list.csv" in client.get(PLACE).text


def test_the_refused_rows_are_a_file_that_is_safe_and_can_be_sent_again(client):
    wrong = ROW | {"Type": "banque", "Remarques": "-cmd|' /C calc'!A0", "Contact": "+Zoë"}
    place = send(client, ROW | {"Bailleur": "=1+1"}, wrong)
    client.post(f"{place}/taking-in")
    body = client.get(f"{place}/refused.csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body), delimiter=";"))
    assert rows[0][:5] == ["Line", "Column", "Value", "Reason", "Bailleur"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    corrected = (
        body.replace("banque", "Fondation").replace("'-cmd|", "see cmd").replace("'+Zoë", "Zoë")
    )
    answer = client.post(PLACE, data=sent(corrected))
    client.post(f"{answer.location}/taking-in")
    assert stage.funder().notes.startswith("see cmd")


def test_columns_and_what_is_lacking_are_chosen_by_hand(client):
    place = send(client, {"Alpha": "Fonds A", "Beta": "lively"})
    assert "Choose first which column has the name of the funder." in client.get(place).text
    assert client.post(f"{place}/taking-in").status_code == 409
    chosen = {"columns-0-at": "0", "columns-0-field": "name", "columns-1-at": "1",
              "columns-1-field": "notes", "date_order": "dmy", "language": "nl",
              "kind": "donor"}  # fmt: skip
    assert client.post(f"{place}/choices", data=chosen).status_code == 303
    assert client.post(f"{place}/taking-in").status_code == 303
    funder = stage.funder("Fonds A")
    assert (funder.kind, funder.language, funder.notes) == ("donor", "nl", "lively")


@pytest.mark.parametrize(
    ("chosen", "status"),
    [
        ({"columns-1-field": "name"}, 422),
        ({"columns-1-field": "nonsense"}, 422),
        ({"language": "xx"}, 422),
        ({"date_order": ""}, 422),
        ({"kind": "bank"}, 422),
        ({"due_on": "soon"}, 422),
        ({"columns-1-at": "99999"}, 422),
        ({"owner_id": "99999"}, 409),
        ({"columns-1-field": ""}, 303),
    ],
)
def test_a_wrong_choice_is_told_at_its_field(client, chosen, status):
    place = send(client, {"Bailleur": "Fonds A", "Beta": "x"})
    given = {"columns-0-at": "0", "columns-0-field": "name", "columns-1-at": "1",
             "date_order": "dmy", "language": "fr"}  # fmt: skip
    answer = client.post(f"{place}/choices", data=given | chosen)
    assert answer.status_code == status
    if status == 422 and "columns-1-field" in chosen:
        assert 'id="e-f-choices-columns-1-field"' in answer.text


def test_a_difference_is_shown_and_taken_when_it_is_ticked(client):
    funders.funder(stage="granted", notes="Mine")
    place = send(client, ROW)
    page = client.get(place).text
    assert "Said differently in the list" in page
    assert 'value="2-stage"' in page
    client.post(f"{place}/taking-in", data={"take": ["2-stage"]})
    assert (stage.funder().stage, stage.funder().notes) == ("contacted", "Mine")


@pytest.mark.parametrize(
    ("content", "more", "told"),
    [
        (None, {}, "Choose a file."),
        ("", {}, "The file is empty."),
        ("%PDF-1.7 x", {}, "This is not a table."),
        ("a;b\n" + "x;y\n" * 501, {}, "There are more than 500 lines."),
        ("a;b\nc;d\n", {"encoding": "klingon"}, "Choose one of the list."),
        ("a;b\nc;d\n", {"sheet": "Elsewhere"}, "There is no sheet"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_at_the_field(client, content, more, told):
    answer = client.post(PLACE, data=more if content is None else sent(content, **more))
    assert answer.status_code == 422
    assert told in answer.text
    assert db.session.query(FunderList).count() == 0


def test_a_list_is_discarded_or_undone(client):
    place = send(client, ROW)
    assert client.post(f"{place}/discarding").status_code == 303
    assert client.get(place).status_code == 404
    place = send(client, ROW)
    assert client.post(f"{place}/undoing").status_code == 409
    client.post(f"{place}/taking-in")
    assert "Undo it" in client.get(f"{place}/undoing").text
    assert client.post(f"{place}/undoing").status_code == 303
    assert "This list was undone" in client.get(place).text
    assert db.session.query(Funder).count() == 0


def test_many_rows_are_shown_in_part_by_what_becomes_of_them(client):
    rows = [ROW | {"Bailleur": f"Fonds {n:03}"} for n in range(60)]
    place = send(client, *rows)
    page = client.get(place).text
    assert "Show 10 more" in page
    assert "Fonds 059" not in page
    assert "Fonds 059" in client.get(f"{place}?show=new&all=1").text
    assert client.get(f"{place}?show=nonsense").status_code == 200


def test_the_blank_list_has_the_headings_of_the_reader(client):
    body = client.get(f"{PLACE}blank.csv?language=nl").get_data().decode("utf-8-sig")
    assert body.startswith(("Funder;Kind of funder;", "Financier;"))
    book = load_workbook(io.BytesIO(client.get(f"{PLACE}blank.xlsx").get_data()))
    assert book.active["A1"].value in {"Funder", "Financier"}
    assert client.get(f"{PLACE}blank.pdf").status_code == 404


@pytest.mark.parametrize("role", ["director", "coordinator", "auditor"])
def test_only_who_manages_funders_reads_lists_in(as_role, role):
    client = as_role(role)
    allowed = "Add a funder" in client.get("/funders/").text
    assert client.get(PLACE).status_code == (200 if allowed else 403)
    assert client.get(f"{PLACE}1").status_code == (404 if allowed else 403)
