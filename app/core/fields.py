"""The field types that every schema of the house shares: what comes in is trimmed and bounded."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import Schema as MarshmallowSchema
from marshmallow import ValidationError, fields

from app.core.i18n import decimals, pick
from app.core.web import LARGEST_ID

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)
CONTROLS = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f"
CONTROL = re.compile(rf"[{CONTROLS}\ud800-\udfff]")
NO_CONTROL = rf"^[^{CONTROLS}]*$"
SOMETHING = rf"^[^{CONTROLS}]*[^{CONTROLS}\s\x85][^{CONTROLS}]*$"
"""What `Text` accepts, as the document of the API says it."""
EMAIL = re.compile(
    rf"^[^@\s,;<>\"(){CONTROLS}]{{1,64}}@[^@\s,;<>\"(){CONTROLS}]{{1,180}}"
    rf"\.[^@\s.,;<>\"()\d{CONTROLS}]{{2,24}}$"
)

REQUIRED = _("This is needed.")
NOT_A_CHOICE = _("Choose one of the list.")


class Schema(MarshmallowSchema):
    """A contract of forms, imports and the API. Unknown fields are refused."""

    error_messages = {
        "unknown": _("There is no such field."),
        "type": _("Send an object with fields."),
    }


class Picked(fields.String):
    """Goes out only: of a text by language the reader's (`Accept-Language` for a program); one that
    is the same in all languages as it is."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> str | None:
        return None if value is None else pick(value)


class Translated(fields.Field[Any]):
    """Messages are lazy texts, put into words when they are needed, in the reader's language."""

    def make_error(self, key: str, **values: Any) -> ValidationError:
        told = {name: decimals(v) if isinstance(v, float) else v for name, v in values.items()}
        return ValidationError(str(self.error_messages[key]) % told)


class Text(Translated, fields.String):
    """One line or more, trimmed, of at most `most` characters, without control characters."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "empty": REQUIRED,
        "invalid": _("Write this as text."),
        "long": _("At most %(most)s characters."),
        "control": _("This holds characters that cannot be kept."),
    }

    def __init__(self, most: int = 120, **options: Any) -> None:
        super().__init__(**options)
        self.most = most
        said = {} if self.validate else {"pattern": SOMETHING if self.required else NO_CONTROL}
        self.metadata = {"maxLength": most, **said, **self.metadata}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        typed = str(super()._deserialize(value, attr, data, **options))
        if CONTROL.search(typed):
            raise self.make_error("control")
        text = typed.strip()
        if len(text) > self.most:
            raise self.make_error("long", most=self.most)
        if not text and self.required:
            raise self.make_error("empty")
        return text or (None if self.allow_none else text)

    def _validate(self, value: Any) -> None:
        """What was left empty is not looked at further."""
        if value is not None:
            super()._validate(value)


class Email(Text):
    """An address that can be written to, in lower case."""

    default_error_messages = {"email": _("Write an e-mail address like name@example.org.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(most=254, **options)
        self.metadata = {**self.metadata, "pattern": EMAIL.pattern}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        if text and not EMAIL.match(text):
            raise self.make_error("email")
        return text.lower() if text else text


class Day(Translated, fields.Date):
    """A calendar day between 1900 and 2200."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": _("Write a date, for example 2026-11-20."),
        "format": _("Write a date, for example 2026-11-20."),
        "range": _("This date cannot be right."),
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        day = super()._deserialize(value, attr, data, **options)
        if not EARLIEST <= day <= LATEST:
            raise self.make_error("range")
        return day


class Whole(Translated, fields.Integer):
    """A whole number between two bounds; the default is an id."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": _("Write a whole number."),
        "too_large": _("Write a whole number."),
        "range": _("Between %(least)s and %(most)s."),
    }

    def __init__(self, least: int = 1, most: int = LARGEST_ID, **options: Any) -> None:
        super().__init__(strict=True, **options)
        self.least, self.most = least, most
        self.metadata = {**self.metadata, "minimum": least, "maximum": most}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,12}", value):
            value = int(value)
        if isinstance(value, bool | str):
            raise self.make_error("invalid")
        number = super()._deserialize(value, attr, data, **options)
        if not self.least <= number <= self.most:
            raise self.make_error("range", least=self.least, most=self.most)
        return number


NOT_HOURS = _("Write a number of hours, for example 2.5.")


class Hours(Translated, fields.Float):
    """A number of hours with so many decimals; a comma is as good as a point."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": NOT_HOURS,
        "special": NOT_HOURS,
        "too_large": NOT_HOURS,
        "range": _("Between %(least)s and %(most)s."),
    }

    def __init__(self, least: float, most: float, *, decimals: int = 1, **options: Any) -> None:
        super().__init__(**options)
        self.least, self.most, self.decimals = least, most, decimals
        self.metadata = {**self.metadata, "minimum": least, "maximum": most}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, bool):
            raise self.make_error("invalid")
        if isinstance(value, str) and re.fullmatch(r"\d{1,3}(,\d+)?", value):
            value = value.replace(",", ".")
        hours = super()._deserialize(value, attr, data, **options)
        if not self.least <= hours <= self.most:
            raise self.make_error("range", least=self.least, most=self.most)
        return round(hours, self.decimals)


class WallClock(Translated, fields.Time):
    """An hour as the clock on the wall shows it where the tenant works."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": _("Write a time, for example 18:30."),
        "format": _("Write a time, for example 18:30."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%H:%M", **options)


class YesNo(Translated, fields.Boolean):
    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": _("Answer yes or no."),
    }


class Choice(Translated, fields.String):
    """One code of a vocabulary (a dict of labels by code, or a StrEnum)."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": NOT_A_CHOICE,
    }

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(**options)
        self.codes = [str(code) for code in choices]
        self.metadata = {**self.metadata, "enum": self.codes}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        code = super()._deserialize(value, attr, data, **options)
        if code not in self.codes:
            raise self.make_error("invalid")
        return code


class Language(Choice):
    """One of the languages that `codes` names when somebody asks: each country has its own, and the
    document of the API is the same for all."""

    def __init__(self, codes: Callable[[], Iterable[str]], **options: Any) -> None:
        super().__init__((), **options)
        self.now = codes
        told = {key: value for key, value in self.metadata.items() if key != "enum"}
        said = "A code of ISO 639, one of those the country works in."
        self.metadata = {"pattern": "^[a-z]{2,3}$", "description": said, **told}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        self.codes = list(self.now())
        return super()._deserialize(value, attr, data, **options)


class Choices(Translated, fields.List[str]):
    """Several codes of a vocabulary, each once, in order."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": NOT_A_CHOICE,
    }

    def __init__(self, choices: Any, **options: Any) -> None:
        super().__init__(Choice(choices), **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        return sorted(set(super()._deserialize(value, attr, data, **options)))
