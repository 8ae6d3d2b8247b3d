"""Sensitive facts: apart, noted, and never where a tenant may not keep them."""

from datetime import date

import pytest
from sqlalchemy import insert, select

from app.core.db import db
from app.core.permissions import ROLE_PERMISSIONS, Role
from app.core.viewer import SYSTEM, Viewer, acting_as
from app.people import queries
from app.people.models import SensitiveFacts
from app.people.schemas import sensitive_schema
from app.people.sensitive import change_sensitive
from tests import make


def test_reading_is_noted_with_who_and_whose(as_role):
    mentee = make.mentee()
    change_sensitive(mentee, nationality="SN")
    db.session.commit()
    page = as_role("coordinator").get(f"/mentees/{mentee.id}/sensitive")
    assert "Senegal" in page.text or "Sénégal" in page.text
    event = make.last_event()
    assert (event.name, event.subject_id, event.actor) == (
        "sensitive.read",
        mentee.id,
        "Alice Martin",
    )
    assert event.facts == {}


def test_a_reader_without_the_permission_is_refused(as_role):
    mentee = make.mentee()
    auditor = as_role("auditor")
    assert auditor.get(f"/mentees/{mentee.id}/sensitive").status_code == 403
    assert "sensitive" not in auditor.get(f"/mentees/{mentee.id}").text


def test_the_history_tells_the_names_of_what_changed_and_no_value(as_role):
    mentee = make.mentee()
    client = as_role("coordinator")
    answer = client.post(
        f"/mentees/{mentee.id}/sensitive/edit",
        data={"nationality": "SN", "birth_country": "", "permit_until": "2041-01-31"},
    )
    assert answer.status_code == 303
    history = client.get(f"/mentees/{mentee.id}/history").text
    assert "Senegal" not in history
    assert "Sénégal" not in history
    assert "2041" not in history
    assert make.last_event().name == "sensitive.changed"
    assert make.last_event().facts == {"fields": ["nationality", "permit_until"]}


def test_a_wrong_day_is_shown_as_it_was_typed(as_role):
    mentee = make.mentee()
    page = as_role("coordinator").post(
        f"/mentees/{mentee.id}/sensitive/edit", data={"permit_until": "soon"}
    )
    assert page.status_code == 422
    assert 'value="soon"' in page.text


def test_belgium_keeps_where_parents_were_born(app):
    mentee = make.mentee()
    assert "parents_born_outside_eu" in sensitive_schema().fields
    change_sensitive(mentee, parents_born_outside_eu=True)
    db.session.commit()
    assert queries.sensitive_of(mentee).parents_born_outside_eu is True


@pytest.fixture
def french(neighbour):
    with neighbour.app_context(), acting_as(SYSTEM):
        yield make.browser(neighbour, make.user("coordinator")), make.mentee().id


def test_france_does_not_ask_where_parents_were_born(french):
    client, mentee_id = french
    assert "parents_born_outside_eu" not in sensitive_schema().fields
    assert "parents_born" not in client.get(f"/mentees/{mentee_id}/sensitive/edit").text


@pytest.mark.parametrize("as_json", [True, False])
def test_france_does_not_keep_it_even_when_it_is_sent(french, as_json):
    client, mentee_id = french
    sent = {"parents_born_outside_eu": "true", "nationality": "SN"}
    body = {"json": sent} if as_json else {"data": sent}
    client.post(f"/mentees/{mentee_id}/sensitive/edit", **body)
    kept = db.session.scalars(select(SensitiveFacts.parents_born_outside_eu)).all()
    assert not any(kept)


def test_france_does_not_keep_it_by_any_way_around_the_form(french):
    _, mentee_id = french
    db.session.add(SensitiveFacts(person_id=mentee_id, parents_born_outside_eu=True))
    db.session.commit()
    other = make.mentee().id
    rows = [{"person_id": other, "parents_born_outside_eu": True}]
    db.session.execute(insert(SensitiveFacts), rows)
    db.session.commit()
    assert db.session.scalars(select(SensitiveFacts.parents_born_outside_eu)).all() == [None, None]


def test_permits_that_end_are_shown_to_those_who_may_read_them(app):
    soon, later = make.mentee("Soon"), make.mentee("Later")
    change_sensitive(soon, permit_until=date(2026, 12, 1))
    change_sensitive(later, permit_until=date(2027, 12, 1))
    db.session.commit()
    assert queries.permits_ending(date(2027, 1, 1)) == [(soon, date(2026, 12, 1))]
    with acting_as(Viewer("Anna", 1, ROLE_PERMISSIONS[Role.AUDITOR], None)):
        assert queries.permits_ending(date(2027, 1, 1)) == []
