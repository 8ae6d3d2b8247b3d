"""How a lower feature asks the higher ones without knowing them (see `app/reactions.py`)."""

from typing import Any

from flask import current_app


def ask(question: str, *about: Any) -> list[Any]:
    """The answers of all features that have one, such as the reasons against closing an antenna."""
    answerers = current_app.extensions["tandem.answers"].get(question, ())
    return [answer for answerer in answerers for answer in answerer(*about)]
