"""How far the sheets of a workbook reach, read from their XML without building them.

The library that reads cells makes room for every cell up to the last one, so a file of four
kilobytes with one cell in the last corner would ask for hundreds of gigabytes.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

PIECE = 1 << 18
TAIL = 1 << 16
CELL = re.compile(rb"<(?:\w+:)?c\s(?:[^>]*?\s)?r=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
ROW = re.compile(rb"<(?:\w+:)?row\s(?:[^>]*?\s)?r=[\"'](\d{1,9})[\"']")
UNCALCULATED = re.compile(
    rb"<c\s(?P<marks>[^>]*)>\s*<f[^>]*>(?P<formula>[^<]*)</f>\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
ADDRESS = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,7})[\"']")
SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
ATTRIBUTE = re.compile(r"([\w:]+)=[\"']([^\"']*)[\"']")
TABLE_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(\s[^>]*)?/?>")
REPEATED = re.compile(rb"table:number-(?:rows|columns)-repeated=\"(\d{1,9})\"")
MOST_FORMULAS = 100_000


@dataclass
class Extent:
    """The last row and column of a sheet, and the formulas that nobody has calculated."""

    rows: int = 0
    columns: int = 0
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """By row (1 is the first) and column (0 is the first)."""


def extents_of_xlsx(packed: zipfile.ZipFile) -> dict[str, Extent]:
    """By the name of the sheet."""
    names = set(packed.namelist())
    targets = _targets(packed)
    return {name: _extent_of_sheet(packed, part) for name, part in targets.items() if part in names}


def _targets(packed: zipfile.ZipFile) -> dict[str, str]:
    """The part of the zip that holds each sheet, by the name of the sheet."""
    relations = {}
    rels = packed.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    for tag in RELATION.findall(rels):
        marks = dict(ATTRIBUTE.findall(tag))
        target = marks.get("Target", "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        relations[marks.get("Id", "")] = part
    found = {}
    for tag in SHEET.findall(packed.read("xl/workbook.xml").decode("utf-8", "replace")):
        marks = dict(ATTRIBUTE.findall(tag))
        key = next((value for name, value in marks.items() if name.endswith(":id")), "")
        found[unescape(marks.get("name", ""))] = relations.get(key, "")
    return found


def _extent_of_sheet(packed: zipfile.ZipFile, part: str) -> Extent:
    extent = Extent()
    for piece in _pieces(packed, part):
        for letters, digits in CELL.findall(piece):
            extent.columns = max(extent.columns, _column(letters) + 1)
            extent.rows = max(extent.rows, int(digits))
        for digits in ROW.findall(piece):
            extent.rows = max(extent.rows, int(digits))
        _note_formulas(piece, extent)
    return extent


def _note_formulas(piece: bytes, extent: Extent) -> None:
    for found in UNCALCULATED.finditer(piece):
        address = ADDRESS.search(found["marks"])
        calculated_to_nothing = b't="str"' in found["marks"]
        if address and not calculated_to_nothing and len(extent.formulas) < MOST_FORMULAS:
            place = int(address[2]), _column(address[1])
            extent.formulas[place] = "=" + unescape(found["formula"].decode("utf-8", "replace"))


def _pieces(packed: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that end where a cell ends, so that no tag is cut in two."""
    rest = b""
    with packed.open(part) as stream:
        while piece := stream.read(PIECE):
            piece = rest + piece
            end = max(
                piece.rfind(b"</c>"),
                piece.rfind(b"<row"),
                piece.rfind(b"<table:"),
                len(piece) - TAIL,
            )
            yield piece[:end]
            rest = piece[end:]
    yield rest


def _column(letters: bytes) -> int:
    """The place of column A is 0."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def extent_of_ods(packed: zipfile.ZipFile) -> Extent:
    """The largest of all sheets together; repeated empty rows at the end do not count."""
    largest, sheet, row = Extent(), Extent(), _Row()
    pending = 0
    for kind, marks in _ods_tags(packed):
        times = int(found[1]) if (found := REPEATED.search(marks)) else 1
        if kind == b"table":
            sheet, row, pending = Extent(), _Row(), 0
        elif kind == b"table-row":
            pending += row.times
            row = _Row(times)
        else:
            row.columns += times
            if b"office:value-type" in marks or b"calcext:value-type" in marks:
                sheet.columns = max(sheet.columns, row.columns)
                sheet.rows, pending = sheet.rows + pending + row.times, 0
                row.times = 0
        largest.rows = max(largest.rows, sheet.rows)
        largest.columns = max(largest.columns, sheet.columns)
    return largest


@dataclass
class _Row:
    times: int = 0
    """How often the row is repeated; nought once it has been counted."""
    columns: int = 0


def _ods_tags(packed: zipfile.ZipFile) -> Iterator[tuple[bytes, bytes]]:
    for piece in _pieces(packed, "content.xml"):
        yield from TABLE_TAG.findall(piece)
