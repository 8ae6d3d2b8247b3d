"""Fields of a tenant's files, each of which says in plain words what it allows."""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from app.core.postal import PostalRange, read_ranges
from app.core.vocabularies import LANGUAGE_CODES


class Part(Schema):
    """A part of a file: a key it does not know is refused, with those it knows."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        known = ", ".join(self.fields)
        self.error_messages["unknown"] = f"unknown key; allowed: {known}"
        self.error_messages["type"] = f"must be a table with: {known}"


def day_of(value: Any) -> date:
    """A day, as TOML writes it or as text. Raises `TypeError` or `ValueError` for what is none."""
    plain = isinstance(value, date) and not isinstance(value, datetime)
    return value if plain else date.fromisoformat(value)


class Day(fields.Field[date]):
    """A day, as TOML writes it or as text."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> date:
        try:
            return day_of(value)
        except (TypeError, ValueError) as error:
            raise self.make_error("invalid") from error


class Areas(fields.Field[tuple[PostalRange, ...]]):
    """Postal codes and ranges of one country, parted by spaces."""

    def __init__(self, country: str, **options: Any) -> None:
        super().__init__(**options)
        self.country = country

    def _deserialize(
        self, value: Any, attr: Any, data: Any, **kwargs: Any
    ) -> tuple[PostalRange, ...]:
        try:
            return read_ranges(value, self.country)
        except ValueError as error:
            told = f"{error} is no postal code or range of {self.country}; allowed: 1000-1299 1300"
            raise ValidationError(told) from error


class Listed(fields.List[str]):
    """Codes out of a closed set, each once and one at least; a cell parts them with spaces."""

    def __init__(self, allowed: Sequence[str], words: str = "", **options: Any) -> None:
        words = words or "allowed: " + ", ".join(allowed)
        item = fields.String(validate=validate.OneOf(allowed, error=words), **told(words))
        super().__init__(item, **(told(f"a list; {words}") | options))

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        found = super()._deserialize(
            value.split() if isinstance(value, str) else value, attr, data, **kwargs
        )
        if not found or len(set(found)) < len(found):
            raise ValidationError("one at least, and each once")
        return tuple(found)


def told(allowed: str) -> dict[str, Any]:
    """The options that make every refusal of a field say what is allowed."""
    kinds = ("invalid", "null", "invalid_utf8", "too_large", "special")
    messages = dict.fromkeys(kinds, allowed) | {"required": f"is missing; {allowed}"}
    return {"error_messages": messages}


def text(allowed: str, *, pattern: re.Pattern[str] | None = None, longest: int = 300) -> Any:
    """A text of one character at least, in one piece that the pattern describes."""
    check = validate.And(
        validate.Length(1, longest, error=allowed),
        validate.Predicate("strip", error=allowed),
        *((matching(pattern, allowed),) if pattern else ()),
    )
    return fields.String(required=True, validate=check, **told(allowed))


def matching(pattern: re.Pattern[str], allowed: str) -> Callable[[str], None]:
    """From its first to its last character: marshmallow's own check looks at the beginning."""

    def check(value: str) -> None:
        if not pattern.fullmatch(value):
            raise ValidationError(allowed)

    return check


def whole(least: int, most: int, *, required: bool = True) -> Any:
    allowed = f"allowed: a whole number from {least} to {most}"
    within = validate.Range(least, most, error=allowed)
    return fields.Integer(required=required, strict=True, validate=within, **told(allowed))


def yes_or_no() -> Any:
    return fields.Boolean(
        required=True, truthy={True}, falsy={False}, **told("allowed: true or false")
    )


def day() -> Any:
    return Day(**told("allowed: a day, 2026-01-31"))


def one_of(allowed: Sequence[str], words: str) -> Any:
    check = validate.OneOf(allowed, error=words)
    return fields.String(required=True, validate=check, **told(words))


def part(schema: type[Part]) -> Any:
    return fields.Nested(schema, required=True, error_messages={"required": "is missing"})


def source() -> Any:
    return text("allowed: where the rule comes from, in words")


class Words(fields.Field[Any]):
    """A text by language, `{ fr = "...", nl = "..." }`."""

    ALLOWED = 'allowed: a text by language, { fr = "...", nl = "..." }'

    def __init__(self, **options: Any) -> None:
        words = told(self.ALLOWED.replace("{", "{{").replace("}", "}}"))
        super().__init__(**({"required": True} | words | options))

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, Mapping) or not value or not {*value} <= {*LANGUAGE_CODES}:
            raise ValidationError(self.ALLOWED)
        return {code: self.checked(said) for code, said in value.items()}

    def checked(self, said: Any) -> str:
        if not isinstance(said, str) or not said.strip():
            raise ValidationError(self.ALLOWED)
        return said


class Source(Words):
    """Where something was read: one text that is the same in all languages (an address, an
    identifier, a title), or a text by language. One that may be empty is None then."""

    ALLOWED = (
        "allowed: where the rule comes from, in at most 300 characters: one text for all languages "
        'or a text by language, { fr = "...", nl = "..." }'
    )
    LONGEST = 300

    def __init__(self, *, may_be_empty: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self.may_be_empty = may_be_empty

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if value == "" and self.may_be_empty:
            return None
        if isinstance(value, str):
            return self.checked(value)
        return super()._deserialize(value, attr, data, **kwargs)

    def checked(self, said: Any) -> str:
        if isinstance(said, str) and len(said) > self.LONGEST:
            raise ValidationError(self.ALLOWED)
        return super().checked(said)


def lacking(
    said: Iterable[tuple[str, Mapping[str, str] | str | None]], languages: Sequence[str]
) -> Iterator[tuple[str, None, str]]:
    """By its key what is told by language and not in each of these; one text for all languages
    lacks none."""
    for key, one in said:
        missing = (
            [code for code in languages if code not in one] if isinstance(one, Mapping) else []
        )
        if missing:
            yield key, None, "is missing in " + ", ".join(missing)


class Open(fields.Field[Any]):
    """Something that may be empty (`""`) as long as nobody knows it; None once read.

    It must stand there unless `required` is false or it has a default. `kinds` are the types it may
    have; a number is 0 or more, and becomes whole cents where `cents` is asked for. A kind of its
    own says how it is read in `read`, which raises `ValueError` for what is none.
    """

    def __init__(self, allowed: str, *kinds: type, cents: bool = False, **options: Any) -> None:
        if not options.pop("required", True):
            options.setdefault("load_default", None)
        options["required"] = "load_default" not in options
        words = told(f'allowed: {allowed}, or "" while it is asked for')
        super().__init__(**(words | options))
        self.kinds, self.cents = kinds, cents

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if value == "":
            return None
        try:
            return self.read(value)
        except (TypeError, ValueError):
            raise self.make_error("invalid") from None

    def read(self, value: Any) -> Any:
        if date in self.kinds:
            return day_of(value)
        if str in self.kinds:
            return _of_kind(value, str)
        found = number_of(value, *self.kinds)
        return round(found * 100) if self.cents else found


def number_of(value: Any, *kinds: type) -> Any:
    """The number, if it is of one of the kinds, finite and 0 or more. Raises `ValueError`."""
    if not 0 <= _of_kind(value, *kinds) < math.inf:
        raise ValueError(value)
    return value


def _of_kind(value: Any, *kinds: type) -> Any:
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise ValueError(value)
    return value


def open_amount(**options: Any) -> Open:
    """An amount in the country's currency, kept in cents."""
    return Open("an amount such as 42.31", int, float, cents=True, **options)


def open_day(**options: Any) -> Open:
    return Open("a day, 2026-01-31", date, **options)
