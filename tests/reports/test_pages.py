"""Reports through their pages and for programs."""

import re

import pytest

from app.core.db import db
from app.reports import jobs
from tests import make
from tests.claims import stage as claims
from tests.grants import stage as grants
from tests.reports import stage
from tests.reports.stage import AFTER


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


def test_a_report_goes_from_what_is_owed_to_the_release(app, as_role):
    grant = stage.grant()
    claims.line(grant)
    owed = grants.obligation(grant, title="Rapport annuel", due_on=AFTER)
    officer = as_role("partnerships")
    assert "Rapport annuel" in officer.get("/reports/").text
    form = {"grant_id": grant.id, "from_on": "2026-01-01", "until_on": "2026-03-31"}
    sent = form | {"obligation_id": owed.id}
    url = officer.post("/reports/new", data=sent).headers["Location"]
    assert officer.post("/reports/new", data=sent).status_code == 409
    assert officer.post(f"{url}/words/summary", data={"text": "Bien."}).status_code == 303
    assert officer.post(f"{url}/words/summary", data={"text": "Mieux."}).status_code == 303
    assert "Bien." in officer.get(f"{url}/words/summary").text
    assert officer.post(f"{url}/words/1/restoration").status_code == 303
    assert "Bien." in officer.get(url).text
    assert officer.post(f"{url}/release", data={"is_done": "true"}).status_code == 303
    assert officer.post(f"{url}/release").status_code == 409
    assert "Rapport annuel" not in officer.get("/reports/").text
    told = officer.post(f"{url}/correction", data={"correction": "Un oubli."})
    assert "Edition" in officer.get(told.headers["Location"]).text


@pytest.mark.parametrize("before", [None, "Before"])
def test_words_that_somebody_else_wrote_meanwhile_are_shown_before_they_are_replaced(
    app, as_role, before
):
    """The second of two tabs is told, keeps what was typed, and may then replace it."""
    officer = as_role("partnerships", language="en")
    page = f"/reports/{stage.report(stage.grant()).id}/words/summary"
    if before:
        officer.post(page, data={"text": before})
    seen = {
        "row_version": re.search(r'name="row_version" value="(\d+)"', officer.get(page).text)[1]
    }
    assert officer.post(page, data=seen | {"text": "Of the first tab"}).status_code == 303
    answer = officer.post(page, data=seen | {"text": "Of the second tab"})
    assert answer.status_code == 409
    assert "changed while you had it open" in answer.text
    assert "Of the second tab</textarea>" in answer.text
    assert "Stands now" in answer.text.split("Of the first tab")[0]
    assert "Of the second tab" not in officer.get(page).text
    newer = {"row_version": re.search(r'name="row_version" value="(\d+)"', answer.text)[1]}
    assert officer.post(page, data=newer | {"text": "Of the second tab"}).status_code == 303


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv"])
def test_a_report_is_saved_as_a_file_without_a_name_of_anybody(app, as_role, kind):
    grant = stage.grant()
    claims.line(grant)
    report = stage.report(grant)
    answer = as_role("partnerships").get(f"/reports/{report.id}/report.{kind}")
    assert answer.status_code == 200
    assert b"Fatou1" not in answer.data
    starts = {"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}
    assert answer.data.startswith(starts[kind])


def test_a_batch_is_asked_for_and_its_archive_saved(app, as_role):
    grant = stage.grant()
    officer = as_role("partnerships")
    period = {"from_on": "2026-01-01", "until_on": "2026-03-31"}
    assert grant.code in officer.get("/reports/batches/new").text
    assert officer.post("/reports/batches/new", data=period).status_code == 409
    url = officer.post("/reports/batches/new", data=period | {"grants": grant.id}).headers[
        "Location"
    ]
    assert officer.get(f"{url}/progress").json["state"] == "waiting"
    assert officer.get(f"{url}/reports.zip").status_code == 404
    jobs.batch(1)
    db.session.commit()
    assert "Save the archive" in officer.get(url).text
    assert officer.get(f"{url}/reports.zip").data.startswith(b"PK")


def test_only_those_who_manage_the_funding_change_a_report(app, as_role):
    report = stage.report(stage.grant())
    assert as_role("auditor").get(f"/reports/{report.id}").status_code == 200
    assert as_role("auditor").post(f"/reports/{report.id}/release").status_code == 403
    assert as_role("coordinator").get("/reports/").status_code == 403


def test_an_unknown_template_or_language_is_marked(app, as_role):
    report = stage.report(stage.grant())
    wrong = {"template": "none", "language": "xx"}
    answer = as_role("partnerships").post(f"/reports/{report.id}/details", data=wrong)
    assert answer.status_code == 422
    assert answer.text.count("Choose one of the list.") >= 2


def test_programs_read_what_a_report_tells(app):
    report = stage.report(stage.grant())
    headers = make.program(make.user("partnerships"))
    client = app.test_client()
    listed = client.get("/api/v1/reports", headers=headers).json["items"]
    assert [one["id"] for one in listed] == [report.id]
    told = client.get(f"/api/v1/reports/{report.id}", headers=headers).json
    assert told["content"]["figures"]["counted"] == 0
