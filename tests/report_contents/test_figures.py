"""The figures of a grant for a period, as the ledger and the claims have them."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import db
from app.duos.models import Duo, DuoState
from app.grants.models import Unit
from app.outcomes.models import SpellKind
from app.people.models import Mentee
from app.report_contents.figures import figures_of
from tests import make
from tests.claims import stage as claims
from tests.reports.stage import AFTER, Q1


@pytest.fixture(autouse=True)
def summer(app, on_day):
    on_day(AFTER)


def figures(grant, days=Q1):
    return figures_of([grant], *days)[grant.id]


def test_duos_are_counted_started_completed_and_with_a_positive_exit(app):
    grant = claims.grant()
    claims.line(grant, 1, antenna="BRU")
    done = claims.line(grant, 2, antenna="LIE")
    duo = db.session.scalars(select(Duo).where(Duo.id == done.duo_id)).one()
    duo.ended_on, duo.state = date(2026, 3, 20), DuoState.COMPLETED
    mentee = db.session.scalars(select(Mentee).where(Mentee.id == duo.mentee_id)).one()
    make.spell(mentee, kind=SpellKind.JOB)
    found = figures(grant)
    assert {name: found[name] for name in ("counted", "started", "completed", "exits")} == {
        "counted": 2,
        "started": 2,
        "completed": 1,
        "exits": 1,
    }
    assert [(one["group"], one["counted"]) for one in found["by_antenna"]] == [
        ("BRU", 1),
        ("LIE", 1),
    ]
    assert [one["group"] for one in found["by_quarter"]] == ["2026-Q1"]
    assert figures(grant, (date(2026, 4, 1), date(2026, 6, 30)))["counted"] == 0


def test_what_was_released_from_the_ledger_does_not_count(app):
    grant = claims.grant()
    claims.line(grant, released_at=claims.clock.now())
    assert figures(grant)["counted"] == 0


def test_money_is_that_of_the_claims_of_the_period(app):
    grant = claims.grant()
    claims.line(grant)
    claims.approved(grant)
    found = figures(grant)
    assert (found["asked_cents"], found["granted_cents"], found["paid_cents"]) == (
        100_000,
        100_000,
        0,
    )


def test_hours_are_added_up(app):
    grant = claims.grant(unit=Unit.HOUR)
    claims.line(grant, 1, quantity=2.5)
    claims.line(grant, 2, quantity=1)
    assert figures(grant)["hours"] == 3.5
