"""The pages of funders, as the partnerships officer uses them."""

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook

from app.core.db import db
from app.funders import queries
from app.funders.models import Funder, FunderContact, Interaction, Reminder
from tests import make
from tests.funders import stage
from tests.funders.stage import TODAY


@pytest.fixture(autouse=True)
def monday(on_day):
    on_day(TODAY)


@pytest.fixture
def client(as_role):
    return as_role("partnerships", name="Sofia Marques")


def version_in(page):
    return re.search(r'name="row_version" value="(\d+)"', page)[1]


def only(model):
    db.session.expire_all()
    return db.session.query(model).one()


def test_what_somebody_changed_meanwhile_is_not_overwritten_unseen(client, as_role):
    stage.funder("Fondation Deux")
    address = f"/funders/{only(Funder).id}/edit"
    colleague = as_role("director", name="Claire Fontaine", email="claire@staff.example")
    sent = {"name": "Fondation Une", "kind": "foundation", "language": "fr"}
    seen = {"row_version": version_in(client.get(address).text)}
    assert (
        colleague.post(address, data=sent | seen | {"name": "Fondation Trois"}).status_code == 303
    )
    refused = client.post(address, data=sent | seen)
    assert refused.status_code == 409
    assert 'value="Fondation Une"' in refused.text
    assert only(Funder).name == "Fondation Trois"
    meant = sent | {"row_version": version_in(refused.text)}
    assert client.post(address, data=meant).status_code == 303
    assert only(Funder).name == "Fondation Une"


def test_an_empty_list_says_what_to_do_next(client):
    assert "Add a funder" in client.get("/funders/").text
    assert client.get("/funders/board").status_code == 200


def test_a_funder_is_added_by_form_and_belongs_to_who_added_it(client):
    sent = {"name": "Fondation Été", "kind": "foundation", "language": "fr", "asked": "12.500,50",
            "website": "www.ete.example", "stage": "contacted"}  # fmt: skip
    assert client.post("/funders/new", data=sent).status_code == 303
    funder = only(Funder)
    assert (funder.asked_cents, funder.website) == (1_250_050, "https://www.ete.example")
    page = client.get(f"/funders/{funder.id}").text
    assert "Sofia Marques" in page
    assert "€12,500.50" in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 161),
        ("kind", "bank"),
        ("language", "xx"),
        ("asked", "much"),
        ("asked", "-5"),
        ("website", "javascript:alert(1)"),
        ("answer_on", "tomorrow"),
        ("owner_id", "zero"),
        ("stage", "won"),
    ],
)
def test_bad_input_comes_back_as_typed(client, field, value):
    sent = {"name": "Typed name", "kind": "company", "language": "nl", field: value}
    answer = client.post("/funders/new", data=sent)
    assert (answer.status_code, make.count(Funder)) == (422, 0)
    assert "Typed name" in answer.text or field == "name"


def test_a_double_is_refused_with_a_link_to_the_one_that_is_here(client):
    funder = stage.funder("Fondation Été")
    sent = {"name": "fondation ete", "kind": "company", "language": "nl"}
    answer = client.post("/funders/new", data=sent)
    assert (answer.status_code, make.count(Funder)) == (409, 1)
    assert f'href="/funders/{funder.id}"' in answer.text


def test_the_list_filters_and_sorts(client):
    quiet = stage.funder("Zeta", stage="contacted", kind="company", asked_cents=5)
    stage.interaction(quiet, date(2026, 1, 5))
    stage.funder("Alpha", stage="granted", language="nl")
    stage.contact(stage.funder("Beta"), "Alma Zéphyr")

    def names(**asked):
        text = client.get("/funders/", query_string=asked).text
        found = [name for name in ("Alpha", "Beta", "Zeta") if f">{name}</a>" in text]
        return sorted(found, key=text.index)

    assert names() == ["Alpha", "Beta", "Zeta"]
    assert names(sort="-name") == ["Zeta", "Beta", "Alpha"]
    assert names(quiet="1") == names(kind="company") == names(stage="contacted") == ["Zeta"]
    assert names(language="nl") == ["Alpha"]
    assert names(q="zephyr") == ["Beta"]
    assert names(owner="none", stage="open") == ["Alpha", "Beta", "Zeta"]
    assert names(owner="0", kind="?", stage="?", language="?") == ["Alpha", "Beta", "Zeta"]


def test_a_card_of_the_board_moves_without_script(client):
    funder = stage.funder("Alpha")
    page = client.get("/funders/board").text
    assert f'formaction="/funders/{funder.id}/stage?from=board' in page
    answer = client.post(
        f"/funders/{funder.id}/stage?from=board&kind=", data={"stage": "contacted"}
    )
    assert (answer.status_code, answer.location) == (303, "/funders/board?kind=")
    assert only(Funder).stage == "contacted"
    wrong = client.post(f"/funders/{funder.id}/stage", data={"stage": "won"})
    assert (wrong.status_code, only(Funder).stage) == (422, "contacted")


def test_those_ticked_change_together(client):
    ids = [stage.funder(name).id for name in ("A", "B")]
    officer = next(iter(queries.owners()))
    sent = {"funder": ids, "stage": "applied", "owner_id": officer}
    assert client.post("/funders/many", data=sent).status_code == 303
    db.session.expire_all()
    found = db.session.query(Funder.stage, Funder.owner_id).all()
    assert found == [("applied", officer), ("applied", officer)]
    nothing = client.post("/funders/many", data={"stage": "applied"})
    no_change = client.post("/funders/many", data={"funder": ids})
    stranger = client.post("/funders/many", data={"funder": ids, "owner_id": "999"})
    assert [one.status_code for one in (nothing, no_change, stranger)] == [422, 422, 409]


