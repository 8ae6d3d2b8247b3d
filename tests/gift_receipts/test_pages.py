"""The pages of the receipts."""

import pytest

from app.core.db import commit
from app.core.viewer import SYSTEM, acting_as
from app.gift_receipts import queries
from tests import make
from tests.gifts import stage


@pytest.fixture
def office(as_role):
    return as_role("partnerships", language="en")


def test_receipts_say_what_is_asked_for_and_are_made_once_it_is_known(app, office, monkeypatch):
    donor = stage.donor()
    stage.gift(donor)
    commit()
    page = office.get("/gifts/receipts/?year=2025").text
    assert "From which amount a receipt is given is not known" in page
    assert office.post("/gifts/receipts/runs", data={"year": "2025"}).status_code == 409
    stage.rules_known(app, monkeypatch)
    made = f"/gifts/donors/{donor.id}/receipts"
    assert office.post(made, data={"year": "2025"}).status_code == 303
    receipt = queries.receipts_of(donor.id)[0]
    assert office.get(f"/gifts/receipts/{receipt.id}.pdf").data.startswith(b"%PDF")
    assert office.get("/gifts/receipts/2025/all.pdf").data.startswith(b"%PDF")
    assert office.get("/gifts/receipts/2024/all.pdf").status_code == 404
    assert office.post(made, data={"year": "2025"}).status_code == 409
    address = f"/gifts/receipts/{receipt.id}/cancellation"
    assert office.post(address, data={}).status_code == 422
    assert office.post(address, data={"reason": "Wrong"}).status_code == 303


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "CGI, art. 200, et formulaire Cerfa 11580"), ("en", "CGI art. 200 and form Cerfa")],
)
def test_the_rule_names_its_source_in_the_readers_language(neighbour, language, words):
    with neighbour.app_context(), acting_as(SYSTEM):
        reader = make.browser(neighbour, make.user("partnerships", language=language))
    assert words in reader.get("/gifts/receipts/?year=2025").text


def test_a_gift_on_a_receipt_says_so_wherever_it_is_shown(app, office, monkeypatch):
    stage.rules_known(app, monkeypatch)
    donor = stage.donor()
    gift = stage.gift(donor)
    commit()
    office.post(f"/gifts/donors/{donor.id}/receipts", data={"year": "2025"})
    page = office.get(f"/gifts/{gift.id}").text
    assert "Number 2025-1" in page
    assert "cancel the receipt first" in page
    assert "on a receipt" in office.get(f"/gifts/donors/{donor.id}").text
    assert ";2025-1" in office.get("/gifts/export.csv").get_data(as_text=True)
