"""A report as a file: PDF under the letterhead, spreadsheet and CSV, all in its own language."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core import clock
from app.core.export import as_csv, as_xlsx
from app.core.i18n import day, locale_of
from app.core.pdf import paper
from app.core.text import fold
from app.reports.models import Report, ReportState

PAPER = Path(__file__).parent / "papers" / "report.typ"
KINDS = ("pdf", "xlsx", "csv")


def file_of(report: Report, content: Mapping[str, Any], kind: str) -> bytes:
    """`kind` is pdf, xlsx or csv."""
    with force_locale(locale_of(report.language)):
        if kind == "pdf":
            return paper(PAPER, on_paper(report, content))
        lines = list(_lines(report, content))
        return (as_xlsx if kind == "xlsx" else as_csv)(_heads(), lines)


def on_paper(report: Report, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": content["title"],
        "lead": content["lead"],
        "draft": draft_words(report),
        "mark": _("DRAFT") if report.state == ReportState.DRAFT else "",
        "sections": [_texts_only(section) for section in content["sections"]],
        "empty": _("Nothing to tell in this period."),
        "unwritten": _("Not written yet."),
        "made": _("Released on %(day)s", day=day(clock.day_of(report.released_at)))
        if report.released_at
        else "",
    }


def draft_words(report: Report) -> str:
    """Said on whatever shows a report that was not released; nothing otherwise."""
    if report.state == ReportState.REPLACED:
        return str(_("A newer edition took the place of this report."))
    if report.state == ReportState.RELEASED:
        return ""
    return str(_("This is a draft: figures and words can still change."))


def _texts_only(section: Mapping[str, Any]) -> dict[str, Any]:
    """A cell is a text and a value; paper shows the text."""
    told = dict(section)
    if "rows" in told:
        rows, places = section["rows"], range(len(section["heads"]))
        told["rows"] = [[cell[0] for cell in row] for row in rows]
        told["numbers"] = [any(row[place][1] is not None for row in rows) for place in places]
    return told


def _heads() -> list[str]:
    return [_("Part"), _("Row"), _("Column"), _("As told"), _("Value")]


def _lines(report: Report, content: Mapping[str, Any]) -> Iterator[list[Any]]:
    """What it is about, then every figure and every paragraph, one a line."""
    for word, value in content["lead"]:
        yield [content["title"], word, "", value, None]
    if words := draft_words(report):
        yield [content["title"], "", "", words, None]
    for section in content["sections"]:
        for text in section.get("paragraphs", ()):
            yield [section["title"], "", "", text, None]
        for first, *others in section.get("rows", ()):
            for head, cell in zip(section["heads"][1:], others, strict=True):
                yield [section["title"], first[0], head, *cell]


def file_name(report: Report, kind: str) -> str:
    """Short and plain, such as `acme-1-2026-09-30-1.pdf`: grant, last day, edition."""
    code = re.sub(r"[^a-z0-9]+", "-", fold(report.grant.code)).strip("-") or "grant"
    draft = "-draft" if report.state == ReportState.DRAFT else ""
    return f"{code}-{report.until_on.isoformat()}-{report.edition}{draft}.{kind}"
