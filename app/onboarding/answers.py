"""What is said about a new country, by options, in a file or in a dialogue, and what that leaves
open: filled in from CLDR and from the template of headquarters."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.numbers import get_territory_currencies

from app.core.toml_lines import line_of
from app.core.vocabularies import COUNTRY_CODES

FIELDS = {
    "name": "Name of the country, such as España; es=España for one language, may be repeated.",
    "languages": "The languages it works in, its own first: es,en",
    "default_language": "The one shown to strangers; the first of them otherwise.",
    "country": "ISO 3166 code; the capitals of CODE otherwise.",
    "currency": "ISO 4217 code: EUR",
    "timezone": "IANA time zone: Europe/Madrid",
    "host": "The host of its pages; CODE.localhost otherwise.",
    "accent": "Colour of its pages, #rrggbb, 7:1 on white; one that is free otherwise.",
    "antennas": "The file of its antennas: code, status, name_es, name_en, opened_on, nuts2, ...",
    "admin": "E-mail address of the first administrator, who is invited.",
    "admin_name": "Their name; the first part of the address otherwise.",
    "contact_email": "Where people write to the national team.",
    "contact_url": "Its public site.",
    "contact_phone": "Its telephone; asked for later otherwise.",
}
LISTS = frozenset({"name", "languages"})
KEYS = {
    "names": "name",
    "contact.email": "contact_email",
    "contact.url": "contact_url",
    "contact.phone": "contact_phone",
    "accent_soft": "accent",
}
"""The answer behind a key of `tenant.toml`, where the two are called differently."""
Given = Mapping[str, Any]


@dataclass(frozen=True)
class Template:
    """What headquarters gives to a new country."""

    folder: Path
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rules(self) -> str:
        """The parts of `tenant.toml` that are not asked: who may take part, how soon."""
        return (self.folder / "tenant.toml").read_text(encoding="utf-8")


def read_template(folder: Path) -> Template:
    return Template(folder, tomllib.loads((folder / "country.toml").read_text(encoding="utf-8")))


def place_of(given: Given, key: str) -> tuple[str, str]:
    """Where the answer behind a key was given: the option, or the file with its line."""
    name = KEYS.get(key) or KEYS.get(key.partition(".")[0]) or key.partition(".")[0]
    file = given.get("answers")
    if file is None or name not in given.get("from_file", ()):
        return "answers", "--" + name.replace("_", "-")
    line = line_of(Path(file).read_text(encoding="utf-8"), name)
    return str(file), f"line {line} {name}"


def completed(
    code: str, given: Given, template: Template, taken: Collection[str]
) -> dict[str, Any]:
    """The head of `tenant.toml`, as far as it can be known; `taken` are accents in use."""
    languages = words_of(given.get("languages"))
    country = str(given.get("country") or (code.upper() if code.upper() in COUNTRY_CODES else ""))
    default = given.get("default_language") or next(iter(languages), None)
    accent, soft = _colours(given.get("accent"), template, taken)
    facts = {
        "kind": "country",
        "host": given.get("host") or f"{code}.localhost",
        "languages": languages,
        "default_language": default,
        "country": country or None,
        "currency": given.get("currency") or usual_currency(country),
        "timezone": given.get("timezone") or only_zone(country),
        "accent": accent,
        "accent_soft": soft,
        "names": _names(given.get("name"), languages, country, str(template.facts["name"])),
        "contact": {
            "email": given.get("contact_email") or str(template.facts["email"]).format(code=code),
            "url": given.get("contact_url") or str(template.facts["url"]).format(code=code),
            "phone": given.get("contact_phone"),
        },
    }
    facts["contact"] = {key: value for key, value in facts["contact"].items() if value}
    return {key: value for key, value in facts.items() if value not in (None, "", [], {})}


def words_of(said: Any) -> list[str]:
    """`es,en` or `es en`, or a list of such words."""
    pieces = said if isinstance(said, list | tuple) else [said or ""]
    return [word for piece in pieces for word in re.split(r"[,\s]+", str(piece)) if word]


def country_in(language: str, country: str) -> str:
    """The name of a country in a language, as CLDR has it; empty where it has none."""
    try:
        return str(Locale.parse(language).territories.get(country, ""))
    except (ValueError, UnknownLocaleError):
        return ""


def usual_currency(country: str) -> str | None:
    return next(iter(get_territory_currencies(country)), None) if country else None


def zones_of(country: str) -> list[str]:
    """The time zones of a country, the one where most people live first."""
    table = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return [row[2] for row in rows if row[0] == country]


def only_zone(country: str) -> str | None:
    """None where there are several: somebody must say which."""
    zones = zones_of(country)
    return zones[0] if len(zones) == 1 else None


def name_of_admin(email: str) -> str:
    words = re.split(r"[._+-]+", email.partition("@")[0])
    return " ".join(word.capitalize() for word in words if word)


def _names(said: Any, languages: list[str], country: str, pattern: str) -> dict[str, str]:
    """A name in each language: what was said for it, else CLDR's name of the country where that is
    what was said in another language, else what was said."""
    given = dict(said) if isinstance(said, Mapping) else _spelled(said)
    plain = given.get("", "")
    known = {language: country_in(language, country) for language in languages}
    usual = not plain or plain in known.values()
    names = {one: given.get(one) or (known[one] if usual else plain) for one in languages}
    return {one: _titled(name, pattern) for one, name in names.items() if name}


def _spelled(said: Any) -> dict[str, str]:
    """`es=España` by language; a name without one stands for all."""
    parts = [said] if isinstance(said, str) else list(said or ())
    pairs = (re.fullmatch(r"(?:([a-z]{2,3})=)?(.*)", part, re.DOTALL) for part in parts)
    return {pair[1] or "": pair[2].strip() for pair in pairs if pair}


def _titled(name: str, pattern: str) -> str:
    frame = pattern.partition("{")[0]
    return name if frame and name.startswith(frame) else pattern.format(country=name)


def _colours(said: Any, template: Template, taken: Collection[str]) -> tuple[Any, Any]:
    pairs = [tuple(pair) for pair in template.facts["accents"]]
    if said:
        return said, dict(pairs).get(said) or _tint(str(said))
    return next((pair for pair in pairs if pair[0] not in taken), pairs[0])


def _tint(colour: str) -> str:
    """A tenth of the colour on white; what is no colour is left to be told of."""
    if not re.fullmatch(r"#[0-9a-f]{6}", colour):
        return colour
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * 0.1):02x}" for part in parts)
