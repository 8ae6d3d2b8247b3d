"""The pages of the payment: accounts, a payment, the list of a year."""

import pytest

from app.core.db import db
from app.core.permissions import Role
from app.reimbursements import jobs
from app.reimbursements.models import Batch
from tests import make
from tests.expenses import stage
from tests.reimbursements.stage import account


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


def test_a_payment_from_the_account_to_the_file_and_paid(app, as_role):
    marc = stage.mentor()
    account(marc)
    stage.approved(marc)
    client = as_role("director")
    assert "not known yet" in client.get("/expenses/payments/").text
    who = {"name": "Tandem Belgique asbl", "iban": "BE43 0689 9999 9502"}
    assert client.post("/expenses/payments/organisation", data=who).status_code == 422
    who["iban"] = "BE43 0689 9999 9501"
    assert client.post("/expenses/payments/organisation", data=who).status_code == 303
    made = client.post("/expenses/payments/", data={"execute_on": "2026-11-23"})
    address = made.headers["Location"]
    assert client.get(f"{address}/progress").json["state"] == "running"
    assert client.get(f"{address}/file").status_code == 404
    jobs.produce(1)
    db.session.commit()
    file = client.get(f"{address}/file")
    assert file.headers["Content-Type"] == "application/xml"
    assert b"BE68539007547034" in file.data
    page = client.get(address).text
    assert "BE6853900" not in page
    assert "Give it to the bank only once" in page
    early = client.post(f"{address}/confirmation", data={"paid_on": "2025-11-20"})
    assert (early.status_code, "before the last expense" in early.text) == (409, True)
    paid = {"paid_on": "2026-11-20"}
    assert client.post(f"{address}/confirmation", data=paid).status_code == 303
    assert client.post(f"{address}/cancellation").status_code == 409


def test_who_may_not_pay_sees_no_payment(app, as_role):
    for role in ("coordinator", "lead", "auditor", "partnerships"):
        assert as_role(role).get("/expenses/payments/").status_code == 403, Role(role)
    assert make.count(Batch) == 0


def test_the_number_of_an_account_is_nowhere_in_full(app, as_role):
    marc = stage.mentor()
    client = as_role("coordinator")
    address = f"/expenses/mentors/{marc.id}"
    client.post(f"{address}/account", data={"iban": "BE68 5390 0754 7034", "holder": "M. Servais"})
    for path in (address, f"{address}/account", f"/mentors/{marc.id}"):
        page = client.get(path)
        assert page.status_code == 200
        assert "0754" not in page.text
    assert "BE68 •••• 7034" in client.get(address).text
    assert "BE68" not in as_role("auditor").get(address).text


def test_the_year_as_a_page_and_as_files(app, as_role):
    marc = stage.mentor()
    stage.approved(marc)
    client = as_role("auditor")
    page = client.get("/expenses/years/?year=2026")
    assert "Servais, Marc" in page.text
    file = client.get("/expenses/years/2026/list.csv")
    assert "2026-11-10" in file.get_data(as_text=True)
    assert client.get("/expenses/years/2026/list.xlsx").status_code == 200
    assert client.get("/expenses/years/2026/other.csv").status_code == 404
    paper = client.get(f"/expenses/mentors/{marc.id}/statements/2026.pdf")
    assert paper.data.startswith(b"%PDF")


def test_nothing_of_a_mentor_of_another_antenna_opens(app, as_role):
    elsewhere = stage.entered(stage.mentor(antenna="GHE"))
    client = as_role("lead", antennas=["BRU"])
    for path in ("account", "statements/2026.pdf"):
        assert client.get(f"/expenses/mentors/{elsewhere.person_id}/{path}").status_code == 404


def test_rubbish_in_an_address_is_no_breakdown(app, as_role):
    client = as_role("director")
    assert client.get("/expenses/payments/77").status_code == 404
    assert client.get("/expenses/years/?year=99x9").status_code == 200


def test_a_paper_is_offered_for_a_year_with_something_approved(app, as_role):
    marc = stage.mentor()
    stage.approved(marc)
    stage.entered(marc, day="2025-11-10")
    page = as_role("coordinator").get(f"/expenses/mentors/{marc.id}").text
    assert "statements/2026.pdf" in page
    assert "statements/2025.pdf" not in page
