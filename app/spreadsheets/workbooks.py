"""Workbooks (XLSX, XLS, ODS), opened only after their inside has been weighed."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from app.spreadsheets.sheet_sizes import Extent, extent_of_ods, extents_of_xlsx
from app.spreadsheets.tables import (
    MOST_BYTES_UNPACKED,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_LINES,
    MOST_PARTS,
    MOST_TIMES_SMALLER,
    Cell,
    Line,
    Table,
    Unreadable,
)

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
VBA_PROJECT = "_VBA_PROJECT".encode("utf-16-le")
SMALL_PART = 1_000_000
ENCRYPTED_FLAG = 0x1
Extents = dict[str, Extent]


def workbook_tables(path: Path) -> list[Table]:
    """One table for each visible sheet that holds something. Raises `Unreadable`."""
    with path.open("rb") as stream:
        packed = stream.read(len(ZIP)) == ZIP
    form, extents = _weigh_zip(path) if packed else _weigh_ole(path)
    workbook = _open(path)
    tables = []
    for meta in workbook.sheets_metadata:
        if meta.visible == SheetVisibleEnum.Visible:
            tables += _tables_of(_sheet(workbook, meta.name), form, extents.get(meta.name))
    if not tables:
        raise Unreadable("empty")
    return tables


def _tables_of(sheet: CalamineSheet, form: str, extent: Extent | None) -> list[Table]:
    """The sheet as a table, or nothing when it is empty.

    The table keeps the cells, in the compact form of the library: loading them again for each
    reading would take seconds, and make room for them twice.
    """
    formulas = extent.formulas if extent else {}
    if sheet.start is None:
        return []
    if sheet.total_width > MOST_COLUMNS:
        raise Unreadable("too_many_columns", most=MOST_COLUMNS)
    if sheet.total_height > MOST_LINES:
        raise Unreadable("too_many_lines", most=MOST_LINES)

    def start() -> Iterator[Line]:
        return _lines(sheet, formulas)

    count = sum(any(cell != "" for cell in cells) for _number, cells in start())
    return [Table(start, count, sheet.name, sheet=sheet.name, form=form)] if count else []


def _lines(sheet: CalamineSheet, formulas: dict[tuple[int, int], str]) -> Iterator[Line]:
    """Rows from the top of the sheet; empty columns on the left are not counted."""
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells: list[Cell] = list(row)
        for place in range(len(cells)) if formulas else ():
            cells[place] = formulas.get((number, first + place), cells[place])
        if any(isinstance(cell, str) and len(cell) > MOST_LETTERS for cell in cells):
            raise Unreadable("cell_too_long", line=number, most=MOST_LETTERS)
        yield number, cells


def _open(path: Path) -> CalamineWorkbook:
    """The workbook; whatever the library finds wrong in it, a panic included, is our answer."""
    try:
        return CalamineWorkbook.from_path(str(path))
    except PasswordError as error:
        raise Unreadable("encrypted") from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable("broken_workbook") from error
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in the library is not an Exception
        raise Unreadable("broken_workbook") from error


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # as above
        raise Unreadable("broken_workbook") from error


def _weigh_ole(path: Path) -> tuple[str, Extents]:
    """The old binary form: only passwords and macros can be seen from outside."""
    content = path.read_bytes()
    if ENCRYPTED_PACKAGE in content:
        raise Unreadable("encrypted")
    if VBA_PROJECT in content:
        raise Unreadable("macros")
    return "xls", {}


def _weigh_zip(path: Path) -> tuple[str, Extents]:
    """Refuse what would be too large unpacked, macros and passwords, by the zip's own list.

    The list may lie about sizes: `testzip` reads no further than it says, and finds the lie.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            _refuse_bomb(packed, path.stat().st_size)
            names = set(packed.namelist())
            _refuse_dangerous(packed, names)
            if packed.testzip() is not None:
                raise Unreadable("broken_workbook")
            if "xl/workbook.xml" in names:
                extents, form = extents_of_xlsx(packed), "xlsx"
            elif "content.xml" in names:
                extents, form = {"": extent_of_ods(packed)}, "ods"
            elif "xl/workbook.bin" in names:
                extents, form = {}, "xlsb"
            else:
                raise Unreadable("not_a_table")
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as error:
        raise Unreadable("broken_workbook") from error
    except (OSError, EOFError, KeyError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("broken_workbook") from error
    _refuse_wide(list(extents.values()))
    return form, extents


def _refuse_bomb(packed: zipfile.ZipFile, size: int) -> None:
    parts = packed.infolist()
    unpacked = sum(part.file_size for part in parts)
    small = unpacked <= SMALL_PART
    if len(parts) > MOST_PARTS or unpacked > MOST_BYTES_UNPACKED:
        raise Unreadable("zip_bomb")
    if not small and unpacked > size * MOST_TIMES_SMALLER:
        raise Unreadable("zip_bomb")


def _refuse_dangerous(packed: zipfile.ZipFile, names: set[str]) -> None:
    if any(part.flag_bits & ENCRYPTED_FLAG for part in packed.infolist()):
        raise Unreadable("encrypted")
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise Unreadable("macros")
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in packed.open(manifest).read(SMALL_PART):
        raise Unreadable("encrypted")


def _refuse_wide(extents: list[Extent]) -> None:
    """A single cell in the last corner of a sheet would fill the memory with empty ones."""
    if any(extent.rows > MOST_LINES for extent in extents):
        raise Unreadable("too_many_lines", most=MOST_LINES)
    if sum(extent.rows * extent.columns for extent in extents) > MOST_CELLS:
        raise Unreadable("too_many_cells")
