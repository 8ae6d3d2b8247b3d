"""The pages of operations and of their figures, for each role that may open them."""

from datetime import date

import pytest

from app.core.db import db
from app.participations import queries
from app.participations.models import Operation, Participation
from app.transmissions.models import Transmission
from tests import make
from tests.participations import stage

NEW = {
    "code": "ESF-2",
    "title": "Together",
    "objective": "h",
    "begins_on": "2025-01-01",
    "ends_on": "2027-12-31",
    "students_inactive": "true",
    "estimates-0-code": "EECO12",
    "estimates-0-percent": "12,5",
    "estimates-0-source": "Labour force survey",
}


def text(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def here(app, on_day):
    on_day(date(2026, 11, 20))
    return stage.one_left_and_one_incomplete()


def test_an_operation_is_added_and_changed(app, as_role):
    client = as_role("partnerships")
    assert "No operation yet" in text(client.get("/esf/"))
    assert client.get("/esf/operations/new").status_code == 200
    answer = client.post("/esf/operations/new", data=NEW)
    assert answer.status_code == 303
    operation = queries.find_operation("ESF-2")
    assert operation.parameters["students_inactive"] is True
    assert operation.parameters["estimates"][0]["percent"] == 12.5
    page = f"/esf/operations/{operation.id}"
    assert "Estimate of 12.5%: Labour force survey" in text(client.get(page))
    assert "12.5" in text(client.get(f"{page}/edit"))
    assert client.post(f"{page}/edit", data=NEW | {"title": "Further"}).status_code == 303
    assert "Further" in text(client.get(page))


def test_what_somebody_else_changed_meanwhile_is_not_overwritten_unseen(here, as_role):
    client, page = as_role("partnerships"), f"/esf/operations/{here.id}/edit"
    seen = NEW | {"code": "ESF-1", "row_version": str(here.version)}
    assert client.post(page, data=seen | {"title": "First"}).status_code == 303
    answer = client.post(page, data=seen | {"title": "Second"})
    assert answer.status_code == 409
    assert "changed while you had it open" in text(answer)
    assert "First" in text(client.get(page))


@pytest.mark.parametrize(
    ("wrong", "status", "said"),
    [
        ({"code": ""}, 422, "This is needed."),
        ({"ends_on": "2024-01-01"}, 422, "It ends before it begins."),
        ({"objective": "z"}, 422, "Choose one of the list."),
        ({"estimates-0-percent": "300"}, 422, "Between 0 and 100"),
        ({"grant_id": "77"}, 409, "There is no such grant."),
        ({"code": "ESF-1"}, 409, "Another operation has this code."),
    ],
)
def test_what_is_wrong_with_an_operation_is_told(here, as_role, wrong, status, said):
    answer = as_role("partnerships").post("/esf/operations/new", data=NEW | wrong)
    assert answer.status_code == status
    assert said in text(answer)
    assert make.count(Operation) == 1


def test_the_figures_name_nobody_and_are_exported(here, as_role):
    client = as_role("partnerships")
    page = f"/esf/operations/{here.id}"
    shown = text(client.get(page))
    assert "Fatou" not in shown
    assert "Unemployed, including long-term" in shown
    assert client.get(f"{page}?on=2025-01-01").status_code == 200
    assert client.get(f"{page}?on=never").status_code == 200
    to_come = client.get(f"{page}?on=2030-12-31")
    assert to_come.status_code == 422
    assert "This day is still to come." in text(to_come)
    assert 'value="2030-12-31"' in text(to_come)
    for kind in ("csv", "xlsx"):
        refused = client.get(f"{page}/indicators.{kind}?on=2030-12-31")
        assert refused.status_code == 422
        assert "This day is still to come." in text(refused)
    told = text(client.get(f"{page}/indicators.csv?on=2026-01-01"))
    assert "EECO02;" in told
    assert "not_reportable;" in told
    assert client.get(f"{page}/indicators.xlsx").status_code == 200
    assert client.get(f"{page}/indicators.pdf").status_code == 404
    assert client.get(f"{page}/participants").status_code == 403
    assert "EECR06" in text(client.get("/esf/definitions"))


def test_a_transmission_shows_what_is_different_by_now(here, as_role):
    client, page = as_role("director"), f"/esf/operations/{here.id}"
    assert client.get(f"{page}/transmissions").status_code == 200
    data = {"due_on": "2027-01-31", "figures_on": "2026-06-30"}
    assert client.post(f"{page}/transmissions", data=data).status_code == 303
    [sent] = db.session.query(Transmission).all()
    assert sent.figures["not_reportable"] == 1
    assert client.get("/esf/transmissions/99").status_code == 404
    reader, address = as_role("auditor"), f"/esf/transmissions/{sent.id}"
    db.session.expunge_all()
    assert "gives the same figures" in text(reader.get(address))
    [fatou, _amina] = db.session.query(Participation).order_by(Participation.id).all()
    reason = {"reason": "Entered in error"}
    client.post(f"/esf/participations/{fatou.id}/withdrawal", data=reason)
    assert "What is different by now" in text(client.get(address))
    assert client.post(f"{page}/transmissions", data=data).status_code == 409


def test_what_is_due_stands_in_the_month(here, as_role):
    shown = text(as_role("director").get("/funding/"))
    assert "Ask 1 person, four weeks after leaving" in shown
    assert "Figures of ESF+ to be transmitted" in shown
    assert "31 Jul 2026" in shown
    assert "31 Jan 2026" not in shown


def test_programs_read_operations_and_indicators(here, client):
    headers = make.program(make.user(role="partnerships"))
    root = "/api/v1/esf-operations"
    [row] = client.get(root, headers=headers).json["items"]
    assert row["participants"] == 2
    assert client.get(f"{root}/{here.id}", headers=headers).json["code"] == "ESF-1"
    told = client.get(f"{root}/{here.id}/indicators?on=2026-01-01", headers=headers).json
    assert told["EECO01"]["women"] == 1
    assert told["not_reportable"] == 1
    for wrong in ("soon", "2030-12-31"):
        address = f"{root}/{here.id}/indicators?on={wrong}"
        assert client.get(address, headers=headers).status_code == 422
    assert client.get(f"{root}/99", headers=headers).status_code == 404
