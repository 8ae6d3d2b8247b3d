"""Gifts for programs: lists, one row, and recording."""

import pytest

from app.core.db import commit
from tests import make
from tests.gifts import stage


@pytest.fixture
def program(app):
    headers = make.program(make.user("partnerships"), "gifts.read", "gifts.manage")
    return lambda method, address, **sent: app.test_client().open(
        address, method=method, headers=headers, **sent
    )


def test_lists_answer_with_and_without_filters(app, program):
    gift_id = stage.gift(stage.donor()).id
    commit()
    for address in ("/api/v1/gifts", "/api/v1/gifts?q=grace&way=transfer&thanked=no"):
        (found,) = program("GET", address).json["items"]
        assert (found["id"], found["amount"]) == (gift_id, "50.00")
    (donor,) = program("GET", "/api/v1/donors?kind=person").json["items"]
    assert donor["given"] == "50.00"
    assert program("GET", "/api/v1/gifts?way=wish").status_code == 422


def test_a_program_records_donors_and_gifts(app, program):
    sent = {"kind": "person", "name": "Ada", "language": "nl"}
    donor = program("POST", "/api/v1/donors", json=sent)
    assert donor.status_code == 201
    sent = {
        "donor_id": donor.json["id"],
        "received_on": "2026-01-05",
        "amount": "12.50",
        "way": "card",
    }
    gift = program("POST", "/api/v1/gifts", json=sent)
    assert gift.status_code == 201
    shown = program("GET", f"/api/v1/gifts/{gift.json['id']}").json
    assert (shown["amount"], shown["way"]) == ("12.50", "card")
    wrong = program("POST", "/api/v1/gifts", json=sent | {"amount": "much"})
    assert wrong.status_code == 422
    assert program("GET", "/api/v1/donors/9999").status_code == 404
