"""The only wire that runs upward: what a lower feature must ask or tell a higher one.

A lower feature names a question; here stands who answers it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

from app.accounts import jobs as accounts
from app.messages import jobs as messages

ANSWERS: Mapping[str, tuple[Callable[..., Any], ...]] = {}

JOBS: tuple[Callable[[int], None], ...] = (accounts.write_reset, messages.deliver)
"""Named here so that every job is on the allow-list wherever the product runs."""


def register(app: Flask) -> None:
    app.extensions["tandem.answers"] = ANSWERS
