"""What a test leaves behind: nothing, not even a number that was given and taken back."""

import pytest
from sqlalchemy import Sequence

from app.core.db import db


@pytest.mark.parametrize("time", ["first", "again"])
def test_numbers_begin_at_one_in_a_table_that_stayed_empty(app, time):
    """SQLite knows no numbers beside its rows."""
    if db.engine.dialect.name == "postgresql":
        assert db.session.scalar(Sequence("claim_questions_id_seq")) == 1
        db.session.rollback()
