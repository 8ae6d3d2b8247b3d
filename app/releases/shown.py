"""One figure of one country as it stands beside that of another."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import number
from app.factsheets.sheets import Cell
from app.releases import cells as counted
from app.releases import telling
from app.releases.cells import Cells
from app.releases.queries import Book
from app.tabulation.templates import BY_CODE


def cell_of(book: Book, template: str, country: str) -> Cell:
    found = book.table(template, country)
    if found is None:
        return telling.not_released()
    return SHOWN.get(template, _shown)(template, found)


def _shown(template: str, cells: Cells) -> Cell:
    if BY_CODE[template].has_share:
        return telling.share_cell(counted.share(cells), mentors=template == "mentors_again")
    return telling.amount_cell(counted.amount(cells))


def _waits(template: str, cells: Cells) -> Cell:
    """Medians cannot be added up: from the least to the greatest of the antennas."""
    medians = sorted(m for cell in cells if (m := (cell["values"] or {}).get("median")) is not None)
    if not medians:
        return telling.hidden_cell(len(cells))
    low, high = medians[0], medians[-1]
    shown = number(low) if low == high else f"{number(low)}–{number(high)}"
    return Cell(
        _("%(days)s days", days=shown),
        ngettext(
            "the median of %(shown)s antenna",
            "the medians of %(shown)s antennas",
            len(medians),
            shown=number(len(medians)),
        ),
        low=low,
        high=high,
    )


def _per_mentor(template: str, cells: Cells) -> Cell:
    duos, mentors = (counted.amount(cells, name) for name in ("duos", "mentors"))
    if duos.hidden or mentors.hidden or not mentors.value:
        return telling.hidden_cell(duos.hidden or mentors.hidden)
    ratio = duos.value / mentors.value
    note = _(
        "%(duos)s duos, %(mentors)s mentors",
        duos=number(duos.value),
        mentors=number(mentors.value),
    )
    return Cell(
        number(ratio, 1), note, round(ratio, 1), numerator=duos.value, denominator=mentors.value
    )


SHOWN: dict[str, Callable[[str, Cells], Cell]] = {
    "waiting_days": _waits,
    "duos_per_mentor": _per_mentor,
}
