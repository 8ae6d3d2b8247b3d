"""When a text may be submitted, reviewed and published: states, digests and what stands against.

Source: how headquarters wants shared content to be kept: a second person reviews, and only what was
reviewed and is in line with its source goes out.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.i18n import language_name
from app.core.markup import pictures
from app.library import licences
from app.library.models import Module, ModuleText, TextState

CONTENT = ("title", "summary", "objectives", "body", "quiz")
FACTS = (
    *("audience", "level", "minutes", "licence", "sources", "based_on", "files"),
    *("source_language", "compulsory", "position"),
)


class Status(StrEnum):
    """Where a language of a module is; behind its source it is outdated, whatever its state."""

    MISSING = "missing"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    OUTDATED = "outdated"


SOMEBODY_WAS_FASTER = Reason(
    "somebody_was_faster",
    _("Somebody changed this while you had it open. Your words are still below; nothing is lost."),
)
NO_SOURCE = Reason("no_source", _("The source text comes first: write it, then translate it."))
SOURCE_MOVED = Reason(
    "source_moved",
    _("The source text changed while you were writing. Look at it again before you save."),
)
NOT_BEHIND = Reason("not_behind", _("This text is in line with its source already."))
NOT_A_DRAFT = Reason("not_a_draft", _("Only a draft is submitted for review."))
NOT_SUBMITTED = Reason("not_submitted", _("This text does not wait for a review."))
OWN_WRITING = Reason(
    "own_writing",
    _("You wrote in this text yourself. A second person reviews it: please ask a colleague."),
)
BEHIND = Reason(
    "behind", _("The source changed since. Take over its changes first, then submit the text.")
)
NO_BODY = Reason("no_body", _("There is no text yet, only a title."))
NO_OBJECTIVES = Reason(
    "no_objectives", _("Say at least one thing that somebody can do afterwards.")
)
RETIRED = Reason("retired", _("This module is retired. Bring it back first."))
NOT_RETIRED = Reason("not_retired", _("This module is not retired."))
SOURCE_NOT_REVIEWED = Reason(
    "source_not_reviewed", _("The source text is not reviewed yet: nothing can go out before it.")
)
NOTHING_NEW = Reason("nothing_new", _("Nothing has changed since the last edition."))
CHANGED_MEANWHILE = Reason(
    "changed_meanwhile",
    _("What would go out has changed since you opened this page. Look at it again."),
)
SLUG_TAKEN = Reason("slug_taken", _("Another module has this address."))
FILE_IN_USE = "file_in_use"

WHY_NOT = {
    Status.MISSING: _("not translated yet"),
    Status.DRAFT: _("still a draft"),
    Status.SUBMITTED: _("waits for its review"),
    Status.OUTDATED: _("its source changed since it was reviewed"),
}
"""Why a language stays out of an edition."""


def content_of(row: Any) -> dict[str, Any]:
    """What a text says, without its state."""
    return {name: getattr(row, name) for name in CONTENT}


def facts_of(module: Module) -> dict[str, Any]:
    return {name: getattr(module, name) for name in FACTS}


def digest_of(content: Mapping[str, Any]) -> str:
    """The same for the same content, whatever the order in which it was put together."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def edition_digest(facts: Mapping[str, Any], texts: Iterable[Any]) -> str:
    """Of a module's facts and of the texts that go in, or went in."""
    return digest_of({"facts": facts, "texts": {t.language: content_of(t) for t in texts}})


def is_behind(text: ModuleText, source: ModuleText | None) -> bool:
    return source is not None and text.source_digest != source.source_digest


def status_of(text: ModuleText | None, source: ModuleText | None) -> Status:
    if text is None:
        return Status.MISSING
    return Status.OUTDATED if is_behind(text, source) else Status(text.state)


def statuses(module: Module, languages: Iterable[str]) -> dict[str, Status]:
    """By language, the source first; languages that a module has beyond these come last."""
    order = dict.fromkeys((module.source_language, *languages, *(t.language for t in module.texts)))
    return {code: status_of(module.text_in(code), module.source) for code in order}


def going_out(module: Module) -> list[ModuleText]:
    """The texts of the next edition: reviewed, and in line with their source."""
    return [t for t in module.texts if status_of(t, module.source) == Status.REVIEWED]


def against_older(now: int, seen: int | None) -> list[Reason]:
    """Versions count from 1; 0 is what is not there yet."""
    return [SOMEBODY_WAS_FASTER] if now != (seen or 0) else []


def against_taking_over(source: ModuleText | None, seen: str | None) -> list[Reason]:
    """`seen` is the digest of the source that was shown beside the translation."""
    if source is None:
        return [NO_SOURCE]
    return [SOURCE_MOVED] if seen and seen != source.source_digest else []


def against_submitting(
    text: ModuleText, source: ModuleText | None, files: Collection[str]
) -> list[Reason]:
    stands = {
        NOT_A_DRAFT: text.state != TextState.DRAFT,
        BEHIND: is_behind(text, source),
        NO_BODY: not text.body.strip(),
        NO_OBJECTIVES: not text.objectives,
    }
    found = [reason for reason, is_so in stands.items() if is_so]
    return found + against_pictures(text.body, files)


def against_pictures(body: str, files: Collection[str]) -> list[Reason]:
    """Every picture is a file of the module, and says in words what it shows."""
    found = []
    for name, words in pictures(body):
        if name not in files:
            text = _("The picture “%(name)s” is not among the files of this module.", name=name)
            found.append(Reason("no_such_picture", text))
        if not words:
            text = _(
                "Say what the picture “%(name)s” shows: ![here in words](%(name)s).", name=name
            )
            found.append(Reason("picture_without_words", text))
    return found


def against_reviewing(
    text: ModuleText, reviewer: int | None, writers: Collection[int | None]
) -> list[Reason]:
    """`writers` are all who wrote in it since its last review."""
    stands = {
        NOT_SUBMITTED: text.state != TextState.SUBMITTED,
        OWN_WRITING: reviewer in {text.written_by, *writers},
    }
    return [reason for reason, is_so in stands.items() if is_so]


def against_publishing(module: Module) -> list[Reason]:
    """Say all that stands against a new edition; nothing means it may go out."""
    texts, latest = going_out(module), module.latest
    said = edition_digest(facts_of(module), texts)
    stands = {
        RETIRED: module.retired_at is not None,
        SOURCE_NOT_REVIEWED: module.source not in texts,
        NOTHING_NEW: latest is not None and latest.digest == said,
    }
    found = [reason for reason, is_so in stands.items() if is_so]
    found += licences.against_licence(module.licence, [*module.sources, *module.based_on])
    for text in texts:
        found += against_pictures(text.body, module.files)
    return list({str(reason.text): reason for reason in found}.values())


def against_removing(name: str, texts: Iterable[ModuleText]) -> list[Reason]:
    """A file stays as long as a text shows it or leads to it."""
    led = f"]({name})", f"]({name} "
    used = [language_name(t.language) for t in texts if any(link in t.body for link in led)]
    text = _("“%(name)s” is used in: %(languages)s.", name=name, languages=", ".join(used))
    return [Reason(FILE_IN_USE, text)] if used else []
