"""The pages of gifts: every change through its form, every mistake told where it was made."""

from datetime import date

import pytest
from sqlalchemy import event, select

from app.core.db import commit, db
from app.gifts.models import Donor, Gift
from app.gifts.queries import donors
from tests.gifts import stage


@pytest.fixture
def office(as_role):
    return as_role("partnerships", language="en")


def test_a_donor_and_a_gift_are_added_through_their_forms(app, office):
    sent = {"kind": "person", "name": "Grace", "language": "fr", "iban": "be68 5390 0754 7034"}
    assert office.post("/gifts/donors/new", data=sent).status_code == 303
    donor = db.session.scalars(select(Donor)).one()
    assert donor.iban == stage.IBAN
    sent = {"donor_id": donor.id, "received_on": "2026-01-05", "amount": "1.250,50", "way": "cash"}
    assert office.post("/gifts/new", data=sent).status_code == 303
    assert db.session.scalars(select(Gift)).one().amount_cents == 125050
    assert "€1,250.50" in office.get("/gifts/donors/").text
    shown = office.get(f"/gifts/donors/{donor.id}").text
    assert "BE68 … 034" in shown
    assert stage.IBAN not in shown


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"iban": "BE00 0000"}, "This is no account number"),
        ({"kind": "person", "company_number": "1"}, "A person has no company number"),
        ({"language": "xx"}, "Choose one of the list"),
        ({"name": ""}, "This is needed"),
        ({"funder_id": "99"}, "Choose one of the list"),
    ],
)
def test_a_wrong_donor_keeps_the_form_as_typed(office, sent, said):
    typed = {"kind": "person", "name": "Typed Name", "notes": "Met in May", "language": "fr"}
    answer = office.post("/gifts/donors/new", data=typed | sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert "Met in May" in answer.text


def test_two_donors_of_one_name_are_pointed_out(app, office):
    stage.donor()
    commit()
    sent = {"kind": "person", "name": "grace invented", "language": "fr"}
    page = office.post("/gifts/donors/new", data=sent, follow_redirects=True).text
    assert "Another donor has the same name" in page


def test_a_list_filters_and_exports_what_it_shows(app, office):
    stage.gift(stage.donor(name="Ada Example"))
    stage.gift(stage.donor(name="=Formula"), way="cash", received_on=date(2026, 2, 1))
    commit()
    page = office.get("/gifts/?q=ada&thanked=no").text
    assert "Ada Example" in page
    assert "=Formula" not in page
    assert "Ada Example" not in office.get("/gifts/?way=cash&from_on=nonsense").text
    rows = office.get("/gifts/export.csv?way=cash").get_data(as_text=True)
    assert "'=Formula" in rows
    assert "Ada" not in rows


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [
        ("partnerships", 200, 303),
        ("director", 200, 303),
        ("auditor", 200, 403),
        ("coordinator", 403, 403),
        ("lead", 403, 403),
        ("administrator", 403, 403),
    ],
)
def test_who_may_see_and_change_gifts(app, as_role, role, reads, writes):
    gift_id = stage.gift(stage.donor()).id
    commit()
    browser = as_role(role, antennas=["BRU"])
    assert browser.get(f"/gifts/{gift_id}").status_code == reads
    assert browser.post(f"/gifts/{gift_id}/thanks").status_code == writes


def test_a_recurring_gift_that_is_behind_is_told(app, office, on_day):
    on_day(date(2026, 3, 15))
    donor_id = stage.donor().id
    commit()
    sent = {"amount": "10", "every": "month", "begins_on": "2026-01-01"}
    assert office.post(f"/gifts/donors/{donor_id}/pledges/new", data=sent).status_code == 303
    assert "€30.00" in office.get("/gifts/donors/pledges").text
    stopping = f"/gifts/donors/pledges/{donors.pledges_of(donor_id)[0].id}/stopping"
    assert office.post(stopping, data={"ends_on": "2025-01-01"}).status_code == 409
    assert office.post(stopping, data={"ends_on": "2026-03-01"}).status_code == 303


def test_an_unknown_gift_is_not_found(office):
    assert office.get("/gifts/99999").status_code == 404
    assert office.post("/gifts/99999/withdrawal", data={"reason": "x"}).status_code == 404


@pytest.mark.parametrize("address", ["/gifts/", "/gifts/donors/", "/gifts/donors/pledges"])
def test_a_list_takes_six_statements(app, office, address):
    for number in range(5):
        stage.gift(stage.donor(name=f"Donor {number}"))
    commit()
    seen = []
    note = lambda *about: seen.append(about[2])  # noqa: E731 - so that it can be removed
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert office.get(address).status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in seen if one.startswith("SELECT")]) <= 6
