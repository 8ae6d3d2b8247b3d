"""Which line of a table names its columns, and which column of a list of funders holds what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from app.funderlists.fields import FIELDS, NAME, NOTES
from app.funderlists.words import Words
from app.spreadsheets.cells import text_of_cell
from app.spreadsheets.dates import order_among
from app.spreadsheets.refused import told_before
from app.spreadsheets.tables import Cell, Line, Table, Unreadable
from app.spreadsheets.words import header

LINES_SEARCHED = 10
"""How far down the line with the names of the columns may be, under a title."""
MOST_ROWS = 500
"""Twice as many as the longest list we know of: what somebody can wait for on a page, since a row
takes eleven statements. More is divided."""
ENOUGH_COLUMNS = 2


@dataclass(frozen=True)
class Found:
    """A table as it is kept: `lines` are the rows under the headers, with their numbers."""

    headers: list[str]
    columns: dict[int, str]
    lines: list[tuple[int, list[Any]]]
    date_order: str


def recognise(table: Table, words: Words) -> Found:
    """The list with the columns that are known; without a known one the first line heads it.

    Raises `Unreadable`.
    """
    lines = list(islice(table.lines(), LINES_SEARCHED + MOST_ROWS + 1))
    at = _heading(lines, words)
    rows = [(number, [kept(cell) for cell in cells]) for number, cells in lines[at + 1 :]]
    if not rows:
        raise Unreadable("empty")
    if len(rows) > MOST_ROWS:
        raise Unreadable("too_many_lines", most=MOST_ROWS)
    headers = [text_of_cell(cell)[:200] for cell in lines[at][1]]
    columns = columns_of(headers, words)
    return Found(headers, columns, rows, date_order(rows, columns))


def best_of(tables: Sequence[Table], words: Words) -> Table:
    """The sheet with the most columns that are known; the first one among equals."""
    return max(tables, key=lambda each: _most_known(each, words))


def columns_of(headers: Sequence[str], words: Words) -> dict[int, str]:
    """The field by the place of its column. Of two columns of one field the first counts, but
    every column of notes does, and `Name` beside `First name` is the contact's."""
    known = [words.headers.get(header(text)) for text in headers]
    begin = told_before(headers)
    columns: dict[int, str] = {}
    for at, name in enumerate(known):
        twice = name in columns.values() and name != NOTES
        if twice and name == NAME and "contact_first_name" in known:
            name = None if "contact_name" in known else "contact_name"
            twice = name in columns.values()
        if name and at >= begin and not twice:
            columns[at] = name
    return columns


def date_order(rows: Sequence[tuple[int, list[Any]]], columns: Mapping[int, str]) -> str:
    """Day first, unless the dates of the list can only be meant otherwise."""
    places = [at for at, name in columns.items() if FIELDS[name].form == "date"]
    texts = (str(cells[at]) for _number, cells in rows for at in places if at < len(cells))
    return order_among(texts) or "dmy"


def kept(cell: Cell) -> Any:
    """The cell as JSON can keep it: a number stays one, since it may be a day of Excel."""
    if isinstance(cell, bool | date | datetime):
        return text_of_cell(cell)
    return cell if isinstance(cell, int | float) else str(cell)


def _heading(lines: Sequence[Line], words: Words) -> int:
    """The place of the first line with enough known names, else of the fullest of the first."""
    top = lines[:LINES_SEARCHED]
    for at, (_number, cells) in enumerate(top):
        if _known(cells, words) >= ENOUGH_COLUMNS:
            return at
    for at, (_number, cells) in enumerate(top):
        if NAME in _names(cells, words):
            return at
    if not top:
        raise Unreadable("empty")
    return max(range(len(top)), key=lambda at: (_filled(top[at][1]) > 1, -at))


def _most_known(table: Table, words: Words) -> int:
    top = islice(table.lines(), LINES_SEARCHED)
    return max((_known(cells, words) for _number, cells in top), default=0)


def _known(cells: Sequence[Cell], words: Words) -> int:
    return len(_names(cells, words))


def _names(cells: Sequence[Cell], words: Words) -> set[str]:
    return {found for cell in cells if (found := words.headers.get(header(text_of_cell(cell))))}


def _filled(cells: Sequence[Cell]) -> int:
    return sum(1 for cell in cells if text_of_cell(cell))
