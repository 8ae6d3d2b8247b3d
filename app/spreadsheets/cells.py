"""One cell as people read it; what cannot be understood is `Wrong`."""

import re
from datetime import date, datetime
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.spreadsheets.tables import Cell

SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
EMAIL = re.compile(r"[^@\s,;<>\"()]{1,64}@[^@\s,;<>\"()]{1,180}\.[^@\s.,;<>\"()\d]{2,24}")
FORMULA = re.compile(r"[=@]|[+-]\s*[A-Za-z(]|\|.*!")
ESCAPED = re.compile(r"'(?=[=+\-@\t\r'])")
"""How an export keeps a spreadsheet from taking a text for a formula; ours does so too."""

TEXTS: dict[str, LazyString] = {
    "bad_date": _("This is not a date that exists."),
    "bad_email": _("This is not an e-mail address."),
    "unknown_country": _("There is no country of this name."),
    "missing_value": _("This cannot be empty."),
    "unknown_value": _("This word is not known for this column."),
    "formula": _("A cell cannot hold a formula. Put the value itself."),
    "too_long": _("This is longer than %(most)s characters."),
    "too_many_cells": _(
        "This line has more cells than there are columns. "
        "Perhaps a value holds the delimiter and needs quotation marks."
    ),
    "unknown_language": _("There is no language of this name."),
}


class Wrong(Exception):
    """One cell cannot be understood. Raised by what reads values; becomes a `Problem`."""

    def __init__(self, code: str, value: object = None, **named: Any) -> None:
        super().__init__(code)
        self.code = code
        self.value = value
        self.named = named


def text_of_cell(cell: Cell) -> str:
    """The cell as people read it: no surrounding spaces, no `.0` behind a whole number."""
    if isinstance(cell, str):
        return ESCAPED.sub("", SPACES.sub(" ", cell).strip(), count=1)
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def refuse_formula(text: str, cell: Cell) -> None:
    """A formula that nobody calculated is never a value. Raises `Wrong`."""
    if isinstance(cell, str) and text[:1] in {"=", "@", "+", "-", "|"} and FORMULA.match(text):
        raise Wrong("formula")


def no_longer(text: str, most: int) -> str:
    """The text, if it has no more letters than there is room for. Raises `Wrong`."""
    if len(text) > most:
        raise Wrong("too_long", most=most)
    return text


def as_email(text: str) -> str:
    """The address in lower case. Raises `Wrong`."""
    bare = text.removeprefix("mailto:").strip("<>")
    if not EMAIL.fullmatch(bare):
        raise Wrong("bad_email")
    return bare.lower()
