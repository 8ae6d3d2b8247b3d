"""Taking over modules of another library: they wait here for a review before anybody is offered
them, and they say whose they were."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.library import licences, queries, rules
from app.library.actions.modules import keep_file
from app.library.models import Module, ModuleText, TextState
from app.openlibrary.reading import MOST_BYTES, Package, WrongPackage, read
from app.shipped_modules.folders import ENDING, Shipped, ShippedMistakes, read_folders

LARGEST = MOST_BYTES // 4
"""Of an archive as it is sent: text packs to a quarter, pictures hardly."""


@dataclass
class Taken:
    """What came of an archive, by the addresses of its modules; `left_out` are languages."""

    added: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_out: set[str] = field(default_factory=set)


def take_over(*, file: FileStorage | None) -> Taken:
    """As `take_package`, for what was sent in a form. Raises `ValidationError` at `file`."""
    if file is None or not file.filename:
        raise ValidationError({"file": [_("Choose a file.")]})
    try:
        return take_package(file.stream.read(LARGEST + 1))
    except WrongPackage as wrong:
        raise ValidationError({"file": [str(wrong)]}) from None


def take_package(sent: bytes) -> Taken:
    """Add the modules that are new here, their texts waiting for a review.

    What is here with the same content stays as it is. Raises `WrongPackage` for an archive that
    cannot be used, and `Refused`, naming each, when a module of the same address says something
    else here: then nothing of the archive is taken.
    """
    package = read(sent)
    taken = Taken()
    with tempfile.TemporaryDirectory() as folder:
        package.unpack(Path(folder))
        taken.left_out = _leave_out(Path(folder))
        try:
            found = read_folders(Path(folder), tenant().languages)
        except ShippedMistakes as mistakes:
            raise WrongPackage(str(mistakes)) from None
    known = {one.slug: queries.find_by_slug(one.slug, lock=True) for one in found}
    refuse_if(_against(found, known))
    for one in found:
        if known[one.slug] is None:
            _add(one, package)
        (taken.unchanged if known[one.slug] else taken.added).append(one.slug)
    return taken


def _leave_out(folder: Path) -> set[str]:
    """Languages that this library does not know are not taken; the others are."""
    others = [p for p in folder.glob(f"*/*{ENDING}") if p.stem not in tenant().languages]
    for path in others:
        path.unlink()
    return {path.stem for path in others}


def _against(found: list[Shipped], known: dict[str, Module | None]) -> list[Reason]:
    return [
        Reason("other_content", _("The module “%(slug)s” is here with other words.", slug=one.slug))
        for one in found
        if (module := known[one.slug]) is not None and not _says_the_same(module, one)
    ]


def _says_the_same(module: Module, one: Shipped) -> bool:
    here = {text.language: rules.content_of(text) for text in module.texts}
    there = {
        language: {name: content[name] for name in rules.CONTENT}
        for language, content in one.texts.items()
    }
    return here == there


def _add(one: Shipped, package: Package) -> None:
    facts = dict(one.facts)
    facts["based_on"] = [*facts["based_on"], _origin(one, package)]
    facts["compulsory"] = False
    facts["position"] = queries.next_position()
    module = Module(slug=one.slug, created_at=clock.now(), files={}, texts=[], editions=[])
    named = {name: keep_file(name, content)[1] for name, content in one.files.items()}
    for name, value in {**facts, "files": named}.items():
        setattr(module, name, value)
    db.session.add(module)
    db.session.flush()
    for language, content in one.texts.items():
        module.texts.append(_text(language, content, one))
    db.session.flush()
    events.record("module.taken_over", module, slug=one.slug, origin=package.origin_url)


def _text(language: str, content: dict[str, Any], one: Shipped) -> ModuleText:
    source = {name: one.texts[one.facts["source_language"]][name] for name in rules.CONTENT}
    is_source = language == one.facts["source_language"]
    return ModuleText(
        language=language,
        state=TextState.SUBMITTED,
        written_by=viewer().user_id,
        written_at=clock.now(),
        source_digest=rules.digest_of(source),
        source_snapshot=None if is_source else source,
        **{name: content[name] for name in rules.CONTENT},
    )


def _origin(one: Shipped, package: Package) -> dict[str, str]:
    """Whose it was: shown with the module for good, as its licence asks."""
    licence = one.facts["licence"]
    return {
        "title": one.texts[one.facts["source_language"]]["title"],
        "author": package.origin_name,
        "url": f"{package.origin_url}/{one.slug}",
        "licence": licence if licence in licences.NAMES else "",
    }
