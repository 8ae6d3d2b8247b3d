"""The pages of contacts: what a coordinator sees, notes, and is told is late."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.followup import queries
from app.followup.models import DuoContact
from tests import make
from tests.followup.conftest import TODAY
from tests.practising import practise

SAID = {
    "held_on": "2026-04-20",
    "channel": "video",
    "activity": "They wrote a CV",
    "well_being": "4",
    "worry": "false",
    "note": "Both are content",
}


@pytest.fixture
def alice(duo, as_role):
    return as_role("coordinator", antennas=["GHE"])


def contact_of(duo, code, side="mentee"):
    found = queries.contacts_of(duo.id)
    return next(one for one in found if (one.code, one.side) == (code, side))


def address(duo, contact):
    return f"/duos/{duo.id}/contacts/{contact.id}"


def test_the_page_of_a_duo_says_what_is_late_and_what_comes(alice, duo):
    page = alice.get(f"/duos/{duo.id}").text
    assert "Planned contacts" in page
    assert "2 contacts are late" in page
    for words in ("First weeks", "12 Mar 2026", "Second month", "contacts later on"):
        assert words in page
    assert address(duo, contact_of(duo, "first_weeks")) in page


def test_a_contact_is_noted_for_both_and_no_longer_late(alice, duo):
    contact = contact_of(duo, "first_weeks")
    page = alice.get(address(duo, contact)).text
    assert "First weeks: Fatou Diallo" in page
    assert 'value="2026-04-20"' in page
    assert "I talked with both at once" in page
    answer = alice.post(address(duo, contact), data=SAID | {"both": "true"})
    assert answer.location == f"/duos/{duo.id}"
    page = alice.get(f"/duos/{duo.id}").text
    assert "1 contact is late" in page
    for words in ("2 contacts so far", "They wrote a CV", "Both are content", "it goes: Very well"):
        assert words in page
    assert "Contact noted" in page, "it stands among the changes"


def test_a_worry_stands_on_top_until_another_contact_says_otherwise(alice, duo):
    first, second = contact_of(duo, "first_weeks"), contact_of(duo, "first_month")
    alice.post(address(duo, first), data=SAID | {"worry": "true", "held_on": "2026-04-10"})
    assert "Fatou told of a worry on 10 Apr 2026" in alice.get(f"/duos/{duo.id}").text
    alice.post(address(duo, second), data=SAID)
    assert "told of a worry" not in alice.get(f"/duos/{duo.id}").text


def test_what_was_noted_is_shown_again_to_be_corrected(alice, duo):
    contact = contact_of(duo, "first_weeks")
    alice.post(address(duo, contact), data=SAID)
    page = alice.get(address(duo, contact)).text
    assert "They wrote a CV" in page
    assert "I talked with both" not in page
    assert alice.post(address(duo, contact), data=SAID | {"activity": "A walk"}).status_code == 303
    assert "A walk" in alice.get(f"/duos/{duo.id}").text


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"activity": ""}, 422),
        ({"well_being": "5"}, 422),
        ({"worry": ""}, 422),
        ({"channel": "pigeon"}, 422),
        ({"held_on": "2027-01-01"}, 422),
        ({"held_on": "2026-03-01"}, 409),
    ],
)
def test_what_is_wrong_is_told_and_kept_as_typed(alice, duo, changes, status):
    contact = contact_of(duo, "first_weeks")
    answer = alice.post(address(duo, contact), data=SAID | changes)
    assert answer.status_code == status
    assert "Both are content" in answer.text
    assert not contact_of(duo, "first_weeks").is_held


def test_a_contact_besides_the_plan_is_noted(alice, duo):
    assert alice.get(f"/duos/{duo.id}/contacts/new").status_code == 200
    assert alice.post(f"/duos/{duo.id}/contacts/new", data=SAID).status_code == 422
    answer = alice.post(f"/duos/{duo.id}/contacts/new", data=SAID | {"side": "mentor"})
    assert answer.status_code == 303
    assert "A contact besides the plan, with Marc" in alice.get(f"/duos/{duo.id}").text


def test_the_contact_of_another_duo_or_antenna_is_not_there(alice, duo, as_role):
    other = make.duo(*make.pair(antenna="LIE"))
    mine = contact_of(duo, "first_weeks")
    assert alice.get(f"/duos/{other.id}/contacts/{mine.id}").status_code == 404
    assert alice.get(f"/duos/{other.id}/contacts/new").status_code == 404
    elsewhere = as_role("coordinator", antennas=["LIE"])
    assert elsewhere.get(address(duo, mine)).status_code == 404
    assert elsewhere.post(f"/duos/{other.id}/contacts/{mine.id}", data=SAID).status_code == 404


def test_who_may_only_read_sees_the_contacts_and_notes_none(duo, as_role):
    auditor = as_role("auditor")
    contact = contact_of(duo, "first_weeks")
    page = auditor.get(f"/duos/{duo.id}").text
    assert "First weeks" in page
    assert address(duo, contact) not in page
    assert auditor.post(address(duo, contact), data=SAID).status_code == 403


def test_the_list_of_duos_is_filtered_by_late_contacts(alice, duo):
    make.duo(*make.pair(antenna="GHE", first_name="Paul"))
    everything, late = alice.get("/duos/").text, alice.get("/duos/?contact=late").text
    assert '<option value="late"' in everything
    assert everything.count('class="tick-cell"') == 2
    assert late.count('class="tick-cell"') == 1
    assert alice.get("/duos/?contact=pigeon").text.count('class="tick-cell"') == 2


def test_a_late_contact_waits_on_the_page_of_the_day(alice, duo, as_role):
    page = alice.get("/today").text
    assert "Duos with a contact that is late" in page
    assert "contact due on 12 Mar 2026" in page
    assert "/duos/?contact=late" in page
    assert "Duos with a contact that is late" in as_role("director").get("/today").text


def test_the_names_of_the_plan_are_in_the_language_of_the_reader(alice, duo):
    page = alice.get(f"/duos/{duo.id}", headers={"Accept-Language": "nl"})
    assert page.status_code == 200
    french = alice.get(f"/duos/{duo.id}", headers={"Accept-Language": "fr"}).text
    assert "Premiers pas" in french
    assert "First weeks" not in french


def test_a_duo_without_a_plan_says_when_it_gets_one(alice, app):
    found = make.duo(*make.pair(antenna="GHE"))
    assert "No contact is planned yet" in alice.get(f"/duos/{found.id}").text


def test_while_a_duo_is_paused_its_page_says_that_nothing_is_late(alice, duo):
    alice.post(f"/duos/{duo.id}/pause", data={"from_on": "2026-04-15", "reason": "Ill"})
    page = alice.get(f"/duos/{duo.id}").text
    assert "nothing is late" in page
    assert "contacts are late" not in page


def test_a_country_that_plans_otherwise_shows_its_own_contacts(
    alice, app, monkeypatch, tmp_path, duo
):
    own = '[contacts.first_weeks]\nnames = { en = "Welcome call" }\n'
    practise(app, monkeypatch, tmp_path, follow_up=own)
    assert "Welcome call" in alice.get(f"/duos/{duo.id}").text


def test_programs_read_the_contacts_without_what_was_said(duo, app):
    contact = contact_of(duo, "first_weeks")
    contact.held_on, contact.note, contact.well_being = TODAY, "Private", 2
    db.session.commit()
    headers = make.program(make.user(antennas=["GHE"]))
    answer = app.test_client().get(f"/api/v1/duos/{duo.id}/contacts", headers=headers)
    items = answer.json["items"]
    assert len(items) == len(db.session.scalars(select(DuoContact)).all())
    assert items[0]["due_on"] == str(date(2026, 3, 12))
    assert "Private" not in answer.text
    assert app.test_client().get("/api/v1/duos/999/contacts", headers=headers).status_code == 404
