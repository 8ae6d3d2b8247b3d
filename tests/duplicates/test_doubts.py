"""Doubts whether two people are one: kept on entry, and seen by those who see both."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.errors import Refused
from app.core.permissions import ROLE_PERMISSIONS, Role
from app.core.viewer import Viewer, acting_as
from app.duplicates.models import DuplicateDoubt
from app.duplicates.queries import open_doubts
from app.people import actions, queries
from tests import make

BORN = date(2001, 5, 4)


@pytest.mark.parametrize(
    "again",
    [
        {"email": "FATOU+x@example.org"},
        {"phone": "0032 481 10 10 38"},
        {"first_name": "Fatoou", "last_name": "Dialo", "born_on": BORN},
    ],
)
def test_somebody_who_looks_the_same_is_entered_only_after_a_look(app, again):
    first = make.mentee(email="fatou@example.org", phone="0481 10 10 38", born_on=BORN)
    profile = {"antenna": "LIE", "first_name": "Another", "last_name": "Name", **again}
    with pytest.raises(Refused, match="looks_the_same"):
        actions.register_mentee(**profile, another_person=False)
    second = actions.register_mentee(**profile, another_person=True)
    doubt = db.session.scalars(select(DuplicateDoubt)).one()
    assert {doubt.person_id, doubt.other_id} == {first.id, second.id}
    assert doubt.settlement == "two"


def test_a_public_registration_leaves_the_doubt_open(app):
    make.mentee(email="fatou@example.org")
    actions.register_mentee(antenna="LIE", first_name="F", last_name="D", email="fatou@example.org")
    assert len(db.session.scalars(open_doubts()).all()) == 1


def test_a_doubt_over_the_wall_is_seen_by_those_who_see_both(app):
    elsewhere = make.mentee(antenna="GHE", email="fatou@example.org")
    with acting_as(of_antenna(make.antenna("LIE").id)):
        profile = {"antenna": "LIE", "first_name": "F", "last_name": "D"}
        with pytest.raises(Refused, match="same_elsewhere"):
            actions.register_mentee(**profile, email="fatou@example.org", another_person=False)
        actions.register_mentee(**profile, email="fatou@example.org", another_person=True)
        assert db.session.scalars(open_doubts()).all() == []
        assert queries.people_of([elsewhere.id]) == []
    assert len(db.session.scalars(open_doubts()).all()) == 1


def of_antenna(antenna_id):
    permissions = ROLE_PERMISSIONS[Role.COORDINATOR]
    return Viewer("Alice", 1, permissions, frozenset({antenna_id}))
