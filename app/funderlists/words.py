"""What lists of funders call their columns and values, in every language of the product at once.

A partner in Brussels keeps one list in three languages: so all of them are always read. The words
are data, one file a language.
"""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.funderlists.fields import FIELDS
from app.funders.models import FunderKind, FunderStage
from app.spreadsheets.names import codes_by_name, months_by_name
from app.spreadsheets.words import Lookup, compact, header

FOLDER = Path(__file__).with_name("words")


@dataclass(frozen=True)
class Words:
    """`headers` gives the field by the name of a column, in the form of `spreadsheets.header`."""

    headers: Mapping[str, str]
    kinds: Lookup
    stages: Lookup
    languages: Lookup
    months: Lookup
    blanks: frozenset[str]


@cache
def files() -> Mapping[str, Mapping[str, Any]]:
    """By language, as they were written."""
    return {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.glob("*.toml"))
    }


@cache
def every_word() -> Words:
    said = files()
    locales = tuple(said)
    months = {name: code for each in locales for name, code in months_by_name(each).items()}
    return Words(
        headers=dict(_pairs("headers", header)),
        kinds=Lookup({compact(code): code for code in FunderKind} | dict(_pairs("kinds", compact))),
        stages=Lookup(
            {compact(code): code for code in FunderStage} | dict(_pairs("stages", compact))
        ),
        languages=codes_by_name("languages", locales, ()),
        months=Lookup(months),
        blanks=frozenset(word.casefold() for each in said.values() for word in each["blanks"]),
    )


def headings(language: str) -> list[str]:
    """The columns of a blank list, in the language or in English; they are all recognised."""
    known = files()
    said = known.get(language, known["en"])["headers"]
    return [said[name][0] for name in FIELDS]


def accepted(what: str, language: str) -> Mapping[str, Iterable[str]]:
    """The words for `kinds` or `stages` by their code, in the language or in English."""
    known = files()
    found: Mapping[str, Iterable[str]] = known.get(language, known["en"])[what]
    return found


def _pairs(table: str, form: Any) -> Iterator[tuple[str, str]]:
    for each in files().values():
        for code, words in each[table].items():
            for word in words:
                yield form(word), code
