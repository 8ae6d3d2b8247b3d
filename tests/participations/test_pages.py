"""The pages of participants, for each role that may open them."""

from datetime import date

import pytest

from app.core.db import db
from app.participations.models import Achievement, Participation
from tests.participations import stage


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def here(app, on_day):
    on_day(date(2026, 11, 20))
    return stage.one_left_and_one_incomplete()


def test_a_coordinator_follows_the_participants_of_their_antenna(here, as_role):
    client = as_role("coordinator")
    page = f"/esf/operations/{here.id}/participants"
    assert "Working together" in text(client.get("/esf/records"))
    everybody = text(client.get(page))
    assert "Fatou" in everybody
    assert "Missing: Highest level of education completed" in everybody
    incomplete = text(client.get(f"{page}?show=incomplete"))
    assert "Amina" in incomplete
    assert "Fatou" not in incomplete
    assert "Fatou" in text(client.get(f"{page}?show=check&q=fatou"))
    assert "Nobody here" in text(client.get(f"{page}?show=confirm"))
    away = as_role("coordinator", antennas=["GHE"], email="g@staff.example")
    assert "Fatou" not in text(away.get(page))
    assert client.get("/esf/").status_code == 403


def test_another_antenna_finds_no_entry(here, as_role):
    [entry, _other] = db.session.query(Participation).order_by(Participation.id).all()
    away = as_role("coordinator", antennas=["GHE"])
    assert away.get(f"/esf/participations/{entry.id}").status_code == 404
    assert away.post(f"/esf/participations/{entry.id}/checks").status_code == 422


def test_facts_are_filled_in_and_then_corrected_with_a_reason(here, as_role):
    [_fatou, amina] = db.session.query(Participation).order_by(Participation.id).all()
    client, page = as_role("coordinator"), f"/esf/participations/{amina.id}"
    assert "Not reportable yet" in text(client.get(page))
    facts = {"gender": "F", "born_on": "1998-05-10", "status": "inactive", "isced": "3"}
    assert client.get(f"{page}/facts").status_code == 200
    assert client.post(f"{page}/facts", data=facts | {"isced": "12"}).status_code == 422
    assert client.post(f"{page}/facts", data=facts).status_code == 303
    assert "EECO10" in text(client.get(page))
    answer = client.post(f"{page}/facts", data=facts | {"isced": "6"})
    assert answer.status_code == 409
    assert "say why they are corrected" in text(answer)
    facts |= {"isced": "6", "reason": "The diploma was seen"}
    assert client.post(f"{page}/facts", data=facts).status_code == 303
    shown = text(client.get(page))
    assert "The diploma was seen" in shown
    assert "Earlier versions of the facts" in shown


def test_a_correction_that_somebody_else_made_meanwhile_is_shown_first(here, as_role):
    fatou = db.session.query(Participation).order_by(Participation.id).first()
    client, page = as_role("coordinator"), f"/esf/participations/{fatou.id}"
    corrected = {"gender": "F", "born_on": "1998-05-10", "status": "inactive", "reason": "Seen"}
    corrected["row_version"] = "1"
    for address, facts in (
        ("facts", [corrected | {"isced": "3"}, corrected | {"isced": "4"}]),
        ("protected-facts", [{"citizenship": "MA", "row_version": "0"}] * 2),
    ):
        assert client.post(f"{page}/{address}", data=facts[0]).status_code == 303
        answer = client.post(f"{page}/{address}", data=facts[1])
        assert answer.status_code == 409
        assert "changed while you had it open" in text(answer)


def test_protected_facts_results_checks_and_taking_out(here, as_role):
    [fatou, _amina] = db.session.query(Participation).order_by(Participation.id).all()
    client, page = as_role("coordinator"), f"/esf/participations/{fatou.id}"
    assert "Citizenship" in text(client.get(f"{page}/protected-facts"))
    assert client.post(f"{page}/protected-facts", data={"citizenship": "MA"}).status_code == 303
    assert "Maroc" not in text(client.get(page))
    said = {"kind": "improvement", "happened_on": "2025-03-01", "evidence": "declared"}
    assert client.post(f"{page}/results/new", data=said).status_code == 422
    assert client.post(f"{page}/results/new", data=said | {"detail": "stable"}).status_code == 303
    noted = db.session.query(Achievement).one().id
    assert client.post(f"{page}/results/{noted}/withdrawal").status_code == 303
    assert client.post(f"{page}/results/{noted}/withdrawal").status_code == 409
    assert client.post(f"{page}/results/{noted + 1}/withdrawal").status_code == 404
    assert client.post(f"{page}/checks", data={"moment": "weeks4"}).status_code == 303
    assert client.post(f"{page}/checks", data={"moment": "weeks4"}).status_code == 409
    assert client.get(f"{page}/withdrawal").status_code == 200
    assert client.post(f"{page}/withdrawal", data={}).status_code == 422
    assert client.post(f"{page}/withdrawal", data={"reason": "Wrong"}).status_code == 303
    assert "Taken out of the operation: Wrong" in text(client.get(page))
    assert client.post(f"{page}/restoration").status_code == 303
    assert client.post(f"{page}/restoration").status_code == 409


def test_duos_are_entered_and_confirmed_by_ticks(app, as_role):
    operation, duo = stage.operation(), stage.duo("Fatou")
    client, page = as_role("coordinator"), f"/esf/operations/{operation.id}"
    assert "Fatou" in text(client.get(f"{page}/entering"))
    assert client.post(f"{page}/entering", data={}).status_code == 409
    assert client.post(f"{page}/entering", data={"duo": str(duo.id)}).status_code == 303
    [entry] = db.session.query(Participation).all()
    assert f'value="{entry.id}"' in text(client.get(f"{page}/participants?show=confirm"))
    assert client.post(f"{page}/confirmations", data={}).status_code == 409
    answer = client.post(f"{page}/confirmations", data={"participation": str(entry.id)})
    assert answer.status_code == 303
    assert "No duo waits" in text(client.get(f"{page}/entering"))
    assert "ESF-1" in text(client.get(f"/mentees/{duo.mentee_id}"))
