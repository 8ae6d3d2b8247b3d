"""Files sent by programs: sent, looked at, started, done, and undone."""

import io

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.jobs import OutboxJob, perform
from tests.lists.samples import MENTEE
from tests.spreadsheets.files import csv_text

WRONG = MENTEE | {"Réf.": "J2", "Prénom": "Bilal", "Date de naissance": "31/02/2000"}


@pytest.fixture
def sent(director):
    """A file of two mentees, one of whom was born on a day that does not exist."""
    file = (io.BytesIO(csv_text(MENTEE, WRONG).encode()), "mentees.csv")
    return director.client.post(
        "/api/v1/imports", data={"file": file, "kind": "mentees"}, headers=director.headers
    )


def work_off():
    """Do what waits for the queue, as its worker would."""
    for job in db.session.scalars(select(OutboxJob).order_by(OutboxJob.id)).all():
        perform("be", job.name, job.argument)


def test_a_file_is_read_and_nothing_of_it_is_taken_over(director, sent):
    assert sent.status_code == 201
    assert (sent.json["state"], sent.json["rows"], sent.json["file_name"]) == (
        "draft",
        2,
        "mentees.csv",
    )
    assert director.client.get(sent.headers["Location"], headers=director.headers).json == (
        sent.json
    )
    assert director.get("/imports").json["items"] == [sent.json]
    assert director.get("/mentees").json["total"] == 0


def test_a_file_is_taken_over_and_undone(director, sent):
    address = f"/imports/{sent.json['id']}"
    started = director.send("POST", f"{address}/start")
    assert (started.status_code, started.json["state"]) == (202, "waiting")
    again = director.send("POST", f"{address}/start")
    assert (again.status_code, again.json["reasons"][0]["code"]) == (409, "not_startable")
    work_off()
    done = director.get(address).json
    assert (done["state"], done["accepted"], done["refused"]) == ("done", 1, 1)
    assert done["reasons"] == {"bad_date": 1}
    assert director.get("/mentees").json["items"][0]["reference"] == "J1"
    undone = director.send("POST", f"{address}/undoing")
    assert (undone.status_code, undone.json["state"]) == (202, "undone")
    assert director.get("/mentees").json["total"] == 0


def test_what_was_refused_is_told_in_the_readers_language(director, sent):
    address = f"/imports/{sent.json['id']}"
    director.send("POST", f"{address}/start")
    work_off()
    told = director.get(f"{address}/refusals", **{"Accept-Language": "en"}).json
    assert told["total"] == 1
    (refusal,) = told["items"]
    assert (refusal["line"], refusal["value"], refusal["code"]) == (3, "31/02/2000", "bad_date")
    assert refusal["reason"] == "This is not a date that exists."
    assert director.get(f"{address}/refusals?part=7").json["items"] == []


def test_a_file_that_was_not_started_is_discarded(director, sent):
    address = f"/imports/{sent.json['id']}"
    assert director.send("POST", f"{address}/discarding").status_code == 204
    assert director.get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "kind", "field"),
    [(b"", "mentees", "file"), (b"\x00\x01\x02" * 50, "", "file"), (b"a;b\n1;2\n", "cats", "kind")],
)
def test_a_file_that_cannot_be_read_is_refused(director, content, kind, field):
    data = {"file": (io.BytesIO(content), "list.csv"), "kind": kind}
    answer = director.client.post("/api/v1/imports", data=data, headers=director.headers)
    assert (answer.status_code, list(answer.json["errors"])) == (422, [field])


def test_a_body_without_a_file_is_refused(director):
    answer = director.client.post(
        "/api/v1/imports",
        data={"kind": "mentees"},
        content_type="multipart/form-data",
        headers=director.headers,
    )
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["file"])


def test_a_part_without_a_name_is_left_out(director):
    body = b'--x\r\nContent-Disposition: form-data; name="%0D"\r\n\r\nnull\r\n--x--\r\n'
    kind = "multipart/form-data; boundary=x"
    answer = director.client.post(
        "/api/v1/imports", data=body, content_type=kind, headers=director.headers
    )
    assert answer.status_code == 422


def test_a_lead_sees_the_own_imports_only(as_program, sent):
    lead = as_program("lead", antennas=["GHE"])
    assert lead.get(f"/imports/{sent.json['id']}").status_code == 404
    assert lead.get("/imports").json["items"] == []
