"""The pages of double profiles, as people open them."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.duplicates.models import DuplicateDoubt
from app.people import actions, queries
from tests import make


@pytest.fixture
def coordinator(as_role):
    return as_role("coordinator", antennas=["LIE"])


@pytest.fixture
def doubt(app):
    make.mentee(antenna="LIE", email="fatou@example.org")
    actions.register_mentee(
        antenna="LIE", first_name="Fatoumata", last_name="Diallo", email="fatou@example.org"
    )
    db.session.commit()
    return db.session.scalars(select(DuplicateDoubt)).one()


def test_a_doubt_is_compared_merged_and_undone(coordinator, doubt):
    assert "Fatoumata" in coordinator.get("/people/duplicates").text
    assert 'name="keep"' in coordinator.get(f"/people/duplicates/{doubt.id}").text
    kept, gone = doubt.person_id, doubt.other_id
    answer = coordinator.post(
        f"/people/duplicates/{doubt.id}/merge", data={"keep": kept, "first_name": gone}
    )
    assert answer.location == f"/mentees/{kept}"
    profile = coordinator.get(answer.location).text
    assert "Fatoumata" in profile
    assert f'action="/people/{kept}/merges/{gone}/undoing"' in profile
    assert coordinator.get(f"/mentees/{gone}").location == f"/mentees/{kept}"
    undone = coordinator.post(f"/people/{kept}/merges/{gone}/undoing")
    assert undone.location == f"/mentees/{gone}"
    assert "/undoing" not in coordinator.get(f"/mentees/{kept}").text
    assert len(queries.search("diallo")) == 2


def test_a_merge_without_a_choice_is_asked_again(coordinator, doubt):
    assert coordinator.post(f"/people/duplicates/{doubt.id}/merge").status_code == 422


def test_two_people_are_settled(coordinator, doubt):
    assert coordinator.post(f"/people/duplicates/{doubt.id}/settlement").status_code == 303
    assert coordinator.get(f"/people/duplicates/{doubt.id}").status_code == 404


def test_a_doubt_over_the_wall_is_not_there(as_role, doubt):
    assert (
        as_role("coordinator", antennas=["GHE"]).get(f"/people/duplicates/{doubt.id}").status_code
        == 404
    )
