"""What became of a mentee, through the pages."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.outcomes.models import Spell
from tests import make

JOB = {
    "kind": "job",
    "began_on": "2026-05-04",
    "contract": "permanent",
    "hours_per_week": "38",
    "evidence": "document",
    "source": "Contract seen",
}


@pytest.fixture(autouse=True)
def in_summer(on_day):
    on_day(date(2026, 6, 1))


def test_a_situation_is_noted_corrected_and_withdrawn(as_role):
    fatou = make.mentee()
    client, here = as_role("coordinator"), f"/mentees/{fatou.id}/spells"
    assert client.get(f"{here}/").status_code == 200
    assert client.get(f"{here}/new").status_code == 200
    assert client.post(f"{here}/new", data=JOB).status_code == 303
    first = db.session.scalars(select(Spell)).one()
    assert 'value="38.0"' in client.get(f"{here}/{first.id}/correction").text
    corrected = client.post(f"{here}/{first.id}/correction", data=JOB | {"hours_per_week": "19,5"})
    assert corrected.status_code == 303
    second = db.session.scalars(select(Spell).where(Spell.replaced_at.is_(None))).one()
    assert (second.hours_per_week, second.replaces_id) == (19.5, first.id)
    withdrawal = f"{here}/{second.id}/withdrawal"
    assert client.get(withdrawal).status_code == 200
    assert client.post(withdrawal, data={"reason": "Another Fatou"}).status_code == 303
    assert "Another Fatou" in client.get(f"{here}/").text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"kind": ""}, 422),
        ({"hours_per_week": "61"}, 422),
        ({"hours_per_week": "many"}, 422),
        ({"evidence": "rumour"}, 422),
        ({"ended_on": "2026-05-03"}, 409),
        ({"kind": "studies"}, 409),
        ({"kind": "studies", "contract": "", "began_on": "2027-01-01"}, 409),
    ],
)
def test_what_is_not_right_is_shown_with_what_was_typed(as_role, typed, status):
    fatou = make.mentee()
    page = as_role("coordinator").post(f"/mentees/{fatou.id}/spells/new", data=JOB | typed)
    assert page.status_code == status
    assert "Contract seen" in page.text
    assert make.count(Spell) == 0


def test_the_page_of_a_mentee_shows_what_became_of_them(as_role):
    fatou, marc = make.pair()
    make.spell(fatou, source="By telephone")
    client = as_role("coordinator")
    assert "By telephone" in client.get(f"/mentees/{fatou.id}").text
    assert f"/mentees/{marc.id}/spells" not in client.get(f"/mentors/{marc.id}").text


def test_a_situation_is_reached_through_its_own_mentee_only(as_role):
    fatou, omar = make.mentee(antenna="BRU"), make.mentee("Omar", antenna="BRU")
    far = make.mentee("Aya", antenna="LIE")
    mine, theirs = make.spell(fatou), make.spell(far)
    client = as_role("coordinator", antennas=["BRU"])
    for path in (
        f"{omar.id}/spells/{mine.id}/correction",
        f"{fatou.id}/spells/{theirs.id}/withdrawal",
        f"{far.id}/spells/{theirs.id}/withdrawal",
        f"{far.id}/spells/",
        f"{fatou.id}/spells/99999999999999999999/correction",
    ):
        assert client.get(f"/mentees/{path}").status_code == 404


def test_an_auditor_reads_and_changes_nothing(as_role):
    fatou = make.mentee()
    client = as_role("auditor")
    assert client.get(f"/mentees/{fatou.id}/spells/").status_code == 200
    assert client.post(f"/mentees/{fatou.id}/spells/new", data=JOB).status_code == 403
