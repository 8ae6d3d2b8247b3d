"""Duos through their pages, as a coordinator uses them."""

import csv
import io
from datetime import date

import pytest
from sqlalchemy import event, select

from app.core.db import db
from app.core.events import Event
from app.duos.models import Duo
from tests import make


@pytest.fixture(autouse=True)
def in_summer(on_day):
    on_day(date(2026, 6, 1))


def the_duo():
    db.session.expire_all()
    return db.session.scalars(select(Duo)).one()


def test_the_signatures_begin_a_duo(as_role):
    proposal = make.approved(*make.pair())
    owner = make.user(name="Karim Aziz")
    client = as_role("coordinator")
    url = f"/duos/proposals/{proposal.id}/agreement"
    assert "Karim Aziz" in client.get(url).text
    typed = {"agreed_on": "2026-03-09", "hours_per_week": "2,5", "owner_id": owner.id}
    unsigned = client.post(url, data=typed | {"mentee_accepts_code": "true"})
    assert unsigned.status_code == 409
    signed = client.post(
        url, data=typed | {"mentee_accepts_code": "true", "mentor_accepts_code": "true"}
    )
    assert signed.status_code == 303
    assert (the_duo().hours_per_week, the_duo().owner_id) == (2.5, owner.id)
    assert client.get(signed.location).status_code == 200


def test_a_duo_is_extended_paused_resumed_closed_and_taken_back(as_role):
    duo = make.duo(*make.pair())
    client, here = as_role("coordinator"), f"/duos/{duo.id}"
    steps = [
        ("extension", {"planned_end_on": "2026-12-02", "reason": "An exam"}, "running"),
        ("pause", {"from_on": "2026-05-01", "reason": "A journey"}, "paused"),
        ("resumption", {"until_on": "2026-05-10"}, "running"),
        (
            "closing",
            {"ended_on": "2026-05-20", "way": "broken_off", "end_reason": "moved"},
            "broken_off",
        ),
        ("reopening", {"reason": "The wrong duo"}, "running"),
    ]
    for name, typed, state in steps:
        assert client.get(f"{here}/{name}").status_code == 200
        assert client.post(f"{here}/{name}", data={}).status_code == 422
        assert client.post(f"{here}/{name}", data=typed).status_code == 303
        assert the_duo().state == state
        assert client.get(here).status_code == 200
    names = db.session.scalars(select(Event.name).order_by(Event.id)).all()
    expected = ["duo.extended", "duo.paused", "duo.resumed", "duo.closed", "duo.reopened"]
    assert [name for name in names if name.startswith("duo.")] == expected


@pytest.mark.parametrize(
    ("typed", "missing"),
    [({"way": "broken_off"}, "end_reason"), ({"way": "unreachable"}, "unreachable")],
)
def test_a_closing_asks_what_its_way_asks(as_role, typed, missing):
    duo = make.duo(*make.pair())
    page = as_role("coordinator").post(
        f"/duos/{duo.id}/closing", data={"ended_on": "2026-05-20"} | typed
    )
    assert page.status_code == 422
    assert f'id="e-f-{missing}"' in page.text


def test_a_closing_in_the_future_is_refused_in_words(as_role):
    duo = make.duo(*make.pair())
    page = as_role("director", language="en").post(
        f"/duos/{duo.id}/closing", data={"ended_on": "2026-06-02", "way": "planned"}
    )
    assert page.status_code == 409
    assert "This day is still to come." in page.text
    assert the_duo().state == "running"


def test_the_list_filters_searches_and_sorts(as_role):
    nadia = make.user(name="Nadia Lambert")
    early = make.duo(*make.pair(antenna="BRU"), planned_end_on=date(2026, 7, 1), owner_id=nadia.id)
    late = make.duo(make.mentee("Zoë", "Gökçe", antenna="LIE"), make.mentor("Luc", "Peeters"))
    past = make.duo(make.mentee("Omar"), make.mentor("Ann"), ended_on=date(2026, 5, 1))
    client = as_role("director")

    def shown(query):
        page = client.get(f"/duos/?{query}").text
        at = {duo.id: page.find(f'href="/duos/{duo.id}"') for duo in (early, late, past)}
        return sorted((duo_id for duo_id in at if at[duo_id] >= 0), key=lambda one: at[one])

    assert shown("") == [early.id, late.id]
    assert shown("sort=-ends") == [late.id, early.id]
    assert shown("state=ended") == [past.id]
    assert shown("state=all&sort=mentee") == [early.id, past.id, late.id]
    assert shown(f"owner={nadia.id}") == [early.id]
    assert shown("owner=none") == [late.id]
    assert shown("ends_before=2026-08-01") == [early.id]
    assert shown("q=gokce") == [late.id]
    assert shown("q=peeters+zoe") == [late.id]
    assert shown(f"antenna={make.antenna('LIE').id}") == [late.id]
    assert shown("state=nonsense&owner=x&ends_before=x&antenna=x&page=x") == [early.id, late.id]
    assert shown("kind=x&endpoint=x&_method=x&q=gokce") == [late.id]


