"""A duo with its plan of contacts, on a day in spring."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.core.db import db
from app.duos.models import Duo
from app.followup import actions
from tests import make

START = make.SPRING
TODAY = date(2026, 4, 20)


@pytest.fixture(autouse=True)
def in_spring(on_day: Any) -> None:
    on_day(TODAY)


@pytest.fixture
def duo(app: Flask) -> Duo:
    """Running since 2 March with all that the plan asks for; two contacts are late by now."""
    fatou, marc = make.pair(antenna="GHE")
    found = make.duo(fatou, marc)
    actions.plan([found], START)
    db.session.commit()
    return found
