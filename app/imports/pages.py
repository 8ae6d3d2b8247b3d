"""What the pages of imports show: counts, the first rows in words, choices with their labels."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import number, pick
from app.core.vocabularies import CONTRACTS, END_REASONS, SITUATIONS
from app.duos.labels import state_name
from app.imports.models import Import, ImportState
from app.imports.previews import fields_shown
from app.lists.fields import FIELDS, KINDS
from app.lists.problems import text_in_general, text_of
from app.people.words import UNKNOWN, in_words
from app.references.known import antenna_names
from app.references.tallies import ALL, VERDICTS
from app.spreadsheets.schemas import DELIMITER_NAMES, DELIMITERS, ENCODINGS, ORDER_NAMES

STATE_TAGS = {
    ImportState.DONE: "good",
    ImportState.FAILED: "late",
    ImportState.DRAFT: "watch",
    ImportState.UNDONE: "neutral",
}
DUO_WORDS: Mapping[str, Any] = {
    "state": state_name,
    "end_reason": lambda code: str(END_REASONS[code]),
    "situation": lambda code: str(SITUATIONS.get(code, _("Not known"))),
    "contract": lambda code: str(CONTRACTS[code]),
}


def kind_name(kind: str | None) -> str:
    """In the words of the page; a file may hold several lists."""
    return _("several lists") if kind in {ALL, None} else str(KINDS[kind])


def field_names(kind: str) -> dict[str, Any]:
    return {each.name: each.label for each in FIELDS[kind]}


def sample_of(part: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The first rows as understood: what each says by field, and what is wrong with it."""
    names = fields_shown(dict(part))
    antennas = {code: pick(texts) for code, texts in antenna_names()}
    for row in part.get("sample", ()):
        yield {
            "line": row["line"],
            "cells": [
                (name, cell_in_words(name, row["values"].get(name), antennas)) for name in names
            ],
            "problems": [
                {**each, "text": text_of(each["code"], each["named"])} for each in row["problems"]
            ],
        }


def cell_in_words(name: str, value: Any, antennas: Mapping[str, str]) -> str:
    if value is None or value == []:
        return UNKNOWN
    if name == "antenna":
        return antennas.get(value, value)
    if name in DUO_WORDS:
        return str(DUO_WORDS[name](value))
    if name == "languages":
        value = {each["code"]: each["level"] for each in value}
    if name == "job_seeker_since":
        value = date.fromisoformat(value)
    return in_words(name, value)


def read_as(part: Mapping[str, Any]) -> list[tuple[str, str]]:
    """How a list was read, as pairs of a label and a value."""
    names = {character: name for name, character in DELIMITERS.items()}
    delimiter = part["delimiter"]
    pairs = [
        (_("Sheet"), part["sheet"]),
        (_("Encoding"), encoding_name(part["encoding"])),
        (_("Between columns"), str(DELIMITER_NAMES.get(names.get(delimiter, ""), delimiter))),
        (_("Dates"), str(ORDER_NAMES[part["date_order"]])),
        (_("Columns left out"), ", ".join(part["leftovers"])),
    ]
    return [(label, value) for label, value in pairs if value]


def reasons_of(counts: Mapping[str, Any]) -> list[str]:
    """Each reason with how many rows it stands against."""
    return [
        _("%(count)s × %(reason)s", count=number(count), reason=text_in_general(code))
        for code, count in sorted(counts["reasons"].items(), key=lambda item: -item[1])
    ]


def words_of(import_: Import) -> str | None:
    """What is going on, where a number of rows would not tell."""
    said = {
        ImportState.CHECKING: _("Counting what would become of the rows…"),
        ImportState.UNDOING: _("Being undone…"),
    }
    return said.get(import_.state)


def told_after_start(rows: int) -> str:
    text: str = ngettext(
        "%(num)d row is on its way. You can leave this page.",
        "%(num)d rows are on their way. You can leave this page.",
        rows,
    )
    return text


def encoding_name(encoding: str) -> str:
    return ENCODINGS.get(encoding.removesuffix("-sig"), encoding.upper())


def counted(import_: Import) -> dict[str, int] | None:
    """The counts of all its lists together; None until every list was counted."""
    every = [part["counts"] for part in import_.parts if "counts" in part]
    if not every or len(every) < len(import_.parts):
        return None
    return {verdict: sum(each[verdict] for each in every) for verdict in VERDICTS}


def counts_in_words(counts: Mapping[str, Any]) -> str:
    text: str = _(
        "%(accepted)s new, %(updated)s changed, %(unchanged)s unchanged, %(refused)s refused",
        **{verdict: number(counts[verdict]) for verdict in VERDICTS},
    )
    return text


def name_of_row(cells: list[tuple[str, str]]) -> str:
    """Whom or what a row is about."""
    shown = dict(cells)
    who = " ".join(filter(None, (shown.get("first_name"), shown.get("last_name"))))
    pair = shown.get("mentee_reference"), shown.get("mentor_reference")
    return " · ".join(filter(None, (shown["reference"], who, *pair)))


def most_megabytes(most_bytes: int) -> int:
    return most_bytes // (1024 * 1024)
