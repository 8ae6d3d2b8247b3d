"""A table of rows as a file: CSV or a spreadsheet, safe to open in one."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from flask import Response
from werkzeug.http import dump_options_header
from xlsxwriter import Workbook

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet would take a cell that begins like this for a formula, in some languages also with
the wide form of the sign (OWASP, CSV Injection)."""

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def table_response(
    name: str, headers: Sequence[str], rows: Iterable[Sequence[Any]], kind: str
) -> Response:
    """The rows as an attachment `name.kind`; `kind` is csv or xlsx."""
    body = as_xlsx(headers, rows) if kind == "xlsx" else as_csv(headers, rows)
    response = Response(body, content_type=TYPES[kind])
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment", {"filename": f"{name}.{kind}"}
    )
    return response


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a mark, semicolons: what spreadsheets of these countries open by themselves."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([safe(cell) for cell in headers])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(headers: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(out, options) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [str(cell) for cell in headers], book.add_format({"bold": True}))
        for line, row in enumerate(rows, start=1):
            sheet.write_row(line, 0, [plain(cell) for cell in row])
    return out.getvalue()


def safe(cell: Any) -> str:
    """The cell as text; one that would be a formula is prefixed with an apostrophe."""
    text = str(plain(cell))
    dangerous = text.startswith(DANGEROUS) or text.lstrip().startswith(DANGEROUS)
    return f"'{text}" if dangerous and not is_number(text) else text


def is_number(text: str) -> bool:
    return text.lstrip("+-").replace(" ", "").replace(".", "", 1).isdigit()


def plain(cell: Any) -> str | int | float:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return int(cell)
    if isinstance(cell, int | float):
        return cell
    if isinstance(cell, date | datetime):
        return cell.isoformat()
    return str(cell)
