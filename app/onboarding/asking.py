"""Where answers come from: options, a file, or somebody at a terminal."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from babel.languages import get_official_languages

from app.core.vocabularies import COUNTRY_CODES
from app.onboarding.answers import (
    FIELDS,
    LISTS,
    country_in,
    usual_currency,
    words_of,
    zones_of,
)


def from_file(file: Path) -> dict[str, Any]:
    """The answers of a TOML file. Raises `ClickException` when it cannot be read.

    Paths in it are from where it stands.
    """
    try:
        facts = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.ClickException(f"{file}: must be a TOML file in UTF-8: {error}") from None
    known = {key: value for key, value in facts.items() if key in FIELDS}
    if isinstance(known.get("antennas"), str):
        known["antennas"] = str(file.absolute().parent / known["antennas"])
    shaped = {key: value if key in LISTS else str(value) for key, value in known.items()}
    unknown = [key for key in facts if key not in FIELDS]
    return {**shaped, "answers": str(file), "from_file": [*shaped], "unknown": unknown}


def merged(options: Mapping[str, Any], file: Path | None) -> dict[str, Any]:
    """What the options say goes before what the file says."""
    said = {key: value for key, value in options.items() if value not in (None, (), "")}
    found = from_file(file) if file is not None else {}
    found["from_file"] = [key for key in found.get("from_file", ()) if key not in said]
    return found | said


def asked(code: str, given: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What is missing, asked for one by one, with what is usual in the country as the proposal.

    Of a country whose folder is there, only who is to be invited.
    """
    found = dict(given)
    if (folder / "tenant.toml").exists():
        return found | {"admin": _ask_unless(found, "admin", None)}
    country = str(found.get("country") or code.upper())
    if country not in COUNTRY_CODES:
        country = found["country"] = _ask("country", None)
    official = get_official_languages(country, regional=False, de_facto=True)
    found.setdefault("languages", _ask_unless(found, "languages", ",".join([*official, "en"])))
    first = next(iter(words_of(found["languages"])), "en")
    for name, usual in {
        "name": country_in(first, country),
        "currency": usual_currency(country),
        "timezone": next(iter(zones_of(country)), None),
        "host": f"{code}.localhost",
        "antennas": None,
        "admin": None,
    }.items():
        found[name] = _ask_unless(found, name, usual)
    return found


def _ask_unless(found: Mapping[str, Any], name: str, usual: str | None) -> Any:
    return found[name] if found.get(name) else _ask(name, usual)


def _ask(name: str, usual: str | None) -> str:
    return str(click.prompt(FIELDS[name].rstrip("."), default=usual)).strip()
