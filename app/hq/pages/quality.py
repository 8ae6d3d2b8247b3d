"""How good the figures are: what is unknown, what came late, which tables are missing."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from app.core.i18n import number
from app.factsheets.sheets import Cell, Chart, Part, Table
from app.publication.models import Publisher
from app.releases import cells as counted
from app.releases import pictures, telling
from app.releases.cells import Cells, Share
from app.releases.naming import antenna_name
from app.releases.queries import Book
from app.tabulation.templates import TEMPLATES as CLOSED_LIST

TEMPLATES = tuple(template.code for template in CLOSED_LIST)
QUARTERS = 1
PARTS = ("unknown", "late")


def parts(book: Book) -> Iterator[Part]:
    yield unknown(book)
    yield antennas(book)
    yield missing(book)


def share_of(cells: Cells, part: str) -> Share:
    """The part of the mentees of an outcome that is unknown, or was written down late."""
    told = [{"counts": _parts(cell["counts"], part)} for cell in cells]
    return counted.share(told)


def _parts(counts: Any, part: str) -> dict[str, Any]:
    return {"numerator": counts[part], "denominator": counts["denominator"]}


def unknown(book: Book) -> Chart:
    rows = [
        pictures.interval_row(one.name, share_of(found, "unknown"))
        for one, found in book.of_quarter("data_quality")
    ]
    sentence = _(
        "Those of whom nothing is known count as a no in every rate. Where many are unknown, a low "
        "rate may only say that nobody asked."
    )
    data = {"rows": rows, "top": 1.0, "benchmark": None, "label_head": _("Country")}
    title = _("Situation twelve months later unknown")
    return Chart("unknown", title, "interval", data, sentence, ("data_quality",))


def antennas(book: Book) -> Table:
    return Table(
        "quality-antennas",
        _("Unknown and late, by antenna"),
        [_("Antenna"), _("Country"), _("Unknown"), _("Written down late")],
        [
            [
                Cell(antenna_name(one, cell["at"]["antenna"])),
                Cell(one.name),
                *(telling.share_cell(share_of([cell], part)) for part in PARTS),
            ]
            for one, cell in by_name(book)
        ],
        _("In the order of the alphabet: this is not a ranking."),
        ("data_quality",),
        named=2,
    )


def by_name(book: Book) -> list[tuple[Publisher, Any]]:
    """The cells of all antennas, by country and then by antenna."""
    found = [(one, cell) for one, cells in book.of_quarter("data_quality") for cell in cells]
    return sorted(
        found, key=lambda row: (row[0].name, antenna_name(row[0], row[1]["at"]["antenna"]))
    )


def missing(book: Book) -> Table:
    """How much of the closed list each country released for the quarter."""
    rows = []
    for one in book.countries:
        absent = [
            template for template in CLOSED_LIST if book.table(template.code, one.code) is None
        ]
        released = len(CLOSED_LIST) - len(absent)
        named = ", ".join(str(template.title) for template in absent) or _("none")
        rows.append(
            [
                Cell(one.name),
                Cell(number(released), value=released),
                Cell(named if released else _("all of them")),
                Cell(*_hidden(book, one.code)),
            ]
        )
    return Table(
        "released",
        _("What was released for this quarter"),
        [_("Country"), _("Tables released"), _("Tables missing"), _("Counts hidden")],
        rows,
        numbers=False,
    )


def _hidden(book: Book, country: str) -> tuple[str, str, int | None]:
    """How many of the published counts are hidden or withheld."""
    counts = [
        count
        for template in TEMPLATES
        for cell in book.table(template, country) or []
        for count in cell["counts"].values()
    ]
    hidden = sum(not isinstance(count, int) for count in counts)
    return number(hidden), _("of %(counts)s", counts=number(len(counts))), hidden
