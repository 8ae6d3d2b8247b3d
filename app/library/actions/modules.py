"""What can be done to a module as a whole: its facts, its files, retiring it."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy import delete
from werkzeug.datastructures import FileStorage

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.library import files, queries, rules
from app.library.models import ContentFile, Module


def add_module(*, slug: str, **facts: Any) -> Module:
    """Begin a module without any text. Raises `Refused` when its address is taken."""
    refuse_if([rules.SLUG_TAKEN] if queries.find_by_slug(slug) else [])
    facts["position"] = facts.get("position") or queries.next_position()
    module = Module(slug=slug, created_at=clock.now(), files={}, texts=[], editions=[], **facts)
    db.session.add(module)
    events.record("module.added", module, slug=slug)
    return module


def change_module(*, module: Module, version: int, **facts: Any) -> Module:
    """Change its facts; what was published stays as it was."""
    refuse_if(rules.against_older(module.version, version))
    for name, value in facts.items():
        setattr(module, name, value)
    changed = events.changed_fields(module)
    if changed:
        events.record("module.changed", module, slug=module.slug, fields=sorted(changed))
    return module


def attach_file(*, module: Module, file: FileStorage | None) -> str:
    """Keep a picture or a document with the module; its name. One of the same name is replaced.

    Raises `ValidationError` at `file` for what is too large or of another kind.
    """
    if file is None or not file.filename:
        raise ValidationError({"file": [_("Choose a file.")]})
    try:
        name, sha256 = keep_file(file.filename, file.stream.read(files.MOST_BYTES + 1))
    except files.WrongFile as wrong:
        raise ValidationError({"file": [str(wrong)]}) from None
    module.files = {**module.files, name: sha256}
    events.record("module.file_attached", module, slug=module.slug, file=name)
    return name


def keep_file(filename: str, content: bytes) -> tuple[str, str]:
    """The name and the digest it is known by; the same content is kept once.

    Raises `files.WrongFile`.
    """
    media_type = files.media_type_of(content)
    name, sha256 = files.name_of(filename, media_type), files.digest_of(content)
    if queries.find_file(sha256) is None:
        db.session.add(ContentFile(sha256=sha256, media_type=media_type, content=content))
        db.session.flush()
    return name, sha256


def remove_file(*, module: Module, name: str) -> None:
    """Raises `Refused` while a text shows it; older editions keep theirs."""
    refuse_if(rules.against_removing(name, module.texts))
    kept = dict(module.files)
    sha256 = kept.pop(name, "")
    module.files = kept
    db.session.flush()
    if sha256 and not queries.is_used(sha256):
        db.session.execute(delete(ContentFile).where(ContentFile.sha256 == sha256))
    events.record("module.file_removed", module, slug=module.slug, file=name)


def retire_module(module: Module) -> Module:
    """Nobody is offered it any more; what countries hold sessions of stays readable to them."""
    refuse_if([rules.RETIRED] if module.retired_at else [])
    _retire(module, clock.now())
    events.record("module.retired", module, slug=module.slug)
    return module


def bring_back(module: Module) -> Module:
    """Raises `Refused` when it is not retired."""
    refuse_if([] if module.retired_at else [rules.NOT_RETIRED])
    _retire(module, None)
    events.record("module.brought_back", module, slug=module.slug)
    return module


def _retire(module: Module, at: Any) -> None:
    module.retired_at = at
    for edition in module.editions:
        edition.retired_at = at
