"""What the pages of the library show and say, besides what they were given."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from app.core import markup
from app.core.i18n import language_name
from app.library import files, labels, licences, rules
from app.library.models import Edition, Module
from app.library.rules import Status

NEW_MODULE = {"audience": ["mentor"], "level": "beginner", "licence": licences.OFFERED[0]}
"""What a new module is, unless somebody says otherwise."""
PER_HOUR = 60


def named(codes: Iterable[str]) -> dict[str, str]:
    """Languages by code, as the reader calls them."""
    return {code: language_name(code) for code in codes}


def title_of(module: Module) -> str:
    """What it is called in its source language; its address until somebody has written it."""
    return module.source.title if module.source else module.slug


def statuses(module: Module, languages: Iterable[str]) -> dict[str, Status]:
    return rules.statuses(module, languages)


def status_word(status: Status) -> str:
    return str(labels.STATUSES[status])


def status_tag(status: Status) -> str:
    return labels.STATUS_TAGS[status]


def audience_words(codes: Iterable[str]) -> str:
    return ", ".join(str(labels.AUDIENCES[code]) for code in codes)


def length(minutes: int) -> str:
    """3 h 30 min, as people say it."""
    hours, rest = divmod(minutes, PER_HOUR)
    if not hours:
        return str(_("%(minutes)s min", minutes=rest))
    if not rest:
        return str(_("%(hours)s h", hours=hours))
    return str(_("%(hours)s h %(minutes)s min", hours=hours, minutes=rest))


def licence_name(code: str) -> str:
    return licences.name_of(code)


def licence_url(code: str) -> str | None:
    return licences.URLS.get(code)


def body_of_module(module: Module, body: str) -> Markup:
    """A text as it is now, with the module's pictures."""
    return markup.html(body, _address_in(module.id, module.files))


def body_of_edition(edition: Edition, body: str) -> Markup:
    """A text as it went out, with the pictures of then."""
    held = edition.facts["files"]
    return markup.html(body, _address_in(edition.module_id, held, edition=edition.number))


def _address_in(
    module_id: int, held: Mapping[str, str], **more: Any
) -> Callable[[str], str | None]:
    def address(name: str) -> str | None:
        return (
            url_for("library.file", module_id=module_id, name=name, **more)
            if name in held
            else None
        )

    return address


def is_picture(media_type: str) -> bool:
    return files.is_picture(media_type)


def words_in(body: str) -> int:
    return markup.words(body)


def field_name(name: str) -> str:
    return str(labels.FIELDS.get(name, name))


def event_name(name: str) -> str:
    return str(labels.EVENTS.get(name, name))


def leaving_out(module: Module, languages: Iterable[str]) -> list[tuple[str, str | None]]:
    """Each language with why it stays out of the next edition; None when it goes in."""
    known = rules.statuses(module, languages)
    return [
        (code, str(rules.WHY_NOT[status]) if status in rules.WHY_NOT else None)
        for code, status in known.items()
    ]
