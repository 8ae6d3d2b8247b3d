"""The demonstration has a past large enough to be published, and sends eight quarters of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.core.db import db
from app.core.tenancy import tenant
from app.core.viewer import SYSTEM, acting_as
from app.demo.actions import make_demonstration
from app.demo.profile import read_profile
from app.demo.releases import QUARTERS, make_releases
from app.indicators import figures, queries
from app.indicators.facts import Scope
from app.publication import actions
from app.publication.models import Publication, Release, ReleaseState
from app.tabulation.templates import TEMPLATES

pytestmark = pytest.mark.any_database


def test_the_smallest_country_publishes_eight_quarters(
    installation: Any, on_day: Callable[[Any], None]
) -> None:
    on_day(date(2026, 11, 20))
    app: Flask = installation.apps["nl"]
    with app.app_context(), acting_as(SYSTEM):
        make_demonstration()
        assert make_releases() == QUARTERS
        db.session.commit()
        actions.send_all()
        db.session.commit()
        states = set(db.session.scalars(select(Release.state)))
        sent = db.session.scalars(select(Publication.tenant)).all()
        facts = queries.facts(Scope(on=date(2026, 11, 20)))
    assert states == {ReleaseState.SENT}
    assert sent == ["nl"] * QUARTERS * len(TEMPLATES)
    assert 0.45 < figures.insertion_12m.of(facts).rate < 0.6
    assert 0.62 < figures.positive_12m.of(facts).rate < 0.8
    assert 0.85 < figures.reached_six_months.of(facts).rate < 0.94
    assert 0.05 < figures.insertion_12m.of(facts).unknown / facts.followed < 0.15


def test_the_profiles_say_how_large_the_past_is(app: Flask) -> None:
    found = read_profile(tenant().folder)
    assert found is not None
    assert (found.past_duos, found.past_mentors) == (900, 180)
    assert replace(found, past_duos=0, past_mentors=0).duos == 120
