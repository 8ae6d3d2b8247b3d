"""The only wire that runs upward: what a lower feature must ask or tell a higher one.

A lower feature names a question; here stands who answers it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Flask

ANSWERS: Mapping[str, tuple[Callable[..., Any], ...]] = {}


def register(app: Flask) -> None:
    app.extensions["tandem.answers"] = ANSWERS
