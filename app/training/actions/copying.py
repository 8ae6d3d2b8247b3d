"""Bringing the country's copy of the modules in line with what headquarters published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError, OperationalError

from app.core import clock, events
from app.core.db import db, rollback
from app.library.models import Edition
from app.library.queries import files_of, published
from app.training.actions.gate import open_gates
from app.training.models import TrainingFile, TrainingModule
from app.training.queries import modules

TOLD = ("title", "summary", "objectives", "body", "quiz")


@dataclass(frozen=True)
class Refreshed:
    """The modules that were new or had a new edition, and those now retired, by name.

    `away` is said when the shared database could not be reached: then nothing was changed.
    """

    changed: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    away: bool = False


def refresh() -> Refreshed:
    """Copy what is new. Begins a unit of work: call it before anything else was changed.

    While the shared database is away the copy stays as it is. An empty library retires nothing: it
    is one that was not filled yet.
    """
    try:
        found = published()
        files = _files_of(found)
    except OperationalError:
        rollback()
        return Refreshed(away=True)
    if not found:
        return Refreshed()
    db.session.add_all(files)
    known = {module.slug: module for module in modules.all_modules()}
    changed = [edition.slug for edition in found if _take_over(edition, known.get(edition.slug))]
    retired = _retire(known, {edition.slug for edition in found})
    db.session.flush()
    _mark_as_current()
    if changed or retired:
        events.record("training.refreshed", changed=changed, retired=retired)
    open_gates()
    return Refreshed(tuple(changed), tuple(retired))


def _files_of(editions: Sequence[Edition]) -> list[TrainingFile]:
    """Those of the editions that are not here yet; the same content is kept once."""
    wanted = {digest for edition in editions for digest in edition.facts.get("files", {}).values()}
    missing = wanted - modules.known_files(wanted)
    found = files_of({digest: digest for digest in missing}) if missing else {}
    return [
        TrainingFile(sha256=digest, media_type=file.media_type, content=file.content)
        for digest, file in found.items()
    ]


def _take_over(edition: Edition, module: TrainingModule | None) -> bool:
    """Whether there was anything new. What the country wrote and chose stays."""
    if module is None:
        return _add(edition)
    was_retired, module.retired_at = module.retired_at is not None, None
    if (module.digest, module.edition) == (edition.digest, edition.number):
        return was_retired
    for name, value in _facts_of(edition).items():
        setattr(module, name, value)
    return True


def _add(edition: Edition) -> bool:
    """False when somebody else copied it at this very moment."""
    module = TrainingModule(
        slug=edition.slug,
        compulsory=bool(edition.facts.get("compulsory")),
        introductions={},
        examples={},
        copied_at=clock.now(),
        **_facts_of(edition),
    )
    try:
        with db.session.begin_nested():
            db.session.add(module)
    except IntegrityError:
        return False
    return True


def _facts_of(edition: Edition) -> dict[str, Any]:
    return {
        "position": int(edition.facts.get("position") or 0),
        "edition": edition.number,
        "digest": edition.digest,
        "facts": edition.facts,
        "texts": {
            text.language: {name: getattr(text, name) for name in TOLD} for text in edition.texts
        },
    }


def _retire(known: Mapping[str, TrainingModule], offered: set[str]) -> list[str]:
    """Those that headquarters no longer offers; one it never had came from old half-days."""
    gone = [
        module
        for slug, module in known.items()
        if slug not in offered and module.edition and module.retired_at is None
    ]
    for module in gone:
        module.retired_at = clock.now()
    return [module.slug for module in gone]


def _mark_as_current() -> None:
    """Past the counting of versions: nobody who writes an introduction meets this as a change."""
    db.session.execute(
        update(TrainingModule).values(copied_at=clock.now()),
        execution_options={"synchronize_session": False},
    )
