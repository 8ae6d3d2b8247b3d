"""The mentors: how varied the pool is, how often they accompany, how many start again."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.core.i18n import number, percent
from app.core.sectors import SECTORS
from app.disclosure.protect import THRESHOLDS
from app.factsheets.sheets import Cell, Chart, Part, Table
from app.releases import cells as counted
from app.releases import pictures, telling
from app.releases.cells import Amount, Cells
from app.releases.naming import name_of
from app.releases.queries import Book
from app.releases.shown import cell_of
from app.tabulation.dimensions import VALUES, Dimension

TEMPLATES = (
    "mentor_sectors",
    "mentor_levels",
    "mentors_available",
    "mentors_again",
    "duos_per_mentor",
)
QUARTERS = 1
NEEDED = {
    lazy_gettext("Building"): ("41", "42", "43"),
    lazy_gettext("Transport and storage"): ("49", "50", "51", "52", "53"),
    lazy_gettext("Care"): ("86", "87", "88"),
}
"""brief.md, "who takes part": some mentees need technical experience (building, care,
logistics)."""
PER_PERSON = ("mentors_available", "duos_per_mentor", "mentors_again")
SECTORS_SHOWN = 12


def parts(book: Book) -> Iterator[Part]:
    yield accompanying(book)
    yield again(book)
    yield needed(book)
    yield levels(book)
    yield sectors(book)


def accompanying(book: Book) -> Table:
    return Table(
        "mentors",
        _("The mentors and how often they accompany"),
        [_("Country"), *(name_of(template) for template in PER_PERSON)],
        [
            [Cell(one.name), *(cell_of(book, name, one.code) for name in PER_PERSON)]
            for one in book.present
        ],
        _(
            "The organisation says that a mentor accompanies five mentees on average and that nine "
            "in ten start again. Both grow with the years, so a young programme is lower."
        ),
        PER_PERSON,
    )


def again(book: Book) -> Chart:
    rows = [
        pictures.interval_row(one.name, counted.share(found), mentors=True)
        for one, found in book.of_quarter("mentors_again")
    ]
    sentence = _(
        "Those who began lately had less time to begin again, so a programme that grows fast has a "
        "lower rate. Where intervals overlap much, countries cannot be told apart."
    )
    data = {"rows": rows, "top": 1.0, "benchmark": None, "label_head": _("Country")}
    return Chart("again", name_of("mentors_again"), "interval", data, sentence, ("mentors_again",))


def needed(book: Book) -> Table:
    """Where the pool is not varied: sectors in which mentees need somebody."""
    return Table(
        "needed",
        _("Where the pool is thin"),
        [_("Sector"), *(one.name for one in book.present)],
        [
            [Cell(str(name)), *(thin_cell(book, one.code, codes) for one in book.present)]
            for name, codes in NEEDED.items()
        ],
        _(
            "Sectors in which mentees often need technical experience. Somebody who knows several "
            "sectors counts in each."
        ),
        ("mentor_sectors",),
    )


def thin_cell(book: Book, country: str, codes: tuple[str, ...]) -> Cell:
    found = book.table("mentor_sectors", country)
    if found is None:
        return telling.not_released()
    total = counted.amount([cell for cell in found if cell["at"]["sector"] in codes])
    if not total.published and total.small == total.hidden:
        return Cell(_("fewer than ten in each part"), tag="watch")
    return telling.amount_cell(total)


def levels(book: Book) -> Table:
    names: Mapping[str, object] = VALUES[Dimension.LEVEL]
    return Table(
        "levels",
        _("Mentors by level of function"),
        [_("Level of function"), *(one.name for one in book.present)],
        [
            [Cell(str(name)), *(level_cell(book, one.code, code) for one in book.present)]
            for code, name in names.items()
        ],
        _("A part of the mentors whose level is published."),
        ("mentor_levels",),
    )


def level_cell(book: Book, country: str, code: str) -> Cell:
    found = book.table("mentor_levels", country)
    if found is None:
        return telling.not_released()
    mine = counted.amount([cell for cell in found if cell["at"]["level"] == code])
    return part_of(mine, found)


def part_of(mine: Amount, cells: Cells) -> Cell:
    whole = counted.amount(cells).value
    if not mine.published or whole < THRESHOLDS.denominator:
        return telling.amount_cell(mine)
    share = mine.value / whole
    return Cell(
        number(mine.value), percent(share), mine.value, numerator=mine.value, denominator=whole
    )


def sectors(book: Book) -> Table:
    """The largest sectors of all countries together, with the number of those below ten."""
    by_code: dict[str, int] = {}
    for _one, found in book.of_quarter("mentor_sectors"):
        for cell in found:
            count = cell["counts"]["count"]
            if isinstance(count, int):
                by_code[cell["at"]["sector"]] = by_code.get(cell["at"]["sector"], 0) + count
    largest = sorted(by_code, key=lambda code: (-by_code[code], code))[:SECTORS_SHOWN]
    rows = [[Cell(str(SECTORS.get(code, code))), *(sector_cells(book, {code}))] for code in largest]
    rest = set(SECTORS) - set(largest)
    rows.append([Cell(_("All other sectors")), *sector_cells(book, rest)])
    return Table(
        "sectors",
        _("Mentors by sector"),
        [_("Sector"), *(one.name for one in book.present)],
        rows,
        _("The largest sectors of all countries together."),
        ("mentor_sectors",),
    )


def sector_cells(book: Book, codes: set[str]) -> Iterator[Cell]:
    for one in book.present:
        found = book.table("mentor_sectors", one.code)
        if found is None:
            yield telling.not_released()
        else:
            mine = [cell for cell in found if cell["at"]["sector"] in codes]
            yield telling.amount_cell(counted.amount(mine))
