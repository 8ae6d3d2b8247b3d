"""The link in somebody's hands that opens one module, for them alone."""

import secrets
from datetime import timedelta

from flask import url_for

LASTS = timedelta(days=60)
"""Long enough for eight half-days beside a job, one a week."""


def new_key() -> str:
    """256 bits; the database keeps only its digest."""
    return secrets.token_urlsafe(32)


def reading_url(key: str) -> str:
    return url_for("readings.read", key=key, _external=True)
