"""Certificates: issued by staff, frozen on their day, verified by anybody who has the code."""

import re

import pytest
from sqlalchemy import select

from app.certificates import actions, codes
from app.certificates.models import Certificate
from app.core.db import db
from tests import make
from tests.training import made


def fresh(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


@pytest.fixture
def alice(as_role):
    return as_role("coordinator", antennas=["GHE"])


def test_a_certificate_is_made_printed_and_revoked(alice):
    marc = make.mentor(antenna="GHE", language="nl")
    address = f"/training/people/{marc.id}"
    assert alice.post(f"{address}/certificates").status_code == 409
    made.completion(marc, made.module(texts={"nl": made.text("Luisteren")}))
    assert alice.post(f"{address}/certificates").status_code == 303
    row = fresh(Certificate)
    assert (row.language, row.facts["modules"][0]["title"]) == ("nl", "Luisteren")
    assert row.code in alice.get(address).text
    paper = alice.get(f"{address}/certificates/{row.id}.pdf")
    assert paper.mimetype == "application/pdf"
    assert paper.data.startswith(b"%PDF")
    assert alice.post(f"{address}/certificates/{row.id}/revocation").status_code == 303
    assert "Revoked" in alice.get(address).text
    assert alice.post(f"{address}/certificates/{row.id}/revocation").status_code == 409
    other = make.mentor("Luc", antenna="GHE")
    wrong = f"/training/people/{other.id}/certificates/{row.id}.pdf"
    assert alice.get(wrong).status_code == 404


def test_a_certificate_says_what_was_true_on_its_day(app):
    marc, module = make.mentor(), made.module()
    made.completion(marc, module)
    row = actions.issue_certificate(person=marc)
    module.texts = {"en": made.text("Another title")}
    db.session.commit()
    assert fresh(Certificate).facts["modules"][0]["title"] == "Listening"
    assert row.facts["hours"] == 3.5


@pytest.fixture
def certificate(app):
    marc = make.mentor("Marc", "Verhaeghe", email="m@x.example", born_on=make.SPRING)
    made.completion(marc, made.module())
    made.completion(marc, made.module("network"), hours=2)
    found = actions.issue_certificate(person=marc)
    db.session.commit()
    return found


def test_verifying_reveals_initials_hours_modules_and_day_and_no_more(certificate, client):
    page = client.get(f"/certificates/{certificate.code}").text
    assert "This certificate is valid" in page
    for shown in ("M. V.", "5.5", "<dd>2</dd>"):
        assert shown in page
    for hidden in ("Verhaeghe", "Marc", "m@x.example", "2 Mar 2026", "Listening"):
        assert hidden not in page


def test_the_code_is_found_however_it_is_typed_and_no_other_is(certificate, client):
    typed = certificate.code.replace("-", " ").lower()
    answer = client.get("/certificates/", query_string={"code": typed})
    assert answer.headers["Location"] == f"/certificates/{certificate.code}"
    assert client.get("/certificates/").status_code == 200
    for wrong in ("AAAA-AAAA-AAAA-AAAA", "x", "%00", "a" * 300):
        assert client.get(f"/certificates/{wrong}").status_code in {400, 404}


def test_a_revoked_one_says_so(certificate, client):
    row = fresh(Certificate)
    actions.revoke_certificate(certificate=row, person=make.mentor("Luc"))
    page = client.get(f"/certificates/{row.code}").text
    assert "This certificate was revoked" in page


def test_codes_are_long_and_never_the_same():
    many = {codes.new_code() for _ in range(500)}
    assert len(many) == 500
    assert all(re.fullmatch(r"([2-9A-HJ-NP-Z]{4}-){3}[2-9A-HJ-NP-Z]{4}", code) for code in many)


def test_guessing_is_slowed_down(installation):
    strict = installation.app("be", RATELIMIT_ENABLED=True)
    client = strict.test_client()
    answers = [client.get("/certificates/AAAA-AAAA-AAAA-AAAA").status_code for _ in range(12)]
    assert answers[-1] == 429
