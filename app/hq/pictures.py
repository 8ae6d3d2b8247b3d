"""The charts of headquarters as data: each has a sentence that says what may be concluded."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from flask_babel import gettext as _

from app.core.i18n import percent
from app.core.quarters import Quarter
from app.design.scales import top_of
from app.hq import cells as counted
from app.hq import telling
from app.hq.cells import Share
from app.hq.naming import name_of
from app.hq.periods import QUARTERS_SHOWN, run_up, short
from app.hq.queries import Book
from app.hq.sheets import Chart
from app.hq.statistics import funnel_limits
from app.indicators.telling import n_mentees, n_mentors
from app.tabulation.templates import BY_CODE

STEPS = 60
"""At so many sizes the limits of a funnel are worked out."""


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


def funnel(template: str, points: Sequence[dict[str, Any]], target: float) -> Chart:
    """Each antenna at its size and its rate, between the limits of chance around all together."""
    largest = _end_of_sizes(max(point["size"] for point in points))
    sizes = sorted({max(5, round(largest * step / STEPS)) for step in range(1, STEPS + 1)})
    limits = [funnel_limits(target, size) for size in sizes]
    bottom, top = _ends([*(p["low"] for p in points), *(p["high"] for p in points), target])
    data = {
        "points": list(points),
        "sizes": sizes,
        "limits": limits,
        "target": target,
        "target_label": _("all together %(rate)s", rate=percent(target)),
        "right": largest,
        "bottom": bottom,
        "top": top,
    }
    words = _(
        "Between the inner lines an antenna lies in 95 of 100 cases by chance alone, between the "
        "outer ones in 998 of 1,000. Of twenty antennas, one outside the inner lines is to be "
        "expected. One outside the outer lines is a reason to ask why, not a verdict: it may "
        "accompany other people."
    )
    title = _("%(figure)s, by antenna", figure=name_of(template))
    return Chart("funnel", title, "funnel", data, words, (template,))


def _end_of_sizes(largest: int) -> int:
    """A little beyond the largest, so that no antenna stands on the edge."""
    step = max(5, int(f"1{'0' * (len(str(largest)) - 1)}") // 2)
    return (largest // step + 1) * step


def _ends(values: Sequence[float]) -> tuple[float, float]:
    """The axis in steps of a fifth, around all that is drawn."""
    return max(0.0, floor(min(values) * 5) / 5), min(1.0, ceil(max(values) * 5) / 5)
