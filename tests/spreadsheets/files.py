"""Files as national teams send them, good and broken, made where a test wants them."""

import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from app.spreadsheets.reading import open_tables
from app.spreadsheets.tables import Table


def first_table(path: Path, **options: str) -> Table:
    """The list of a file that has one."""
    return open_tables(path, **options)[0]


def text_file(folder: Path, content: str | bytes, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def csv_text(*rows: dict[str, str], delimiter: str = ";") -> str:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    return "".join(
        delimiter.join(_quoted(cell, delimiter) for cell in line) + "\r\n" for line in lines
    )


def _quoted(cell: str, delimiter: str) -> str:
    return f'"{cell}"' if delimiter in cell or "\n" in cell else cell


def workbook(folder: Path, sheets: dict[str, list[list[Any]]], name: str = "list.xlsx") -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / name
    book.save(path)
    book.close()
    return path


def repacked(path: Path, changes: dict[str, bytes]) -> Path:
    """The same zip with these parts added or replaced."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()} | changes
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path
