"""From a file on disk to tables: what the content says it is, whatever the file is called."""

from pathlib import Path

from app.spreadsheets.delimited import delimited_table
from app.spreadsheets.tables import (
    MEGABYTE,
    MOST_BYTES_OF_TEXT,
    MOST_BYTES_OF_WORKBOOK,
    Table,
    Unreadable,
)
from app.spreadsheets.workbooks import OLE, ZIP, workbook_tables

NOT_TABLES = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf",
    b"\x7fELF", b"MZ\x90", b"BZh", b"\xfd7zXZ", b"{\\rtf", b"SQLite format 3",
    b"<!DOCTYPE", b"<!doctype", b"<html", b"<?xml",
)  # fmt: skip
"""How files begin that people send by mistake, some of them under the name of a table."""


def open_tables(
    path: Path, *, encoding: str | None = None, delimiter: str | None = None
) -> list[Table]:
    """Every list in the file: one for a text file, one a visible sheet for a workbook.

    Nothing is read before its size is known. Raises `Unreadable`.
    """
    size = _size(path)
    with path.open("rb") as stream:
        beginning = stream.read(64)
    if beginning.startswith((ZIP, OLE)):
        _refuse_over(MOST_BYTES_OF_WORKBOOK, size)
        return workbook_tables(path)
    if beginning.startswith(NOT_TABLES):
        raise Unreadable("not_a_table")
    _refuse_over(MOST_BYTES_OF_TEXT, size)
    return [delimited_table(path, encoding=encoding, delimiter=delimiter)]


def sheet_named(tables: list[Table], sheet: str) -> Table:
    """The table of that sheet, capitals and spaces apart. Raises `Unreadable`."""
    wanted = sheet.strip().casefold()
    for table in tables:
        if table.sheet.strip().casefold() == wanted:
            return table
    names = ", ".join(table.sheet for table in tables if table.sheet) or "-"
    raise Unreadable("unknown_sheet", sheet=sheet, sheets=names)


def _size(path: Path) -> int:
    if not path.is_file():
        raise Unreadable("not_a_file")
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Unreadable("not_a_file") from error
    if size == 0:
        raise Unreadable("empty")
    return size


def _refuse_over(most: int, size: int) -> None:
    if size > most:
        raise Unreadable("too_large", most=most // MEGABYTE)
