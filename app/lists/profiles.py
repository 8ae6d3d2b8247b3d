"""What a national team's files look like: read from `tenants/<code>/imports/`, checked once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from app.core.tenancy import Tenant, TenantMistake
from app.core.tenant_files import Mistake
from app.core.vocabularies import COUNTRY_CODES, DAYS, HALVES, LANGUAGE_CODES
from app.lists.fields import CODES, FIELDS, KINDS
from app.spreadsheets.dates import ORDERS
from app.spreadsheets.names import codes_by_name, months_by_name
from app.spreadsheets.words import Lookup, compact, header

NOT_A_CODE = "is not one of the codes for this"
Words = Mapping[str, list[str]]


def _words(allowed: Iterable[str]) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(validate=validate.OneOf(sorted(allowed), error=NOT_A_CODE)),
        values=fields.List(fields.String(validate=validate.Length(1, 120))),
        load_default=dict,
    )


class ProfileSchema(Schema):
    date_order = fields.String(required=True, validate=validate.OneOf(ORDERS))


class WordsSchema(Schema):
    """One file a language. Every code of `[values]` and every field of `[headers]` is checked."""

    language = fields.String(required=True, validate=validate.Length(2, 3))
    blanks = fields.List(fields.String(), load_default=list)
    ignored = fields.List(fields.String(), load_default=list)
    sheets = _words(KINDS)
    headers = fields.Nested(
        Schema.from_dict(
            {kind: _words(each.name for each in FIELDS[kind]) for kind in KINDS},
            name="ImportHeaders",
        ),
        required=True,
    )
    values = fields.Nested(
        Schema.from_dict(
            {name: _words(codes) for name, codes in CODES.items()}, name="ImportValues"
        ),
        required=True,
    )
    days = _words(DAYS)
    halves = _words((*HALVES, "both"))
    languages = _words(LANGUAGE_CODES)
    countries = _words(COUNTRY_CODES)


@dataclass(frozen=True)
class Language:
    """How files in one language name columns and values."""

    code: str
    headers: Mapping[str, Mapping[str, str]]
    """The field by the compact name of the column, by kind."""
    sheets: Mapping[str, str]
    ignored: frozenset[str]
    values: Mapping[str, Lookup]
    half_days: Lookup
    months: Lookup
    """Words of this language first, then those of the others; days only of this one, since
    `ma` is Monday in Dutch and Tuesday in French."""


@dataclass(frozen=True)
class Profile:
    """All that is needed to understand the files of one tenant."""

    date_order: str
    country: str
    languages: tuple[Language, ...]
    """The tenant's default language first."""
    countries: Lookup
    spoken: Lookup
    antennas: Lookup
    blanks: frozenset[str]

    def language(self, code: str) -> Language:
        return next(each for each in self.languages if each.code == code)


def load_profile(
    tenant: Tenant, antennas: Iterable[tuple[str, Mapping[str, str]]] | None = None
) -> Profile:
    """The tenant's profile, with the codes and names of its antennas (those of its folder).

    Raises `TenantMistake` with every mistake, by file and key.
    """
    settings, words = _read(tenant.import_profiles)
    if antennas is None:
        antennas = [(each.code, each.names) for each in tenant.antennas]
    order = [tenant.default_language, *tenant.languages]
    words.sort(key=lambda each: order.index(each["language"]) if each["language"] in order else 99)
    locales = [each["language"] for each in words]
    return Profile(
        date_order=settings["date_order"],
        country=tenant.country or "",
        languages=tuple(_language(each, words) for each in words),
        countries=codes_by_name("territories", locales, [each["countries"] for each in words]),
        spoken=codes_by_name("languages", locales, [each["languages"] for each in words]),
        antennas=Lookup(_antenna_words(antennas)),
        blanks=frozenset(blank.casefold() for each in words for blank in each["blanks"]),
    )


