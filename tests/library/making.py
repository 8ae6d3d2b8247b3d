"""Modules of the library for tests: written, translated, reviewed and published in one word each.

Every function works inside the application of headquarters and commits.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask, current_app

from app.accounts.identity import viewer_of
from app.accounts.models import User
from app.core.db import db
from app.core.viewer import Viewer, acting_as
from app.library import queries
from app.library.actions import editions, modules, texts
from app.library.models import Edition, Module, ModuleText
from tests import make

SHIPPED = Path(__file__).parent / "data" / "shipped"
PNG = (SHIPPED / "small-talk" / "table.png").read_bytes()
CONTENT: dict[str, Any] = {
    "title": "Asking",
    "summary": "How to ask an open question.",
    "objectives": ["You can ask an open question.", "You can wait for the answer."],
    "body": "## Why\n\nA closed question ends.\n\nAn open question begins.\n\n- Who?\n- How?",
    "quiz": [
        {
            "question": "Which question is open?",
            "options": [{"text": "Did you?", "right": False}, {"text": "How?", "right": True}],
            "explanation": "It cannot be answered with yes.",
        }
    ],
}
DUTCH: dict[str, Any] = {
    "title": "Vragen",
    "summary": "Hoe je een open vraag stelt.",
    "objectives": ["Je kunt een open vraag stellen.", "Je kunt op het antwoord wachten."],
    "body": "## Waarom\n\nEen gesloten vraag sluit.\n\nEen open vraag opent.\n\n- Wie?\n- Hoe?",
    "quiz": [
        {
            "question": "Welke vraag is open?",
            "options": [{"text": "Heb je?", "right": False}, {"text": "Hoe?", "right": True}],
            "explanation": "Je kunt er niet ja op zeggen.",
        }
    ],
}
FACTS: dict[str, Any] = {
    "source_language": "en",
    "audience": ["mentor"],
    "level": "beginner",
    "minutes": 210,
    "licence": "CC-BY-SA-4.0",
    "sources": [],
    "based_on": [],
    "compulsory": True,
}


def seen_as(user: User) -> Viewer:
    """Somebody at work on a page."""
    return viewer_of(user, user.permissions, "page")


def editor(name: str = "Alice Martin", **more: Any) -> User:
    return make.user("hq_editor", name=name, language="en", **more)


def module(slug: str = "asking", **facts: Any) -> Module:
    """Without any text."""
    found = modules.add_module(slug=slug, **(FACTS | facts))
    db.session.commit()
    return again(found)


def again(module: Module) -> Module:
    """As the database has it now, with texts and editions."""
    found = queries.find_module(module.id)
    assert found is not None
    return found


def write(by: User, module: Module, language: str = "en", **content: Any) -> ModuleText:
    """Written by this person on the version that is there, in line with the source."""
    module = again(module)
    there = module.text_in(language)
    seen = module.source.source_digest if module.source and language != "en" else None
    said = (DUTCH if language == "nl" else CONTENT) | content
    with acting_as(seen_as(by)):
        version = there.version if there else 0
        texts.write_text(
            module=module, language=language, version=version, in_line_with=seen, **said
        )
    db.session.commit()
    return text(module, language)


def text(module: Module, language: str = "en") -> ModuleText:
    found = again(module).text_in(language)
    assert found is not None
    return found


def submit(module: Module, language: str = "en") -> ModuleText:
    texts.submit_text(text(module, language))
    db.session.commit()
    return text(module, language)


def approve(by: User, module: Module, language: str = "en") -> ModuleText:
    found = text(module, language)
    with acting_as(seen_as(by)):
        texts.review_text(text=found, version=found.version, decision="approve")
    db.session.commit()
    return text(module, language)


def reviewed(
    writer: User, reviewer: User, module: Module, language: str = "en", **content: Any
) -> ModuleText:
    write(writer, module, language, **content)
    submit(module, language)
    return approve(reviewer, module, language)


def publish(module: Module, changes: str = "") -> Edition:
    found = again(module)
    made = editions.publish(module=found, seen=editions.would_publish(found), changes=changes)
    db.session.commit()
    kept = queries.edition(made.slug, made.number)
    assert kept is not None
    return kept


def published(app: Flask, slug: str = "asking", **facts: Any) -> Edition:
    """Edition 1 in English and Dutch, written by one and reviewed by another."""
    with app.app_context():
        alice, bob = editor(), editor("Bob Janssens")
        made = module(slug, **facts)
        reviewed(alice, bob, made)
        reviewed(alice, bob, made, "nl")
        return publish(made)


@contextmanager
def asking(address: str) -> Iterator[None]:
    """As while that page is asked for: a list reads its own address."""
    with current_app.test_request_context(address):
        yield
