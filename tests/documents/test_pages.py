"""Documents through their doors, on the page of a funder."""

import io

import pytest

from app.core.db import db
from app.documents import rules
from app.documents.models import Document
from app.funders.models import FunderStage
from tests import make
from tests.funders import stage

PDF = b"%PDF-1.7 the agreement"
HOME = "/funders/1/documents"


@pytest.fixture
def funder(app):
    return stage.funder()


@pytest.fixture
def client(as_role, funder):
    return as_role("partnerships")


def send(client, content=PDF, name="Accord signé.pdf"):
    return client.post(HOME, data={"file": (io.BytesIO(content), name)})


def test_a_document_is_kept_listed_and_sent_to_be_saved(client):
    assert send(client).status_code == 303
    page = client.get("/funders/1").text
    assert "Accord signé.pdf" in page
    sent = client.get(f"{HOME}/1")
    assert (sent.data, sent.mimetype) == (PDF, "application/pdf")
    assert sent.headers["Content-Disposition"].startswith("attachment")
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent.headers["Content-Security-Policy"]


def test_the_event_names_the_document_by_its_number_only(client):
    send(client, name="Lettre de Fatou Diallo.pdf")
    event = make.last_event()
    assert (event.name, event.subject_type) == ("document.kept", "funders")
    assert event.facts == {"document_id": 1, "media_type": "application/pdf"}


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.pdf"),
        (b"<html>", "page.html"),
        (b"MZ\0", "program.pdf"),
        (b"%PDF-" + b"0" * 100, "large.pdf"),
        (PDF, ""),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(monkeypatch, client, content, name):
    monkeypatch.setattr(rules, "MOST_BYTES", 100)
    answer = send(client, content, name)
    assert (answer.status_code, make.count(Document)) == (422, 0)
    assert 'aria-invalid="true"' in answer.text


def test_the_same_file_twice_is_told(client):
    send(client)
    again = send(client, name="other.pdf")
    assert (again.status_code, make.count(Document)) == (409, 1)
    assert "Accord signé.pdf" in again.text


def test_taken_away_it_is_gone_until_it_is_put_back(client):
    send(client)
    assert client.post(f"{HOME}/1/removal").status_code == 303
    assert client.get(f"{HOME}/1").status_code == 404
    assert client.post(f"{HOME}/1/removal").status_code == 303
    assert client.post(f"{HOME}/1/restoration").status_code == 303
    assert client.get(f"{HOME}/1").status_code == 200


def test_it_is_not_put_back_beside_the_same_file(client):
    send(client)
    client.post(f"{HOME}/1/removal")
    assert send(client).status_code == 303
    assert client.post(f"{HOME}/1/restoration").status_code == 409


def test_a_document_is_only_found_with_what_it_belongs_to(client):
    send(client)
    other = stage.funder("Another", stage=FunderStage.GRANTED)
    for address in (f"/funders/{other.id}/documents/1", "/funders/99/documents/1", f"{HOME}/9"):
        assert client.get(address).status_code == 404
    assert client.post(f"/funders/{other.id}/documents/1/removal").status_code == 404
    assert db.session.get_one(Document, 1).removed_at is None


def test_who_may_read_may_save_and_not_change(client, as_role):
    send(client)
    auditor, coordinator = as_role("auditor"), as_role("coordinator")
    assert auditor.get(f"{HOME}/1").status_code == 200
    assert [send(auditor).status_code, auditor.post(f"{HOME}/1/removal").status_code] == [403, 403]
    assert coordinator.get(f"{HOME}/1").status_code == 403
    assert "Take away" not in auditor.get("/funders/1").text


def test_the_list_loads_no_content(client, app):
    send(client)
    row = db.session.query(Document).one()
    assert "content" not in row.__dict__
