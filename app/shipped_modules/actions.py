"""Modules that come with the product: they are there from the start, and nobody's work is lost."""

from pathlib import Path

from app.core import clock, events
from app.core.db import db
from app.core.tenancy import tenant
from app.library import queries, rules
from app.library.actions.editions import publish, would_publish
from app.library.actions.modules import keep_file
from app.library.models import Module, ModuleText, TextState
from app.shipped_modules.folders import Shipped, read_folders
from app.shipped_modules.rules import is_as_shipped

FIRST = "The first edition, as it comes with the product."
LATER = "A newer version, as it comes with the product."


def take_shipped(folder: Path) -> list[str]:
    """Add and publish the modules of the folder; the addresses of those that are new or newer.

    What was taken before is brought up to date, unless somebody at headquarters has changed,
    published or retired it: that is never written over. Done twice, it changes nothing.
    Raises `ShippedMistakes` with everything that is wrong in the files.
    """
    shipped = read_folders(folder, tenant().languages)
    return [one.slug for one in shipped if _take(one)]


def _take(one: Shipped) -> bool:
    module = queries.find_by_slug(one.slug, lock=True)
    if module is None:
        module = Module(slug=one.slug, created_at=clock.now(), files={}, texts=[], editions=[])
    elif not is_as_shipped(module, module.latest):
        return False
    named = {name: keep_file(name, content)[1] for name, content in one.files.items()}
    for name, value in {**one.facts, "files": named}.items():
        setattr(module, name, value)
    db.session.add(module)
    _put_texts(module, one)
    db.session.flush()
    said = would_publish(module)
    if module.latest is not None and module.latest.digest == said:
        return False
    publish(module=module, seen=said, changes=LATER if module.latest else FIRST)
    events.record("module.shipped", module, slug=one.slug)
    return True


def _put_texts(module: Module, one: Shipped) -> None:
    """As reviewed: they were, before they were put into the product."""
    for gone in [text for text in module.texts if text.language not in one.texts]:
        module.texts.remove(gone)
        db.session.delete(gone)
    source = one.texts[module.source_language]
    for language, content in one.texts.items():
        text = module.text_in(language)
        if text is None:
            text = ModuleText(language=language, written_at=clock.now())
            module.texts.append(text)
        for name in rules.CONTENT:
            setattr(text, name, content[name])
        text.source_digest = rules.digest_of({name: source[name] for name in rules.CONTENT})
        if language != module.source_language:
            text.source_snapshot = {name: source[name] for name in rules.CONTENT}
        if text.id is None or events.changed_fields(text):
            text.written_at, text.state = clock.now(), TextState.REVIEWED
            text.written_by, text.reviewed_by = None, None
            text.reviewed_at = clock.now()
