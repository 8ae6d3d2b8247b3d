"""The funnel: which antennas lie outside what chance alone explains."""

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

from flask_babel import gettext as _

from app.comparison.statistics import funnel_limits
from app.core.i18n import percent
from app.factsheets.sheets import Chart
from app.releases.naming import name_of

STEPS = 60
"""At so many sizes the limits of a funnel are worked out."""


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
