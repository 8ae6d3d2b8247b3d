"""Matching through its pages, as a coordinator uses them."""

from datetime import date

import pytest
from sqlalchemy import event, select

from app.core.db import db
from app.matching.models import Proposal
from tests import make


@pytest.fixture
def statements():
    """The SQL of what happens after this fixture was asked for."""
    seen, engine = [], db.engine

    def note(connection, cursor, statement, *rest):
        if statement.startswith("SELECT"):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine, "before_cursor_execute", note)


def the_proposal():
    db.session.expire_all()
    return db.session.scalars(select(Proposal)).one()


def test_who_waits_is_listed_with_the_longest_wait_first(as_role, on_day):
    on_day(date(2026, 4, 1))
    make.mentee("Aya", "Benali", stage_since=date(2026, 3, 25))
    make.mentee("Fatou", "Diallo", stage_since=date(2026, 2, 1), sectors=["43"])
    page = as_role("coordinator").get("/matching/").text
    assert page.index("Fatou Diallo") < page.index("Aya Benali")
    assert "59 " in page


def test_the_list_is_searched_without_accents(as_role):
    make.mentee("Zoë", "Gökçe")
    make.mentee("Fatou", "Diallo")
    page = as_role("coordinator").get("/matching/?q=zoe+gok").text
    assert "Zoë Gökçe" in page
    assert "Fatou" not in page


def test_mentors_are_shown_with_reasons_and_the_others_apart_with_theirs(as_role):
    fatou, marc = make.pair(sectors=["43"])
    make.mentor("Luc", "Peeters", languages={"nl": "native"}, trained_on=make.SPRING)
    client = as_role("director", language="en")
    page = client.get(f"/matching/mentees/{fatou.id}").text
    assert "Marc Servais" in page
    assert "Luc Peeters" not in page
    apart = client.get(f"/matching/mentees/{fatou.id}?shown=impossible").text
    assert "Luc Peeters" in apart
    assert "They speak no language in common." in apart
    assert marc.name not in apart


def test_the_mentors_are_searched_and_narrowed_to_what_the_two_share(as_role):
    fatou = make.mentee(languages={"fr": "B2"}, sectors=["43"])
    for name, sector in (("Marc", "43"), ("Luc", "62"), ("Zoé", "43")):
        make.mentor(name, languages={"fr": "C1"}, sectors=[sector], trained_on=make.SPRING)
    client, url = as_role("coordinator"), f"/matching/mentees/{fatou.id}"

    def shown(query):
        page = client.get(f"{url}?{query}").text
        return [name for name in ("Marc", "Luc", "Zoé") if name in page]

    assert shown("") == ["Marc", "Luc", "Zoé"]
    assert shown("having=sector") == ["Marc", "Zoé"]
    assert shown("having=sector&q=zoe") == ["Zoé"]
    assert shown("sort=name&page=nonsense&having=nonsense") == ["Marc", "Luc", "Zoé"]
    assert shown("mentee_id=99&endpoint=x") == ["Marc", "Luc", "Zoé"]


def test_a_hundred_mentors_take_no_more_statements_than_one(as_role, statements):
    fatou, _ = make.pair(sectors=["43"])
    for number in range(100):
        make.mentor(f"Mentor {number}", languages={"fr": "B2"}, trained_on=make.SPRING)
    client, url = as_role("director"), f"/matching/mentees/{fatou.id}?page=2"
    statements.clear()
    page = client.get(url)
    assert page.status_code == 200
    assert len(statements) <= 6


@pytest.mark.parametrize("path", ["/matching/", "/matching/proposals"])
def test_a_list_takes_six_statements(as_role, statements, path):
    for _ in range(5):
        make.mentee(sectors=["43"])
        make.proposal(*make.pair())
    client = as_role("coordinator")
    statements.clear()
    assert client.get(path).status_code == 200
    assert len(statements) <= 6


