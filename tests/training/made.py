"""Rows for the tests of training, with defaults for all that the test does not care about."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.core import clock
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.duplicates.models import DuplicateDoubt
from app.library.models import ContentFile, Edition, EditionText, Module, ModuleText
from app.people.models import Person
from app.training.models import Completion, TrainingModule
from app.training_sessions.models import TrainingSession
from tests import make

COURSE = (
    *("first-meeting", "listening", "cv-and-letter", "interview"),
    *("network", "working-life", "boundaries-and-safety", "closing-a-duo"),
)
QUIZ = [
    {
        "question": f"Question {number}",
        "explanation": f"Because of {number}",
        "options": [{"text": "Yes", "right": True}, {"text": "No", "right": False}],
    }
    for number in range(1, 6)
]
RIGHT = {f"answer-{n}": "0" for n in range(5)}
"""Every answer right."""
PICTURE = "a" * 64


def text(title: str, **more: Any) -> dict[str, Any]:
    return {
        "title": title,
        "summary": f"About {title}",
        "objectives": ["You can begin."],
        "body": f"## {title}\n\nWords of {title}. ![A drawing](duo.png)",
        "quiz": QUIZ,
        **more,
    }


def facts(**more: Any) -> dict[str, Any]:
    return {
        "audience": ["mentor"],
        "level": "beginner",
        "minutes": 210,
        "licence": "CC-BY-SA-4.0",
        "sources": [
            {"title": "EEPM 5", "author": "MENTOR", "url": "https://x.example/", "licence": ""}
        ],
        "based_on": [],
        "files": {"duo.png": PICTURE},
        "source_language": "en",
        "compulsory": True,
        "position": 1,
        **more,
    }


def module(slug: str = "listening", **more: Any) -> TrainingModule:
    """A copied module in English, compulsory; `facts` replaces some of its facts."""
    known = facts(**more.pop("facts", {}))
    details = {
        "position": known["position"],
        "edition": 1,
        "digest": "d1",
        "texts": {"en": text(slug.capitalize())},
        "compulsory": True,
        "introductions": {},
        "examples": {},
        "copied_at": clock.now(),
    }
    return make.kept(TrainingModule(slug=slug, facts=known, **details | more))


def course() -> list[TrainingModule]:
    """The eight modules before a first duo."""
    return [module(slug, facts={"position": place}) for place, slug in enumerate(COURSE, start=1)]


def session(of: TrainingModule, antenna: str = "", **more: Any) -> TrainingSession:
    """In a week, with two places."""
    office = make.antenna(antenna) if antenna else make.first_antenna()
    details = {
        "starts_at": clock.now() + timedelta(days=7),
        "minutes": 210,
        "place": "Rue Neuve 1",
        "language": "fr",
        "capacity": 2,
    }
    return make.kept(TrainingSession(antenna_id=office.id, module_id=of.id, **details | more))


def completion(person: Person, of: TrainingModule, **more: Any) -> Completion:
    details = {"edition": 1, "way": "noted", "completed_on": make.SPRING, "hours": 3.5}
    return make.kept(Completion(person_id=person.id, module_id=of.id, **details | more))


def doubt(one: Person, other: Person) -> DuplicateDoubt:
    """Whether these two are one person."""
    return make.kept(
        DuplicateDoubt(person_id=one.id, other_id=other.id, grounds=["name"], found_at=clock.now())
    )


def held(one: TrainingSession) -> TrainingSession:
    """As if it had begun two hours ago."""
    one.starts_at = clock.now() - timedelta(hours=2)
    db.session.commit()
    return one


@contextmanager
def library(headquarters: Flask) -> Iterator[Session]:
    """The shared database as headquarters writes it."""
    with headquarters.app_context(), acting_as(SYSTEM):
        with Session(db.engines["shared"]) as shared:
            yield shared
            shared.commit()
        db.session.remove()


def publish(headquarters: Flask, slug: str = "listening", number: int = 1, **more: Any) -> None:
    """An edition as headquarters puts it out; `texts` by language, `facts` as those of a module."""
    texts = more.pop("texts", None) or {"en": text(slug.capitalize())}
    known = facts(**more.pop("facts", {}))
    with library(headquarters) as shared:
        found = shared.query(Module).filter_by(slug=slug).one_or_none() or Module(
            slug=slug,
            position=known["position"],
            source_language="en",
            audience=["mentor"],
            level="beginner",
            minutes=210,
            created_at=clock.now(),
        )
        shared.add(found)
        shared.flush()
        if not shared.query(ContentFile).filter_by(sha256=PICTURE).count():
            shared.add(ContentFile(sha256=PICTURE, media_type="image/png", content=b"a drawing"))
        shared.add(
            Edition(
                module_id=found.id,
                slug=slug,
                number=number,
                facts=known,
                digest=f"{slug}-{number}",
                published_at=clock.now(),
                texts=[EditionText(language=code, **words) for code, words in texts.items()],
                **more,
            )
        )


def retire(headquarters: Flask, slug: str) -> None:
    with library(headquarters) as shared:
        for edition in shared.query(Edition).filter_by(slug=slug):
            edition.retired_at = clock.now()


def empty_library(headquarters: Flask) -> None:
    with library(headquarters) as shared:
        for model in (EditionText, Edition, ModuleText, Module, ContentFile):
            shared.execute(delete(model))