def test_all_of_somebody_go_to_somebody_else(client):
    director = make.user("director", name="Claire Fontaine")
    stage.funder("A", owner_id=director.id)
    officer = next(id_ for id_, name in queries.owners().items() if name == "Sofia Marques")
    page = f"/funders/hand-over?from={director.id}"
    assert "Hand over 1 funder" in client.get(page).text
    assert client.post(page, data={"owner_id": "999"}).status_code == 409
    assert client.post(page, data={"owner_id": officer}).status_code == 303
    assert only(Funder).owner_id == officer


def test_contacts_are_added_changed_left_and_back(client):
    funder = stage.funder()
    home = f"/funders/{funder.id}/contacts"
    client.post(f"{home}/new", data={"name": "Alma Perrin", "email": "ALMA@f.example"})
    contact = only(FunderContact)
    assert (contact.name, contact.email) == ("Alma Perrin", "alma@f.example")
    assert client.post(f"{home}/{contact.id}", data={"name": ""}).status_code == 422
    client.post(f"{home}/{contact.id}", data={"name": "Alma Perrin-Roux"})
    assert (
        client.post(f"{home}/{contact.id}/leaving", data={"left_on": "2026-11-30"}).status_code
        == 409
    )
    client.post(f"{home}/{contact.id}/leaving", data={"left_on": "2026-11-20"})
    assert only(FunderContact).left_on == date(2026, 11, 20)
    client.post(f"{home}/{contact.id}/return")
    assert only(FunderContact).left_on is None
    other = stage.funder("Other")
    assert client.get(f"/funders/{other.id}/contacts/{contact.id}").status_code == 404


def test_an_exchange_is_noted_taken_back_and_put_back(client):
    funder = stage.funder()
    home = f"/funders/{funder.id}/interactions"
    sent = {"kind": "call", "held_on": "2026-11-20", "summary": "Two lines\nof words"}
    half = client.post(f"{home}/new", data=sent | {"next_on": "2026-12-01"})
    ahead = client.post(f"{home}/new", data=sent | {"held_on": "2026-12-01"})
    assert [half.status_code, ahead.status_code, make.count(Interaction)] == [422, 409, 0]
    assert client.post(f"{home}/new", data=sent).status_code == 303
    number = only(Interaction).id
    page = client.get(f"/funders/{funder.id}").text
    assert "of words" in page
    client.post(f"{home}/{number}/withdrawal")
    assert "of words" not in client.get(f"/funders/{funder.id}").text
    client.post(f"{home}/{number}/restoration")
    assert only(Interaction).withdrawn_at is None


def test_a_reminder_is_set_done_and_opened_again(client):
    funder = stage.funder()
    home = f"/funders/{funder.id}/reminders"
    assert client.post(f"{home}/new", data={"text": "Call"}).status_code == 422
    assert (
        client.post(f"{home}/new", data={"text": "Call", "due_on": "2026-11-01"}).status_code == 303
    )
    number = only(Reminder).id
    assert "late" in client.get(f"/funders/{funder.id}").text
    client.post(f"{home}/{number}/completion")
    assert only(Reminder).done_on == TODAY
    client.post(f"{home}/{number}/reopening")
    assert only(Reminder).done_on is None
    assert client.post(f"{home}/999/completion").status_code == 404


def test_many_exchanges_are_shown_some_at_a_time(client):
    funder = stage.funder()
    for number in range(25):
        stage.interaction(funder, TODAY, summary=f"Said <{number}>.")
    page = client.get(f"/funders/{funder.id}").text
    assert (page.count("Said &lt;"), "Said &lt;0&gt;" in page) == (20, False)
    assert client.get(f"/funders/{funder.id}?all=1").text.count("Said &lt;") == 25


def test_the_export_has_all_that_the_list_shows_and_no_contact(client):
    stage.contact(stage.funder("=SUM(A1)", asked_cents=150), "Alma Perrin")
    stage.funder("Beta", kind="company")
    text = client.get("/funders/export.csv").text
    assert "'=SUM(A1)" in text
    assert "Alma" not in text
    book = load_workbook(io.BytesIO(client.get("/funders/export.xlsx?kind=company").data))
    assert [row[0].value for row in book.active.rows] == ["Funder", "Beta"]
    assert make.last_event().name == "funders.exported"
    assert client.get("/funders/export.pdf").status_code == 404


@pytest.mark.parametrize("role", ["auditor", "lead"])
def test_who_only_reads_changes_nothing(as_role, role):
    funder = stage.funder()
    reader = as_role(role)
    page = reader.get(f"/funders/{funder.id}").text
    assert "Note an exchange" not in page
    assert reader.get("/funders/").status_code == 200
    assert reader.post(f"/funders/{funder.id}/stage", data={"stage": "granted"}).status_code == 403
    assert reader.get("/funders/new").status_code == 403


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_who_has_nothing_to_do_with_funding_sees_nothing(as_role, role):
    funder = stage.funder()
    stranger = as_role(role)
    for address in ("/funders/", "/funders/board", f"/funders/{funder.id}", "/funders/export.csv"):
        assert stranger.get(address).status_code == 403