def test_from_a_mentee_to_the_approval_of_both(as_role, on_day):
    on_day(date(2026, 4, 1))
    fatou, marc = make.pair()
    client = as_role("coordinator")
    url = f"/matching/mentees/{fatou.id}/mentors/{marc.id}"
    assert client.get(url).status_code == 200
    assert client.post(url, data={"reason": " "}).status_code == 422
    made = client.post(url, data={"reason": "Both know the building trade."})
    assert made.status_code == 303
    here = made.location
    assert "Both know the building trade." in client.get(here).text
    assert client.get(f"{here}/first-meeting").status_code == 200
    assert client.get(f"{here}/answers").status_code == 200
    client.post(f"{here}/first-meeting", data={"first_meeting_on": "2026-04-01"})
    answers = {
        "first_meeting_on": "2026-04-01",
        "mentee_approves": "true",
        "mentor_approves": "true",
    }
    assert client.post(f"{here}/answers", data=answers).status_code == 303
    assert the_proposal().state == "approved"
    assert "agreement" in client.get(here).text


def test_a_refusal_asks_for_its_reason_and_keeps_what_was_typed(as_role):
    proposal = make.proposal(*make.pair(), first_meeting_on=make.SPRING)
    client = as_role("coordinator")
    url = f"/matching/proposals/{proposal.id}/answers"
    typed = {"first_meeting_on": "2026-03-02", "mentor_approves": "false", "remarks": "Too far"}
    page = client.post(url, data=typed)
    assert page.status_code == 409
    assert "Too far" in page.text
    assert the_proposal().state == "proposed"
    client.post(url, data=typed | {"mentor_reason": "distance"})
    assert the_proposal().state == "refused"
    assert client.get(f"/matching/proposals/{proposal.id}").status_code == 200


def test_somebody_who_cannot_be_proposed_gets_the_reasons_instead_of_a_form(as_role):
    fatou, marc = make.pair()
    make.duo(make.mentee("Omar"), marc)
    page = as_role("director", language="en").get(f"/matching/mentees/{fatou.id}/mentors/{marc.id}")
    assert "This mentor has no free place." in page.text
    assert "<textarea" not in page.text


def test_a_proposal_is_withdrawn_and_a_mentee_made_ready_again(as_role):
    fatou, marc = make.pair()
    proposal = make.proposal(fatou, marc)
    make.duo(fatou, make.mentor("Luc"), ended_on=date(2026, 3, 10))
    client = as_role("coordinator")
    url = f"/matching/proposals/{proposal.id}/withdrawal"
    assert client.get(url).status_code == 200
    assert client.post(url, data={"remarks": "Wrong mentor"}).status_code == 303
    again = f"/matching/mentees/{fatou.id}/return"
    assert client.get(again).status_code == 200
    assert client.post(again, data={"ready_on": "2026-03-10"}).status_code == 409
    assert client.post(again, data={"ready_on": "2026-03-11"}).status_code == 303
    assert fatou.name in client.get("/matching/").text


def test_an_auditor_reads_and_changes_nothing(as_role):
    fatou, marc = make.pair()
    proposal = make.proposal(fatou, marc)
    client = as_role("auditor")
    for path in ("", f"mentees/{fatou.id}", "proposals", f"proposals/{proposal.id}"):
        assert client.get(f"/matching/{path}").status_code == 200
    for path in ("first-meeting", "answers", "withdrawal"):
        assert client.post(f"/matching/proposals/{proposal.id}/{path}").status_code == 403


def test_what_belongs_to_another_antenna_is_not_there(as_role):
    fatou, marc = make.pair(antenna="LIE")
    proposal = make.proposal(fatou, marc)
    client = as_role("coordinator", antennas=["BRU"])
    assert fatou.name not in client.get("/matching/").text
    assert fatou.name not in client.get("/matching/proposals").text
    for path in (
        f"mentees/{fatou.id}",
        f"mentees/{fatou.id}/mentors/{marc.id}",
        f"mentees/{fatou.id}/return",
        f"proposals/{proposal.id}",
        f"proposals/{proposal.id}/answers",
        "proposals/99999999999999999999",
    ):
        assert client.get(f"/matching/{path}").status_code == 404


def test_the_page_of_somebody_shows_their_proposals_and_the_next_step(as_role):
    fatou, marc = make.pair()
    client = as_role("coordinator")
    assert f"/matching/mentees/{fatou.id}" in client.get(f"/mentees/{fatou.id}").text
    proposal = make.proposal(fatou, marc)
    for page in (f"/mentees/{fatou.id}", f"/mentors/{marc.id}"):
        assert f"/matching/proposals/{proposal.id}" in client.get(page).text
