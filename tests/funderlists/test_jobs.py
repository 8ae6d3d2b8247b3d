"""Lists of people and of funders are not kept longer because nobody sends another."""

from datetime import timedelta

import pytest

from app.core import clock, schedules
from app.core.db import db
from app.core.jobs import perform
from app.funderlists import queries
from app.reactions import SCHEDULES
from tests.funderlists import stage


@pytest.mark.parametrize("name", ["imports.tidy", "funderlists.tidy"])
def test_it_comes_back_every_day(app, name):
    assert name in schedules.sweep(SCHEDULES)


def test_an_old_draft_is_forgotten_by_the_job(app, tmp_path):
    draft = stage.draft(tmp_path, stage.ROW)
    draft.made_at = clock.now() - timedelta(days=8)
    db.session.commit()
    assert queries.old_drafts(clock.now()) != []
    perform("be", "funderlists.tidy", 0)
    assert queries.old_drafts(clock.now()) == []
