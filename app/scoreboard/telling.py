"""The board in words: cells, rows of charts, the file to take away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.antennas.models import Antenna
from app.core import clock
from app.core.i18n import number, percent
from app.indicators.facts import Scope
from app.indicators.statistics import Rate
from app.scoreboard.conditions import COUNTED
from app.scoreboard.counting import Source
from app.scoreboard.queries import Shares
from app.scoreboard.standard import RULES
from app.scoreboard.wording import Measure, Rule

NOTHING = Rate(0, 0)
MONTHS = 12


def last_year(scope: Scope) -> Scope:
    """Where no period was asked for: the twelve months up to the day of reference."""
    if scope.first or scope.last:
        return scope
    return replace(scope, first=clock.months_after(scope.on, -MONTHS))


def rate_of(shares: Shares, code: str, antenna_id: int | None) -> Rate:
    """Nothing to count where an antenna has no row of that kind."""
    return shares[code].get(antenna_id, NOTHING)


def has_antennas(code: str) -> bool:
    """Whether the measure differs between antennas at all."""
    return code in COUNTED


def counts_duos(code: str) -> bool:
    """Or their contacts: what breaks the rule is listed as duos."""
    return code in COUNTED and COUNTED[code].source in {Source.DUOS, Source.CONTACTS}


def of_words(rate: Rate) -> str:
    """Such as "21 of 25"."""
    if not rate.denominator:
        return str(_("nothing to count"))
    shown = {"kept": number(rate.numerator), "all": number(rate.denominator)}
    return str(_("%(kept)s of %(all)s", **shown))


def unknown_words(rate: Rate) -> str:
    if not rate.unknown:
        return ""
    return str(
        ngettext("%(shown)s unknown", "%(shown)s unknown", rate.unknown, shown=number(rate.unknown))
    )


def chart_rows(shares: Shares, measure: Measure, antennas: Mapping[int, Antenna]) -> list[Any]:
    """All together first, then each antenna by name: never by result."""
    names = {key: antenna.name for key, antenna in antennas.items()}
    named = {None: str(_("All together"))} | names if len(names) > 1 else names
    shown = named if has_antennas(measure.code) else {None: str(_("Everywhere"))}
    return [_row(name, rate_of(shares, measure.code, key)) for key, name in shown.items()]


def _row(name: str, rate: Rate) -> dict[str, Any]:
    told = " · ".join(part for part in (of_words(rate), unknown_words(rate)) if part)
    text = percent(rate.rate) if rate.denominator else of_words(rate)
    note = told if rate.denominator else ""
    row = {"label": name, "value": rate.rate, "low": rate.low, "high": rate.high}
    return row | {"text": text, "note": note}


def without_data() -> list[Rule]:
    """Rules, or parts of them, that nothing can be counted of yet."""
    return [rule for rule in RULES if rule.missing]


def export_heads() -> list[str]:
    return [
        _("Rule"),
        _("What it asks"),
        _("Measure"),
        _("Antenna"),
        _("Share"),
        _("Kept"),
        _("Out of"),
        _("Unknown"),
        _("Interval from"),
        _("Interval to"),
        _("No data yet"),
        _("Period from"),
        _("Period to"),
    ]


def export_rows(
    shares: Shares, antennas: Mapping[int, Antenna], scope: Scope
) -> Iterator[list[Any]]:
    """Every measure of the whole, then of each antenna; a rule without data says so."""
    days = [scope.first, scope.until]
    for rule in RULES:
        head = [f"{rule.code} {rule.name}", rule.asks]
        for measure in rule.measures:
            names: dict[int | None, str] = {None: _("All together")}
            if has_antennas(measure.code):
                names |= {key: antenna.name for key, antenna in antennas.items()}
            for key, name in names.items():
                cells = _cells(rate_of(shares, measure.code, key))
                yield [*head, measure.name, name, *cells, None, *days]
        if rule.missing:
            yield [*head, None, None, *[None] * 6, rule.missing, *days]


def _cells(rate: Rate) -> list[Any]:
    return [rate.rate, rate.numerator, rate.denominator, rate.unknown, rate.low, rate.high]


def by_code(antennas: Mapping[int, Antenna]) -> dict[str, str]:
    return {antenna.code: antenna.name for antenna in antennas.values()}


def name_of(antennas: Mapping[int, Antenna], antenna_id: int) -> str:
    """A dash for one that is only planned."""
    return antennas[antenna_id].name if antenna_id in antennas else "–"
