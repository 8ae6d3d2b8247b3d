"""A page as a file: spreadsheet, text, paper and drawing, with the numbers the page shows."""

import io
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from flask_babel import gettext as _
from xlsxwriter import Workbook

from app.core import clock
from app.core.export import as_csv, plain
from app.core.i18n import day
from app.core.pdf import paper
from app.factsheets import drawing
from app.factsheets.sheets import Cell, Chart, Entry, Part, Sheet, Table, Words

PAPER = Path(__file__).parent / "papers" / "sheet.typ"
SHEET_NAME = 31
"""A spreadsheet does not take longer names of its sheets, nor some of their signs."""
FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "svg": "image/svg+xml",
}


def heads() -> list[str]:
    return [
        _("Quarter"),
        _("Table"),
        _("Row"),
        _("Column"),
        _("As shown"),
        _("Value"),
        _("Interval from"),
        _("Interval to"),
        _("Numerator"),
        _("Denominator"),
        _("Unknown"),
        _("Note"),
    ]


def lines(sheet: Sheet) -> Iterator[list[Any]]:
    """Every figure of the page, one line each: easy to sort, to filter and to turn around."""
    quarter = sheet.quarter.code if sheet.quarter else ""
    for part in sheet.parts:
        if isinstance(part, Table):
            yield from ([quarter, part.title, *line] for line in _of_table(part))
        elif isinstance(part, Entry):
            for name, text in [(_("Definition"), part.text), *part.facts]:
                yield [quarter, sheet.title, part.title, name, text, *[None] * 7]


def _of_table(table: Table) -> Iterator[list[Any]]:
    for row in table.rows:
        first, *others = row
        name = f"{first.text}: {first.note}" if first.note else first.text
        for head, cell in zip(table.heads[1:], others, strict=True):
            yield [name, head, cell.text, *_numbers(cell), cell.note]


def _numbers(cell: Cell) -> list[Any]:
    counts = [cell.numerator, cell.denominator, cell.unknown]
    return [cell.value, cell.low, cell.high, *counts]


def csv_of(sheet: Sheet) -> bytes:
    return as_csv(heads(), lines(sheet))


def xlsx_of(sheet: Sheet) -> bytes:
    """How to read it, all figures as lines, then each table as it stands on the page."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        _write(book, _("Figures"), [heads(), *lines(sheet)], bold)
        for number, table in zip(count(1), sheet.tables, strict=False):
            rows = [[_readable(cell) for cell in row] for row in table.rows]
            _write(book, f"{number} {table.title}", [list(table.heads), *rows], bold)
        words = [[text] for text in _words(sheet)]
        _write(book, _("How to read"), [[sheet.title], [sheet.lead], *words], bold)
    return out.getvalue()


def _readable(cell: Cell) -> Any:
    """A number where the page shows one and nothing but it; else what the page says."""
    if cell.value is not None and not cell.note:
        return cell.value
    return f"{cell.text} ({cell.note})" if cell.note else cell.text


def _write(book: Any, name: str, rows: Sequence[Sequence[Any]], bold: Any) -> None:
    page = book.add_worksheet(name.translate(FORBIDDEN)[:SHEET_NAME].strip("' "))
    page.set_column(0, len(rows[0]) - 1, 22)
    for place, row in enumerate(rows):
        page.write_row(place, 0, [plain(cell) for cell in row], None if place else bold)


def _words(sheet: Sheet) -> Iterator[str]:
    for part in sheet.parts:
        if isinstance(part, Words):
            yield from part.paragraphs
        elif isinstance(part, Table) and part.words:
            yield f"{part.title}: {part.words}"
        elif isinstance(part, Chart):
            yield f"{part.title}: {part.sentence}"


def svg_of(sheet: Sheet, chart_id: str) -> bytes | None:
    """One chart by its name, else the first; None when there is none of that name."""
    wanted = [chart for chart in sheet.charts if chart_id in {"", chart.id}]
    return drawing.drawing(wanted[0], source(sheet, wanted[0])).encode() if wanted else None


def source(sheet: Sheet, chart: Chart) -> str:
    """What the figures are of, for below a drawing that travels alone."""
    quarter = sheet.quarter.name if sheet.quarter else "–"
    words: str = _(
        "%(quarter)s. Published by the countries, rounded to five, below ten hidden.",
        quarter=quarter,
    )
    if "source" in (chart.data.get("benchmark") or {}):
        named = chart.data["benchmark"]["source"]
        words = f"{words} {_('Benchmark: %(source)s.', source=named)}"
    return words


def pdf_of(title: str, sheets: Sequence[Sheet]) -> bytes:
    """The pages one after the other under the letterhead."""
    quarter = next((sheet.quarter.name for sheet in sheets if sheet.quarter), "")
    made = _("Made on %(day)s from what the countries published.", day=day(clock.today()))
    data = {
        "title": title,
        "lead": f"{quarter}. {made}" if quarter else made,
        "sections": [_section(sheet) for sheet in sheets],
    }
    return paper(PAPER, data)


def _section(sheet: Sheet) -> dict[str, Any]:
    return {
        "title": sheet.title,
        "lead": sheet.lead,
        "parts": [_on_paper(part) for part in sheet.parts],
    }


def _on_paper(part: Part) -> dict[str, Any]:
    if isinstance(part, Table):
        rows = [[{"text": cell.text, "note": cell.note} for cell in row] for row in part.rows]
        facts = {"heads": list(part.heads), "rows": rows, "words": part.words}
        return {"kind": part.kind, "title": part.title, **facts}
    if isinstance(part, Chart):
        svg, alt = drawing.for_paper(part)
        drawn = {"svg": svg, "alt": alt, "words": part.sentence}
        return {"kind": part.kind, "title": part.title, **drawn}
    if isinstance(part, Words):
        return {"kind": part.kind, "title": part.title, "paragraphs": list(part.paragraphs)}
    if isinstance(part, Entry):
        facts = {"facts": [list(fact) for fact in part.facts]}
        return {"kind": part.kind, "title": part.title, "text": part.text, **facts}
    return {"kind": part.kind, "title": part.title, "text": part.text}
