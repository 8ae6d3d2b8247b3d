"""Money secured for duos: what they cost, what stands for them, and where no scheme pays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import number, percent, pick
from app.core.money import money
from app.factsheets.sheets import Cell, Chart, Part, Table, Words
from app.publication.models import Publisher
from app.releases.naming import antenna_name
from app.releases.queries import Book

TEMPLATES = ("funding_coverage",)
QUARTERS = 1


@dataclass(frozen=True)
class Funded:
    """An antenna in the quarter; None where nobody has told what a duo costs there."""

    country: Publisher
    antenna: str
    duos: int
    counted: int
    schemes: int | None
    secured: int
    cost: int | None
    per_duo: int | None
    source: str

    @property
    def is_gap(self) -> bool:
        return self.schemes == 0


def parts(book: Book) -> Iterator[Part]:
    found = [one for country in book.countries for one in funded(book, country)]
    if not found:
        return
    yield from gaps(found)
    yield side_by_side(book, found)
    yield chart(found)
    yield table(found)


def funded(book: Book, country: Publisher) -> Iterator[Funded]:
    for cell in book.table("funding_coverage", country.code) or []:
        values, counts = cell["values"] or {}, cell["counts"]
        yield Funded(
            country,
            antenna_name(country, cell["at"]["antenna"]),
            counts["duos"],
            counts["counted"],
            values.get("schemes"),
            values.get("secured_cents") or 0,
            values.get("cost_cents"),
            values.get("per_duo_cents"),
            pick(values.get("source") or ""),
        )


def gaps(found: Sequence[Funded]) -> Iterator[Words]:
    """One sentence for each country with an antenna that nobody's scheme pays."""
    countries = {one.country.code: one.country for one in found if one.is_gap}
    said = [
        _(
            "%(country)s: no scheme pays for a duo in %(antennas)s.",
            country=country.name,
            antennas=", ".join(
                one.antenna for one in found if one.is_gap and one.country.code == code
            ),
        )
        for code, country in countries.items()
    ]
    if said:
        yield Words(said, tone="watch")


ROWS = ("duos", "counted", "share", "secured", "cost", "gap", "per_duo", "gaps")


def side_by_side(book: Book, found: Sequence[Funded]) -> Table:
    names = {
        "duos": _("Duos started"),
        "counted": _("Counted for a grant"),
        "share": _("Share counted"),
        "secured": _("Secured"),
        "cost": _("Cost of these duos"),
        "gap": _("Gap"),
        "per_duo": _("Cost per duo"),
        "gaps": _("Antennas without a scheme"),
    }
    columns = [[one for one in found if one.country.code == c.code] for c in book.present]
    return Table(
        "money-side-by-side",
        _("The countries side by side"),
        [_("Figure"), *(one.name for one in book.present)],
        [[Cell(names[name]), *(cell_of(name, column) for column in columns)] for name in ROWS],
        _("In the order of the alphabet: this is not a ranking. Each in its own currency."),
        TEMPLATES,
    )


def cell_of(name: str, column: Sequence[Funded]) -> Cell:
    """One figure of a country; a sum with a part that nobody knows is not known."""
    if not column:
        return Cell("–", _("not released"))
    duos, counted = (sum(getattr(one, part) for one in column) for part in ("duos", "counted"))
    if name in {"duos", "counted"}:
        value = duos if name == "duos" else counted
        return Cell(number(value), value=value)
    if name == "share":
        return _share(counted, duos)
    if name == "gaps":
        value = sum(one.is_gap for one in column)
        return Cell(number(value), value=value, tag="late" if value else "")
    return _money(name, column, duos)


def _share(counted: int, duos: int) -> Cell:
    if not duos:
        return Cell("–")
    return Cell(percent(counted / duos), value=counted / duos, numerator=counted, denominator=duos)


def _money(name: str, column: Sequence[Funded], duos: int) -> Cell:
    currency = column[0].country.currency
    secured = sum(one.secured for one in column)
    if name == "secured":
        return _sum(secured, currency)
    untold = sum(one.duos for one in column if one.cost is None)
    if untold:
        note = ngettext(
            "of %(num)d duo nobody has told the cost",
            "of %(num)d duos nobody has told the cost",
            untold,
        )
        return Cell(_("not known"), note)
    cost = sum(one.cost or 0 for one in column)
    if name == "per_duo":
        return _sum(round(cost / duos), currency) if duos else Cell("–")
    return _sum(cost - secured if name == "gap" else cost, currency)


def _sum(cents: int | None, currency: str, note: str = "") -> Cell:
    """Rounded to whole units on the page; a file has the cents."""
    if cents is None:
        return Cell(_("not known"))
    return Cell(money(cents, currency, whole=True), note, cents / 100)


def chart(found: Sequence[Funded]) -> Chart:
    rows = [
        {
            "label": _label(one),
            "value": round(one.counted / one.duos * 100, 2),
            "text": percent(one.counted / one.duos),
            "muted": one.is_gap,
        }
        for one in found
        if one.duos
    ]
    data = {
        "rows": rows,
        "top": 100.0,
        "label_head": _("Antenna"),
        "value_head": _("Share counted"),
    }
    sentence = _(
        "Duos that started in the quarter and stand for a grant at least, whatever it pays. A low "
        "share may only mean that the quarter was not allocated yet."
    )
    title = _("Of each hundred duos started, so many count for a grant")
    return Chart("money-antennas-chart", title, "bars", data, sentence, TEMPLATES)


def _label(one: Funded) -> str:
    """The gap stands in the name, because a telephone has no room for notes."""
    words = {"antenna": one.antenna, "country": one.country.name}
    if one.is_gap:
        return str(_("%(antenna)s, %(country)s: no scheme", **words))
    return str(_("%(antenna)s, %(country)s", **words))


def table(found: Sequence[Funded]) -> Table:
    return Table(
        "money-antennas",
        _("Money, by antenna"),
        [
            _("Antenna"),
            _("Country"),
            _("Schemes that pay"),
            _("Duos started"),
            _("Counted for a grant"),
            _("Secured"),
            _("Gap"),
            _("Cost per duo"),
        ],
        [_row(one) for one in found],
        _(
            "Money for several antennas together stands under none of them, so a gap may be "
            "smaller than it looks. What nobody has told is not known, and never guessed."
        ),
        TEMPLATES,
        named=3,
    )


def _row(one: Funded) -> list[Cell]:
    currency = one.country.currency
    gap = None if one.cost is None else one.cost - one.secured
    return [
        Cell(one.antenna),
        Cell(one.country.name),
        Cell(_("none: a gap"), value=0, tag="late")
        if one.is_gap
        else Cell("–" if one.schemes is None else number(one.schemes), value=one.schemes),
        Cell(number(one.duos), value=one.duos),
        Cell(number(one.counted), value=one.counted),
        _sum(one.secured, currency),
        _sum(gap, currency),
        _sum(one.per_duo, currency, one.source),
    ]