def check_profile(tenant: Tenant) -> None:
    """Raises `TenantMistake` with every mistake of the files; asked at start, not at an upload."""
    check_folder(tenant.import_profiles)


def check_folder(folder: Path) -> None:
    """The same of a folder whose country cannot be read."""
    _read(folder)


def _antenna_words(antennas: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for code, names in antennas:
        for name in (code, *names.values()):
            found.setdefault(compact(name), code)
    return found


def _language(own: Mapping[str, Any], every: list[dict[str, Any]]) -> Language:
    ordered = [own, *(each for each in every if each is not own)]
    return Language(
        code=own["language"],
        headers={kind: _inverted(own["headers"].get(kind, {}), header) for kind in KINDS},
        sheets=_inverted(own["sheets"], compact),
        ignored=frozenset(header(each) for each in own["ignored"]),
        values={name: Lookup(_codes(name, ordered)) for name in CODES},
        half_days=Lookup(_half_days(own)),
        months=Lookup(months_by_name(own["language"])),
    )


def _codes(name: str, ordered: list[Mapping[str, Any]]) -> dict[str, str]:
    found = {compact(code): code for code in CODES[name]}
    for each in reversed(ordered):
        found |= _inverted(each["values"].get(name, {}), compact)
    return found


def _inverted(words: Words, form: Any) -> dict[str, str]:
    """The code by the word; of a word that stands there twice the first counts."""
    found: dict[str, str] = {}
    for code, each in words.items():
        for word in each:
            found.setdefault(form(word) or word, code)
    return found


def _half_days(own: Mapping[str, Any]) -> dict[str, str]:
    """`mon-am` by day and half together; a day alone is the whole day, told by `mon`."""
    found = {compact(f"{day}-{half}"): f"{day}-{half}" for day in DAYS for half in HALVES}
    halves = [*own["halves"].items()]
    for day, names in own["days"].items():
        for name in names:
            found[compact(name)] = day
            for half, words in halves:
                code = day if half == "both" else f"{day}-{half}"
                found |= {compact(name + word): code for word in words}
    return found


def _read(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    mistakes: list[Mistake] = []
    settings = _load(folder / "profile.toml", ProfileSchema(), mistakes)
    paths = [path for path in sorted(folder.glob("*.toml")) if path.name != "profile.toml"]
    words = [_load(path, WordsSchema(), mistakes) for path in paths]
    if not paths:
        mistakes.append(Mistake(_name(folder / "*.toml"), "file", None, "one language is needed"))
    mistakes += [
        mistake
        for path, each in zip(paths, words, strict=True)
        for mistake in _against_twice(path, each.get("headers", {}))
    ]
    if mistakes:
        raise TenantMistake(mistakes)
    return settings, words


def _against_twice(path: Path, headers: Mapping[str, Words]) -> Iterator[Mistake]:
    """A name of a column that means two fields would import one under the other."""
    for kind, words in headers.items():
        seen: dict[str, str] = {}
        for name, each in words.items():
            for word in each:
                other = seen.setdefault(header(word), name)
                if other != name:
                    yield Mistake(
                        _name(path), f"headers.{kind}.{name}", word, f"already means {other}"
                    )


def _load(path: Path, schema: Schema, mistakes: list[Mistake]) -> dict[str, Any]:
    try:
        return dict(schema.load(tomllib.loads(path.read_text(encoding="utf-8"))))
    except FileNotFoundError:
        mistakes.append(Mistake(_name(path), "file", None, "is missing"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistakes.append(Mistake(_name(path), "file", None, f"must be TOML: {error}"))
    except ValidationError as error:
        found = _flat(error.messages_dict)
        mistakes += [Mistake(_name(path), key, None, text) for key, text in found]
    return {}


def _flat(messages: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(messages, Mapping):
        for name, inner in messages.items():
            yield from _flat(inner, f"{key}.{name}" if key else str(name))
    else:
        yield key, " ".join(str(text) for text in messages)


def _name(path: Path) -> str:
    return "/".join(path.parts[-3:])
