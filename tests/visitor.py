"""The client of the tests: every request stands in an application context of its own.

Flask reuses the context that the test itself stands in; what one visitor left there (who is signed
in, the language, the session of the database) would then answer for the next one.
"""

from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.core.db import db


class Visitor(FlaskClient):
    """Reads English, which every tenant speaks, unless a test says otherwise."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"

    def open(self, *args: Any, **options: Any) -> TestResponse:
        if has_app_context():
            db.session.commit()  # what the test has made is there, and its lock is not
        with self.application.app_context():
            return super().open(*args, **options)
