"""Reach: which share of the young people they are meant for begin a duo in a year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from app.core.i18n import day, number, percent
from app.design.scales import top_of
from app.factsheets.sheets import Cell, Chart, Empty, Part, Table
from app.publication.models import Publisher
from app.releases.naming import antenna_name
from app.releases.periods import OF_YEAR, run_up
from app.releases.queries import Book

TEMPLATES = ("target_population", "duos_started")
QUARTERS = OF_YEAR


@dataclass(frozen=True)
class Reached:
    """Duos started in the four quarters; None when one of them was not released."""

    country: Publisher
    antenna: str
    started: int | None
    people: int | None
    as_of: str
    source: str

    @property
    def share(self) -> float | None:
        return self.started / self.people if self.people and self.started is not None else None

    @property
    def day(self) -> str:
        return day(date.fromisoformat(self.as_of)) if self.as_of else "–"


def parts(book: Book) -> Iterator[Part]:
    found = [one for country in book.countries for one in reached(book, country)]
    if not any(one.people for one in found):
        yield Empty(
            _("No estimate of the young people yet"),
            _(
                "Reach needs a dated estimate, for each antenna, of how many young people the duos "
                "are meant for. A country files it in population.toml among its own data; it comes "
                "here with the next publication. Nothing is guessed in its place."
            ),
        )
        return
    yield chart([one for one in found if one.share is not None])
    yield table(found)


def reached(book: Book, country: Publisher) -> Iterator[Reached]:
    started = _started(book, country)
    estimates = {
        cell["at"]["antenna"]: cell for cell in book.table("target_population", country.code) or []
    }
    for code in sorted(started.keys() | estimates.keys()):
        cell = estimates.get(code, {})
        values = cell.get("values") or {}
        yield Reached(
            country,
            antenna_name(country, code),
            started.get(code),
            cell.get("counts", {}).get("population"),
            values.get("as_of") or "",
            values.get("source") or "",
        )


def _started(book: Book, country: Publisher) -> dict[str, int | None]:
    tables = [
        book.table("duos_started", country.code, one) for one in run_up(book.quarter, OF_YEAR)
    ]
    total: dict[str, int | None] = {}
    for cells in tables:
        for cell in cells or []:
            code = cell["at"]["antenna"]
            total[code] = (total.get(code) or 0) + (cell["counts"]["count"] or 0)
    whole = all(cells is not None for cells in tables)
    return total if whole else dict.fromkeys(total)


def chart(found: list[Reached]) -> Chart:
    rows = [
        {
            "label": _("%(antenna)s, %(country)s", antenna=one.antenna, country=one.country.name),
            "value": round((one.share or 0) * 100, 2),
            "text": percent(one.share, 1),
            "note": _(
                "%(duos)s of %(people)s", duos=number(one.started), people=number(one.people)
            ),
        }
        for one in found
    ]
    data = {
        "rows": rows,
        "top": top_of([row["value"] for row in rows]),
        "label_head": _("Antenna"),
        "value_head": _("Reach"),
    }
    sentence = _(
        "Duos started in four quarters, out of an estimate of the young people in the area. The "
        "estimates come from different sources and days, so small differences mean nothing."
    )
    title = _("Reach: of each hundred young people, so many began a duo")
    return Chart("reach", title, "bars", data, sentence, ("target_population",))


def table(found: list[Reached]) -> Table:
    return Table(
        "reach-antennas",
        _("Reach, by antenna"),
        [
            _("Antenna"),
            _("Country"),
            _("Duos started in four quarters"),
            _("Young people, as estimated"),
            _("Reach"),
        ],
        [
            [
                Cell(one.antenna),
                Cell(one.country.name),
                Cell(number(one.started), value=one.started),
                Cell(
                    number(one.people) if one.people else _("no estimate"),
                    f"{one.day} · {one.source}" if one.people else "",
                    one.people,
                ),
                Cell(
                    percent(one.share, 1),
                    value=None if one.share is None else round(one.share, 4),
                    numerator=one.started,
                    denominator=one.people,
                ),
            ]
            for one in found
        ],
        _("Without all four quarters, or without an estimate, there is no reach."),
        TEMPLATES,
        named=2,
    )