def test_the_list_takes_six_statements(as_role):
    for _ in range(5):
        make.duo(*make.pair(), owner_id=make.user().id)
    client, seen = as_role("coordinator"), []
    note = lambda *about: seen.append(about[2])  # noqa: E731 - so that it can be removed
    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert client.get("/duos/").status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([one for one in seen if one.startswith("SELECT")]) <= 6


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_is_shown_is_exported_and_noted(as_role, kind):
    make.duo(make.mentee("=HYPERLINK()"), make.mentor())
    make.duo(make.mentee("Omar"), make.mentor("Ann"), ended_on=date(2026, 5, 1))
    answer = as_role("director", language="en").get(f"/duos/export.{kind}?state=open")
    assert answer.status_code == 200
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
        assert rows[0][:3] == ["Reference", "Mentee", "Mentor"]
        assert [row[1] for row in rows[1:]] == ["'=HYPERLINK() Diallo"]
    assert make.last_event().facts == {"rows": 1}


def test_an_export_is_only_for_those_who_may(as_role):
    make.duo(*make.pair())
    assert as_role("auditor").get("/duos/export.csv").status_code == 403
    assert as_role("director").get("/duos/export.pdf").status_code == 404


def test_ticked_duos_change_hands(as_role):
    first, second = make.duo(*make.pair()), make.duo(*make.pair())
    karim = make.user(name="Karim Aziz")
    client = as_role("coordinator")
    url = f"/duos/hand-over?duo={first.id}&duo={second.id}"
    assert "Karim Aziz" in client.get(url).text
    assert client.post(url, data={"owner_id": karim.id}).status_code == 303
    db.session.expire_all()
    assert (first.owner_id, second.owner_id) == (karim.id, karim.id)


def test_all_running_duos_of_somebody_change_hands(as_role):
    nadia, karim = make.user(name="Nadia"), make.user(name="Karim")
    running = make.duo(*make.pair(), owner_id=nadia.id)
    ended = make.duo(*make.pair(), owner_id=nadia.id, ended_on=date(2026, 5, 1))
    client = as_role("director")
    assert client.get("/duos/hand-over").status_code == 200
    url = f"/duos/hand-over?from={nadia.id}"
    assert client.post(url, data={"owner_id": karim.id}).status_code == 303
    db.session.expire_all()
    assert (running.owner_id, ended.owner_id) == (karim.id, nadia.id)
    assert client.post(url, data={"owner_id": karim.id}).status_code == 409


def test_an_auditor_reads_and_changes_nothing(as_role):
    duo = make.duo(*make.pair())
    client = as_role("auditor")
    assert client.get("/duos/").status_code == 200
    assert client.get(f"/duos/{duo.id}").status_code == 200
    for name in ("extension", "pause", "resumption", "closing", "reopening"):
        assert client.post(f"/duos/{duo.id}/{name}").status_code == 403
    assert client.post(f"/duos/hand-over?duo={duo.id}").status_code == 403


def test_what_belongs_to_another_antenna_is_not_there(as_role):
    duo = make.duo(*make.pair(antenna="LIE"))
    proposal = make.approved(*make.pair(antenna="LIE"))
    client = as_role("coordinator", antennas=["BRU"])
    assert f"/duos/{duo.id}" not in client.get("/duos/?state=all").text
    for path in (f"{duo.id}", f"{duo.id}/closing", f"proposals/{proposal.id}/agreement"):
        assert client.get(f"/duos/{path}").status_code == 404
    assert client.get("/duos/99999999999999999999").status_code == 404


def test_the_page_of_somebody_shows_their_duos(as_role):
    fatou, marc = make.pair()
    duo = make.duo(fatou, marc)
    client = as_role("coordinator")
    for page in (f"/mentees/{fatou.id}", f"/mentors/{marc.id}"):
        assert f"/duos/{duo.id}" in client.get(page).text
