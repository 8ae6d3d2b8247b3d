"""The invented grants keep the rules that real ones keep, and show every page something."""

from collections import Counter

import pytest
from sqlalchemy import select

from app.antennas.queries import open_antennas
from app.core.db import db
from app.deadlines import overview
from app.demo.funders import make_funders
from app.demo.grants import HOW_MANY, Granting
from app.demo.staff import make_staff
from app.grants import queries, rules
from app.grants.actions.contracts import cap_of
from app.grants.models import Cost, Grant, GrantState, Instalment
from app.schemes.reading import parse
from tests.grants.stage import TODAY


@pytest.fixture
def made(app, on_day):
    on_day(TODAY)
    make_staff(open_antennas())
    make_funders()
    Granting().make()
    db.session.commit()
    return db.session.scalars(select(Grant).options(*queries.WHOLE)).all()


def test_the_groups_of_invented_grants_have_words(made):
    groups = {grant.exclusivity_group for grant in made} - {None}
    assert groups
    assert not [group for group in groups if "_" in group]


def test_no_invented_grant_contradicts_itself(made):
    assert len(made) == HOW_MANY["be"]
    for grant in made:
        found = rules.against_terms(
            rules.Terms(
                begins_on=grant.begins_on,
                ends_on=grant.ends_on,
                unit=grant.unit,
                antennas=queries.covered(grant.antenna_codes),
                amount_cents=grant.amount_cents,
                rate_cents=grant.rate_cents,
                rate_percent=grant.rate_percent,
                least_units=grant.least_units,
                caps=[cap_of(cap) for cap in grant.caps],
            )
        )
        assert found == [], grant.code
        parse(grant.conditions)


def test_every_page_has_something_to_show(made):
    states = Counter(grant.state for grant in made)
    assert {GrantState.RUNNING, GrantState.CLOSED, GrantState.DRAFT} <= set(states)
    shown = overview.of_month()
    assert shown["late"]
    assert shown["weeks"]
    assert shown["ending"]
    late = select(Instalment).where(Instalment.received_on.is_(None), Instalment.due_on < TODAY)
    assert db.session.scalars(late).first()
    assert db.session.scalars(select(Cost)).first()
    assert {grant.owner.name for grant in made if grant.owner} >= {"Sofia Marques"}
