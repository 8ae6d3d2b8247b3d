"""Counting what is asked of the database."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.core.db import db


@pytest.fixture
def statements(app):
    """`with statements() as asked:` collects every SELECT."""

    @contextmanager
    def collect():
        asked = []

        def note(_connection, _cursor, text, *_rest):
            if text.lstrip().upper().startswith("SELECT"):
                asked.append(text)

        event.listen(db.engine, "before_cursor_execute", note)
        try:
            yield asked
        finally:
            event.remove(db.engine, "before_cursor_execute", note)

    return collect
