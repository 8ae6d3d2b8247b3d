"""Money by antenna: sums and counts of duos, before they leave; nothing about a person."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from app.antennas.models import Antenna
from app.core.quarters import Quarter
from app.coverage.figures import Figures, count_duos, paying_in
from app.coverage.queries import instalments
from app.schemes.queries import cost_per_duo
from app.tabulation.dimensions import Dimension
from app.tabulation.tables import Population
from app.tabulation.tally import At, Variable, tally

TEMPLATE = "funding_coverage"


def count_money(
    counts: Counter[Variable], quarter: Quarter, antennas: Sequence[Antenna]
) -> dict[tuple[str, At], Mapping[str, Any]]:
    """What is told of each antenna beside its duos, as it stands when counted."""
    figures: dict[tuple[str, Quarter], Figures] = defaultdict(Figures)
    count_duos(figures, [quarter], by="antenna")
    for row in instalments(quarter.first, quarter.last, quarter.last):
        if row.received_on and len(row.antenna_codes) == 1:
            figures[row.antenna_codes[0], quarter].received_cents += row.received_cents or 0
    found: dict[tuple[str, At], Mapping[str, Any]] = {}
    for antenna in antennas:
        one = figures[antenna.code, quarter]
        tally(counts, Population.DUOS_COUNTED, {Dimension.ANTENNA: antenna.code}, one.counted)
        place = ((str(Dimension.ANTENNA), antenna.code),)
        found[(TEMPLATE, place)] = _told(antenna, one, quarter)
    return found


def _told(antenna: Antenna, one: Figures, quarter: Quarter) -> dict[str, Any]:
    told = cost_per_duo(antenna.nuts2, quarter.last)
    return {
        "schemes": len(paying_in([antenna.nuts2], quarter.last)),
        "secured_cents": one.secured,
        "cost_cents": one.cost if told else None,
        "per_duo_cents": told[0] if told else None,
        "source": told[1] if told else None,
    }
