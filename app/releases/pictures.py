"""Published figures as charts: each has a sentence that says what may be concluded."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _

from app.core.quarters import Quarter
from app.design.scales import top_of
from app.factsheets.sheets import Chart
from app.indicators.telling import n_mentees, n_mentors
from app.releases import cells as counted
from app.releases import telling
from app.releases.cells import Share
from app.releases.naming import name_of
from app.releases.periods import QUARTERS_SHOWN, run_up, short
from app.releases.queries import Book
from app.tabulation.templates import BY_CODE


def rates(book: Book, template: str, **more: Any) -> Chart:
    """A dot and its interval for each country; `more`: id, sentence and perhaps a benchmark."""
    rows = [
        interval_row(one.name, counted.share(found)) for one, found in book.of_quarter(template)
    ]
    data = {
        "rows": rows,
        "top": 1.0,
        "benchmark": more.get("benchmark"),
        "label_head": _("Country"),
    }
    title = name_of(template)
    return Chart(more["id"], title, "interval", data, more["sentence"], (template,))


def interval_row(label: str, share: Share, *, mentors: bool = False) -> dict[str, Any]:
    """Below thirty the interval stands without its dot in the text, and says that they are few."""
    rate = share.rate
    row: dict[str, Any] = {"label": label, "value": rate.rate, "low": rate.low, "high": rate.high}
    if rate.rate is None:
        return row | {"text": _("too few to show")}
    note = n_mentors(rate.denominator) if mentors else n_mentees(rate.denominator)
    if not telling.is_told(rate):
        return row | {"text": telling.between(rate), "note": note, "tone": 6}
    return row | {"note": note}


def over_time(book: Book, template: str) -> Chart:
    """A panel for each country, all with the same axis, over two years."""
    quarters = run_up(book.quarter, QUARTERS_SHOWN)
    panels = [_panel(book, template, one, quarters) for one in book.present]
    has_share = BY_CODE[template].has_share
    known = [value for panel in panels for value in panel["highs"] if value is not None]
    data = {
        "labels": [short(one) for one in quarters],
        "panels": panels,
        "percents": has_share,
        "top": 1.0 if has_share else top_of(known),
    }
    return Chart(
        f"time-{template.replace('_', '-')}",
        _("%(figure)s, over two years", figure=name_of(template)),
        "multiples",
        data,
        rate_words() if has_share else count_words(template),
        (template,),
    )


def rate_words() -> str:
    return str(
        _(
            "Each dot is four quarters, so neighbouring dots share most of their people. The lines "
            "are the intervals; where they overlap much, a rise or a fall may be chance."
        )
    )


def count_words(template: str) -> str:
    if BY_CODE[template].is_open:
        return str(_("Counted exactly. All countries are drawn on the same axis."))
    return str(_("Rounded to five, hidden groups left out. All are drawn on the same axis."))


def _panel(book: Book, template: str, country: Any, quarters: Sequence[Quarter]) -> dict[str, Any]:
    found = [book.table(template, country.code, quarter) for quarter in quarters]
    told = [_told(template, cells) for cells in found]
    names = ("values", "lows", "highs", "texts")
    return {"label": country.name} | {
        name: [one[place] for one in told] for place, name in enumerate(names)
    }


def _told(template: str, cells: Any) -> tuple[float | None, float | None, float | None, str]:
    """A value, its interval, and both in words; None where there is none to draw."""
    if cells is None:
        return None, None, None, "–"
    if BY_CODE[template].has_share:
        share = counted.share(cells)
        cell = telling.share_cell(share)
        text = (
            f"{cell.text} ({telling.between(share.rate)})" if cell.value is not None else cell.text
        )
        return cell.value, share.rate.low, share.rate.high, text  # type: ignore[return-value]
    amount = counted.amount(cells)
    value = amount.value if amount.published else None
    return value, None, value, telling.amount_cell(amount).text
