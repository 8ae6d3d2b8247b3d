"""Languages: which one a reader gets, and how days, numbers and names are written in it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from babel import Locale
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import (
    Babel,
    Domain,
    force_locale,
    format_date,
    format_datetime,
    format_time,
    get_locale,
    to_user_timezone,
)

from app.core.tenancy import tenant

T = TypeVar("T")
Said = Mapping[str, str] | str
"""A text by language, or one that is the same in all: an address, an identifier, a title."""


class Lacking(NullTranslations):
    """Stands behind a catalogue: notes what that lacks, and asks the next one."""

    def __init__(self, noted: set[str]) -> None:
        super().__init__()
        self.noted = noted

    def gettext(self, message: str) -> str:
        self.noted.add(message)
        return super().gettext(message)

    ugettext = gettext

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.noted.add(msgid1)
        return super().ngettext(msgid1, msgid2, n)

    ungettext = ngettext

    def upgettext(self, context: str, message: str) -> Any:
        self.noted.add(message)
        return super().upgettext(context, message)


class Catalogues(Domain):
    """Finds the catalogue of the reader's locale by the locale itself: a page asks for hundreds of
    texts, and Flask-Babel spells the locale out for each.

    What a language lacks is told in the tenant's default one, else in English, which the code
    speaks; `lacking` keeps what that was, by language.
    """

    def get_translations(self) -> Any:
        locale = get_locale()
        if locale not in self.by_locale:
            self.by_locale[locale] = self._with_fallback(locale)
        return self.by_locale[locale]

    def __init__(self) -> None:
        super().__init__()
        self.by_locale: dict[Locale | None, Any] = {}
        self.lacking: dict[str, set[str]] = {}

    def _with_fallback(self, locale: Locale | None) -> Any:
        """A catalogue of its own: one that two threads add to could end up behind itself."""
        known, found = super().get_translations(), Translations()
        found.merge(known)
        found.plural = getattr(known, "plural", found.plural)
        if locale is None:
            return found
        behind = Lacking(self.lacking.setdefault(locale.language, set()))
        default = tenant().default_language
        if locale.language not in {default, "en"}:
            with force_locale(locale_of(default)):
                behind.add_fallback(self.get_translations())
        found.add_fallback(behind)
        return found


def register(app: Flask) -> None:
    Babel(app, locale_selector=choose_locale).domain_instance = Catalogues()
    app.jinja_env.filters |= {
        "day": day,
        "day_time": day_time,
        "moment": moment,
        "number": number,
        "joined": joined,
        "percent": percent,
        "country_name": country_name,
        "language_name": language_name,
        "pick": pick,
    }
    app.jinja_env.globals |= {"current_language": language, "language_itself": language_itself}


LOCALES = {"en": "en_GB", "pt": "pt_PT"}
"""How a language writes days and numbers here: English as in Europe, 20 Nov 2026."""


def locale_of(language: str) -> str:
    return LOCALES.get(language, language)


def choose_locale() -> str:
    """The locale of the reader's language."""
    return locale_of(choose_language())


def choose_language() -> str:
    """What the account says, then what was chosen here, then the browser, then the default.

    Only languages the tenant works in are ever answered.
    """
    known = tenant().languages
    for wanted in (g.get("language"), has_request_context() and session.get("language")):
        if wanted in known:
            return str(wanted)
    accepted = request.accept_languages.best_match(known) if has_request_context() else None
    return accepted or tenant().default_language


def language() -> str:
    """The code of the language of this page."""
    locale = get_locale()
    return locale.language if locale else tenant().default_language


def pick(said: Said, code: str = "") -> str:
    """The text in that language or the reader's, else in the tenant's default one, else any."""
    if isinstance(said, str):
        return said
    for wanted in (code or language(), tenant().default_language):
        if said.get(wanted):
            return said[wanted]
    return next((text for text in said.values() if text), "")


def spelled(labels: Mapping[T, Any]) -> dict[T, str]:
    """A vocabulary in the reader's language, spelled out once for each language of an application.

    Only for the constants of a module: they are remembered by their identity.
    """
    kept: dict[Any, dict[Any, str]] = current_app.extensions.setdefault("tandem.spelled", {})
    key = id(labels), language()
    if key not in kept:
        kept[key] = {code: str(label) for code, label in labels.items()}
    return kept[key]


def day(value: date | None, length: str = "medium") -> str:
    """20 Nov 2026; a dash where there is no day."""
    return format_date(value, length) if value else "–"


def day_time(value: datetime | None) -> str:
    """In the tenant's time zone."""
    return (
        f"{format_date(to_user_timezone(value))}, {format_time(value, 'short')}" if value else "–"
    )


def moment(value: datetime | None) -> str:
    """When something is to take place: Friday 20 November, 18:30, in the tenant's time zone."""
    return format_datetime(value, "EEEE d MMMM, HH:mm") if value else "–"


def number(value: float | Decimal | None, digits: int = 0) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return "–" if value is None else format_decimal(value, pattern, get_locale())


def joined(parts: Iterable[Any]) -> str:
    """Parts that may hold commas themselves, in one line; French sets a space before its mark."""
    return (" ; " if language() == "fr" else "; ").join(str(part) for part in parts)


def decimals(value: float) -> str:
    """A number as somebody may type it: without marks between its thousands."""
    return str(format_decimal(value, "0.######", get_locale() or "en"))


def percent(value: float | None, digits: int = 0) -> str:
    """A share of one, as a percentage."""
    pattern = "#,##0" + ("." + "0" * digits if digits else "") + "\u202f%"
    if language() in {"en", "nl"}:
        pattern = pattern.replace("\u202f", "")
    return "–" if value is None else format_percent(value, pattern, get_locale())


def country_name(code: str | None) -> str:
    return _named("territories", code.upper() if code else None)


def language_name(code: str | None) -> str:
    return _named("languages", code)


@cache
def language_itself(code: str) -> str:
    """A language in its own words: Nederlands, français."""
    name: str = Locale.parse(code).get_display_name(code) or code
    return name


def _named(kind: str, code: str | None) -> str:
    names: Any = getattr(Locale.parse(language()), kind)
    return names.get(code, code) if code else "–"
