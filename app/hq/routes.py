"""Headquarters: the countries side by side, and what they publish."""

from typing import Any

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.http import dump_options_header

from app.core.i18n import language, language_itself
from app.core.listing import kept_arguments
from app.core.permissions import Permission
from app.core.quarters import Quarter
from app.core.tenancy import tenant
from app.core.web import requires
from app.factsheets import files
from app.factsheets.sheets import Sheet
from app.hq import contents
from app.hq.report import report as written_report
from app.releases import queries
from app.releases.naming import title_of
from app.releases.periods import read_quarter

bp = Blueprint("hq", __name__, url_prefix="/", template_folder="templates")
NAMES = ", ".join(contents.PAGES)
OTHERS = ", ".join(name for name in contents.PAGES if name != "overview")


@bp.get("/")
@requires(Permission.HQ_READ)
def index() -> ResponseReturnValue:
    return _page("overview")


@bp.get(f"/<any({OTHERS}):name>")
@requires(Permission.HQ_READ)
def show(name: str) -> ResponseReturnValue:
    return _page(name)


def _page(name: str) -> ResponseReturnValue:
    known = queries.quarters()
    sheet = contents.sheet(name, _asked(known))
    return render_template(
        "hq/show.html",
        sheet=sheet,
        quarters={one.code: one.name for one in known},
        tabs_of_pages=_tabs(name),
        languages=[(code, language_itself(code).capitalize()) for code in tenant().languages],
        title_of=title_of,
        kept=kept_arguments(),
    )


def _asked(known: list[Quarter]) -> Quarter | None:
    """The quarter of the address, else the newest; None when nobody has published. 404 else."""
    asked = request.args.get("period", "")
    if not asked:
        return known[0] if known else None
    found = read_quarter(asked)
    return found if found in known else abort(404)


def _tabs(name: str) -> list[dict[str, Any]]:
    period = request.args.get("period") or None
    return [
        {
            "label": page.tab,
            "url": url_for(".index", period=period)
            if code == "overview"
            else url_for(".show", name=code, period=period),
            "active": code == name,
        }
        for code, page in contents.PAGES.items()
    ]


@bp.get(f"/<any({NAMES}):name>/export.<any(csv, xlsx, pdf, svg):kind>")
@requires(Permission.HQ_READ)
def export(name: str, kind: str) -> ResponseReturnValue:
    """The page with the same choice, as a file."""
    sheet = contents.sheet(name, _asked(queries.quarters()))
    body = _made(sheet, kind)
    file = f"{name}-{sheet.quarter.code}" if sheet.quarter else name
    return _download(body, f"{file}.{kind}", kind)


def _made(sheet: Sheet, kind: str) -> bytes:
    if kind == "svg":
        return files.svg_of(sheet, request.args.get("chart", "")) or abort(404)
    if kind == "pdf":
        return files.pdf_of(sheet.title, [sheet])
    return files.csv_of(sheet) if kind == "csv" else files.xlsx_of(sheet)


@bp.get("/report/<period>.pdf")
@requires(Permission.HQ_READ)
def report(period: str) -> ResponseReturnValue:
    """The quarterly report, in one of the languages of headquarters."""
    quarter, wanted = read_quarter(period), request.args.get("language", language())
    if quarter not in queries.quarters() or wanted not in tenant().languages:
        abort(404)
    body = written_report(quarter, wanted)
    return _download(body, f"report-{quarter.code}-{wanted}.pdf", "pdf")


def _download(body: bytes, name: str, kind: str) -> Response:
    response = Response(body, content_type=files.TYPES[kind])
    disposition = dump_options_header("attachment", {"filename": name})
    response.headers["Content-Disposition"] = disposition
    return response
