"""How long mentees wait: from the interview to the first duo, and who waits now."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from app.core.i18n import number
from app.design.scales import top_of
from app.factsheets.sheets import Cell, Chart, Empty, Part, Table
from app.indicators.telling import n_mentees
from app.publication.models import Publisher
from app.releases import cells as counted
from app.releases import telling
from app.releases.naming import antenna_name, name_of
from app.releases.queries import Book

TEMPLATES = ("waiting_days", "mentees_waiting")
QUARTERS = 1
USUAL_DAYS = 30
"""brief.md, "how a duo comes about": from interview to match, 15 days to a month."""


def parts(book: Book) -> Iterator[Part]:
    found = [
        (one, cell)
        for one, cells in book.of_quarter("waiting_days")
        for cell in cells
        if told(cell)
    ]
    if found:
        yield chart(found)
    else:
        yield Empty(
            _("No waiting time published"),
            _("It comes when an antenna publishes the waiting times of ten mentees or more."),
        )
    yield table(book)


def told(cell: Any) -> bool:
    return (cell["values"] or {}).get("median") is not None


def chart(found: list[tuple[Publisher, Any]]) -> Chart:
    rows = sorted((_row(one, cell) for one, cell in found), key=lambda row: str(row["label"]))
    data = {
        "rows": rows,
        "top": top_of([row["high"] for row in rows] + [USUAL_DAYS]),
        "benchmark": {"value": USUAL_DAYS, "label": _("a month")},
        "label_head": _("Antenna"),
        "number": True,
    }
    sentence = _(
        "The dot is the median: half waited shorter. The line holds the middle half of the "
        "mentees; it is how much they differ, not an interval of chance. The organisation says in "
        "public that a match takes 15 days to a month."
    )
    title = _("Days from interview to duo, by antenna")
    return Chart("waiting", title, "interval", data, sentence, ("waiting_days",))


def _row(one: Publisher, cell: Any) -> dict[str, Any]:
    values, count = cell["values"], cell["counts"]["count"]
    label = _(
        "%(antenna)s, %(country)s",
        antenna=antenna_name(one, cell["at"]["antenna"]),
        country=one.name,
    )
    note = n_mentees(count) if isinstance(count, int) else ""
    return {
        "label": label,
        "value": values["median"],
        "low": values["lower"],
        "high": values["upper"],
        "note": note,
    }


def table(book: Book) -> Table:
    waiting = {
        (one.code, cell["at"]["antenna"]): cell
        for one, cells in book.of_quarter("mentees_waiting")
        for cell in cells
    }
    waited = {
        (one.code, cell["at"]["antenna"]): cell
        for one, cells in book.of_quarter("waiting_days")
        for cell in cells
    }
    names = {one.code: one for one in book.countries}
    keys = sorted(
        waiting.keys() | waited.keys(),
        key=lambda key: (names[key[0]].name, antenna_name(names[key[0]], key[1])),
    )
    return Table(
        "waiting-antennas",
        _("Who waited, and who waits"),
        [
            _("Antenna"),
            _("Country"),
            name_of("waiting_days"),
            _("The middle half"),
            name_of("mentees_waiting"),
        ],
        [
            [
                Cell(antenna_name(names[country], antenna)),
                Cell(names[country].name),
                *days_cells(waited.get((country, antenna))),
                telling.amount_cell(counted.amount([cell]))
                if (cell := waiting.get((country, antenna)))
                else telling.not_released(),
            ]
            for country, antenna in keys
        ],
        _("Medians cannot be added up, so there is no waiting time of a whole country."),
        TEMPLATES,
        named=2,
    )


def days_cells(cell: Any) -> list[Cell]:
    if cell is None:
        return [telling.not_released(), Cell("–")]
    if not told(cell):
        return [telling.hidden_cell(1), Cell("–")]
    values, count = cell["values"], cell["counts"]["count"]
    note = n_mentees(count) if isinstance(count, int) else ""
    median = Cell(number(values["median"]), note, values["median"])
    spread = f"{number(values['lower'])}–{number(values['upper'])}"
    return [median, Cell(spread, low=values["lower"], high=values["upper"])]
