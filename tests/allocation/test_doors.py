"""The ledger through the API, on the command line, and on the pages of other features."""

from datetime import date

from app.allocation import actions, answers
from app.core.db import db
from app.grants.models import Obligation
from tests import make
from tests.allocation import stage

URL = "/api/v1/allocations"


def program(role="partnerships"):
    return make.program(make.user(role=role), "funding.read", "funding.manage")


def counted(number=1, **more):
    grant = stage.grant("EX-1", **more)
    line = actions.allocate(whom=stage.whom(stage.duo(number)), grant_id=grant.id)
    db.session.commit()
    return line


def test_a_program_counts_reads_and_releases(client):
    grant, duo = stage.grant().id, stage.duo().id
    headers = program()
    made = client.post(URL, json={"duo_id": duo, "grant_id": grant}, headers=headers)
    assert made.status_code == 201
    assert made.json["value"] == "1000.00"
    again = client.post(URL, json={"duo_id": duo, "grant_id": grant}, headers=headers)
    assert again.status_code == 409
    assert again.json["reasons"][0]["code"] == "same_grant"
    [row] = client.get(URL, headers=headers).json["items"]
    assert (row["grant"], row["reference"], row["twice"]) == ("EX-1", "D-1", False)
    released = client.post(
        f"{URL}/{row['id']}/release", json={"reason": "A mistake"}, headers=headers
    )
    assert released.json["release_reason"] == "A mistake"
    assert client.get(URL, headers=headers).json["items"] == []
    assert client.get(f"{URL}/{row['id']}", headers=headers).json["subject"] == f"duo:{duo}"


def test_a_program_names_somebody_that_exists(client):
    headers, grant = program(), stage.grant().id
    assert client.post(URL, json={"grant_id": grant}, headers=headers).status_code == 422
    gone = client.post(URL, json={"grant_id": grant, "duo_id": 999}, headers=headers)
    assert gone.status_code == 422


def test_the_page_of_a_duo_says_what_it_counts_for(as_role):
    line = counted()
    page = as_role("director").get(f"/duos/{line.duo_id}").text
    assert "EX-1" not in as_role("coordinator").get(f"/duos/{line.duo_id}").text
    assert "EX-1" in page
    assert "Choose a grant" in page


def test_the_page_of_a_grant_says_what_is_used_and_what_lacks(as_role):
    line = counted(amount_cents=500_000)
    page = as_role("partnerships").get(f"/grants/{line.grant_id}").text
    assert "lacks for 1 line" in page


def test_evidence_that_lacks_is_due_before_the_report(app):
    line = counted()
    obligation = {"kind": "report", "title": "Report", "due_on": date(2026, 7, 10)}
    make.kept(Obligation(grant_id=line.grant_id, told_days=[], **obligation))
    with app.test_request_context():
        [told] = answers.due(date(2026, 7, 1), date(2026, 7, 31))
        assert (told["on"], told["late"]) == (date(2026, 7, 10), False)
        assert list(answers.due(date(2026, 8, 1), date(2026, 8, 31))) == []
        line.evidence = "complete"
        db.session.commit()
        assert list(answers.due(date(2026, 7, 1), date(2026, 7, 31))) == []


def test_two_profiles_that_both_count_are_not_made_one_and_lines_follow_the_other(app):
    grant = stage.grant("TRAIN", unit="mentor_trained", exclusivity_group="public")
    marc, luc = (make.mentor(name, trained_on=date(2026, 2, 2)) for name in ("Marc", "Luc"))
    line = actions.allocate(whom=stage.whom(marc), grant_id=grant.id)
    db.session.commit()
    assert list(answers.against_merging(luc, marc)) == []
    [moved] = answers.merging(luc, marc)
    assert moved["before"] == {"mentor_id": marc.id, "subject": f"mentor:{marc.id}"}
    assert line.subject == f"mentor:{luc.id}"
    actions.allocate(whom=stage.whom(marc), grant_id=grant.id)
    assert list(answers.against_merging(luc, marc)) == [answers.BOTH_COUNTED]
