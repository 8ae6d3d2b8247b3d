"""A table out of a file, line by line, and the reasons why a file cannot be read at all."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, ClassVar

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Cell = str | int | float | bool | date | time | timedelta
Line = tuple[int, list[Cell]]
"""The number of a row as a spreadsheet shows it (1 is the first), and its cells."""

MEGABYTE = 1024 * 1024
MOST_BYTES_OF_TEXT = 50 * MEGABYTE
MOST_BYTES_OF_WORKBOOK = 20 * MEGABYTE
MOST_BYTES_UNPACKED = 400 * MEGABYTE
MOST_TIMES_SMALLER = 200
"""A sheet of text packs about ten to thirty times; a zip bomb packs a thousand times."""
MOST_PARTS = 2_000
MOST_LINES = 1_000_000
MOST_COLUMNS = 200
MOST_CELLS = 5_000_000
"""A workbook is held in memory whole: about 30 bytes a cell, so 150 MB at the most."""
MOST_LETTERS = 32_767
"""What one cell of a spreadsheet can hold (Excel specifications and limits)."""

TEXTS: dict[str, LazyString] = {
    "not_a_file": _("There is no file here that can be opened."),
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than %(most)s MB. Divide it and send the parts."),
    "not_a_table": _(
        "This is not a table. Send a spreadsheet (.xlsx, .xls, .ods) or a text file (.csv)."
    ),
    "binary": _(
        "The file holds characters that no text has (line %(line)s). Save it again as CSV or XLSX."
    ),
    "unknown_encoding": _("The encoding %(encoding)s is not known."),
    "wrong_encoding": _(
        "The letters cannot be read in the encoding %(encoding)s (line %(line)s). "
        "Choose another encoding, or save the file again as UTF-8 or XLSX."
    ),
    "bad_delimiter": _("A delimiter is one character: a semicolon, a comma, a tab or a bar."),
    "no_columns": _("Only one column was found. Choose the character that divides the columns."),
    "broken_quotes": _("A quotation mark is opened and never closed, near line %(line)s."),
    "cell_too_long": _(
        "A cell holds more than %(most)s characters near line %(line)s, "
        "or a quotation mark is opened there and never closed."
    ),
    "too_many_lines": _("There are more than %(most)s lines. Divide the file."),
    "too_many_columns": _("There are more than %(most)s columns."),
    "too_many_cells": _("The sheet is too large for a workbook. Save it as CSV and send that."),
    "zip_bomb": _("Unpacked, this file would be far larger than a list of people can be."),
    "broken_workbook": _("The workbook is damaged. Open it, save it again and send the new file."),
    "encrypted": _("The workbook is protected by a password. Save it without one."),
    "macros": _("The workbook holds macros. Save it as an ordinary workbook (.xlsx)."),
    "unknown_sheet": _("There is no sheet “%(sheet)s”. The sheets are: %(sheets)s."),
    "no_header": _(
        "The first line does not hold names of columns that we know. "
        "Put one line with the names of the columns above the rows."
    ),
    "two_headers": _(
        "There are two lines with names of columns (%(first)s and %(second)s). Keep one of them."
    ),
    "duplicate_columns": _("The column “%(column)s” stands there twice. Keep one of them."),
    "bad_choice": _("“%(choice)s” is not something that can be chosen here."),
}


class Unreadable(Exception):
    """The file as a whole is refused: a stable code, a text for people, and what it names.

    Who reads a kind of list has more reasons, and gives their texts as `texts` of its own class.
    """

    texts: ClassVar[Mapping[str, LazyString]] = TEXTS

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    @property
    def text(self) -> str:
        """The reason in the language of whoever reads it now."""
        return str(self.texts[self.code]) % {
            name: _told(each) for name, each in self.values.items()
        }


@dataclass(frozen=True)
class Table:
    """One list: a CSV file or one sheet of a workbook. `lines()` starts afresh at each call."""

    start: Callable[[], Iterator[Line]]
    line_count: int
    """Lines that hold something, the line with the names of the columns included."""
    name: str = ""
    """Of the file and of the sheet: sometimes the only hint at what the rows are."""
    sheet: str = ""
    form: str = "csv"
    encoding: str = ""
    delimiter: str = ""

    def lines(self) -> Iterator[Line]:
        """Every line that holds something, without its trailing empty cells."""
        for number, cells in self.start():
            while cells and _blank(cells[-1]):
                cells.pop()
            if cells:
                yield number, cells


def _told(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()
