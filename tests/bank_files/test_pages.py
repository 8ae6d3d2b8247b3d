"""The pages of the files of the bank."""

import io

import pytest

from app.bank_files import queries
from tests.bank_files.stage import entry, statement


@pytest.fixture
def office(as_role):
    return as_role("partnerships", language="en")


def test_a_bank_file_goes_from_the_form_to_gifts(app, office):
    content = statement(entry(), entry(reference="2"))
    sent = {"file": (io.BytesIO(content), "november.xml")}
    answer = office.post("/gifts/bank-files/", data=sent)
    assert answer.status_code == 303
    assert "Grace Invented" in office.get(answer.location).text
    ids = [line.id for line in queries.all_lines(int(answer.location.rsplit("/", 1)[1]))]
    decided = {"lines": ids, "verdict": "gift", "new_donors": "true"}
    page = office.post(f"{answer.location}/decisions", data=decided, follow_redirects=True).text
    assert "2 lines became gifts." in page
    assert "1 donor was added." in page
    again = office.post("/gifts/bank-files/", data={"file": (io.BytesIO(content), "x.xml")})
    assert again.status_code == 409
    assert "This very file was brought in" in again.text


def test_a_file_that_is_none_is_told_at_the_field(office):
    answer = office.post("/gifts/bank-files/", data={"file": (io.BytesIO(b"no"), "x.xml")})
    assert answer.status_code == 422
    assert "This is no XML file" in answer.text
