"""The figures in words: each rate with its interval, its count and what may not be concluded."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import number, percent
from app.design.scales import interval_text
from app.indicators import figures
from app.indicators.facts import Facts
from app.indicators.registry import USUAL_SERVICES, Benchmark, Indicator
from app.indicators.statistics import FEW, Rate, Spread

Tile = dict[str, Any]


TILES = (
    figures.duos_started,
    figures.duos_running,
    figures.duos_ended,
    figures.reached_six_months,
    figures.insertion_12m,
    figures.positive_12m,
    figures.mentors_who_start_again,
    figures.duos_per_mentor,
    figures.waiting_days,
    figures.mentors,
    figures.mentees,
)


def tiles(facts: Facts, chosen: Sequence[Indicator] = TILES) -> list[Tile]:
    """The first figures of a page; a benchmark stands apart, right after what it is beside."""
    found = []
    for indicator in chosen:
        found.append(tile(indicator, facts))
        if indicator.benchmark:
            found.append(benchmark_tile(indicator.benchmark))
    return found


def tile(indicator: Indicator, facts: Facts) -> Tile:
    value = indicator.of(facts)
    note = note_of(indicator, facts)
    return {"label": indicator.name, "code": indicator.code, "value": shown(value), "note": note}


def benchmark_tile(benchmark: Benchmark) -> Tile:
    return {
        "label": _("Benchmark: %(words)s", words=benchmark.words),
        "code": "",
        "value": percent(benchmark.value),
        "note": benchmark.source,
        "reference": True,
    }


def shown(value: Any) -> str:
    """The value alone: a share, a median, a mean or a number; a dash when nobody can say."""
    if isinstance(value, Rate):
        return percent(value.rate)
    if isinstance(value, Spread):
        return number(value.median)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {number(count)}" for key, count in value.items())
    return number(value, digits=1 if isinstance(value, float) else 0)


def note_of(indicator: Indicator, facts: Facts) -> str:
    value = indicator.of(facts)
    if isinstance(value, Rate):
        return rate_note(value, mentors=indicator is figures.mentors_who_start_again)
    if isinstance(value, Spread):
        return spread_note(value)
    return ""


def rate_note(rate: Rate, *, mentors: bool = False) -> str:
    """Such as "49–55 · 1,140 duos · 90 unknown", so that a rate is never a bare number."""
    if rate.low is None or rate.high is None:
        return str(_("nothing to count yet"))
    parts = [
        _("between %(low)s and %(high)s", low=percent(rate.low), high=percent(rate.high)),
        n_mentors(rate.denominator) if mentors else n_duos(rate.denominator),
    ]
    if rate.unknown:
        parts.append(_("%(unknown)s unknown", unknown=number(rate.unknown)))
    return " · ".join(parts)


def spread_note(waits: Spread) -> str:
    if waits.lower is None or waits.upper is None:
        return str(_("nothing to count yet"))
    return str(
        _(
            "half of them between %(lower)s and %(upper)s days · %(mentees)s",
            lower=number(waits.lower),
            upper=number(waits.upper),
            mentees=n_mentees(waits.count),
        )
    )


def n_duos(count: int) -> str:
    return str(ngettext("%(shown)s duo", "%(shown)s duos", count, shown=number(count)))


def n_mentors(count: int) -> str:
    return str(ngettext("%(shown)s mentor", "%(shown)s mentors", count, shown=number(count)))


def n_mentees(count: int) -> str:
    return str(ngettext("%(shown)s mentee", "%(shown)s mentees", count, shown=number(count)))


def interval_row(label: object, rate: Rate, **more: Any) -> dict[str, Any]:
    """One line of an interval chart; few duos keep their interval and say that they are few."""
    row = {"label": str(label), "value": rate.rate, "low": rate.low, "high": rate.high, **more}
    if rate.rate is None:
        return row | {"text": _("nothing to count yet")}
    note = n_duos(rate.denominator)
    return row | {"note": _("%(duos)s, too few to compare", duos=note) if rate.is_small else note}


def outcome_rows(facts: Facts) -> list[dict[str, Any]]:
    """Work, then every positive outcome; of all duos, then of those whose situation is known."""
    work, positive = figures.insertion_12m.of(facts), figures.positive_12m.of(facts)
    return [
        interval_row(_("In work, of all"), work),
        interval_row(_("In work, where the situation is known"), work.known, tone=6),
        interval_row(_("Positive outcome, of all"), positive, tone=2),
        interval_row(_("Positive, where the situation is known"), positive.known, tone=6),
    ]


def benchmark_mark(benchmark: Benchmark = USUAL_SERVICES) -> dict[str, Any]:
    label = _("benchmark %(rate)s", rate=percent(benchmark.value))
    return {"value": benchmark.value, "label": label}


def work_words(facts: Facts) -> str:
    """What may be concluded from the rate of work, and what may not."""
    rate: Rate = figures.insertion_12m.of(facts)
    if rate.rate is None or rate.low is None or rate.high is None or rate.bound_high is None:
        return str(
            _("No duo of this choice ended twelve months ago or longer: nothing can be said yet.")
        )
    words = [
        _(
            "Of %(duos)s, %(some)s had a job within twelve months: %(rate)s, and chance alone "
            "could have moved it between %(low)s and %(high)s.",
            duos=n_duos(rate.denominator),
            some=number(rate.numerator),
            rate=percent(rate.rate),
            low=percent(rate.low),
            high=percent(rate.high),
        )
    ]
    if rate.unknown:
        words.append(
            _(
                "Of %(unknown)s nothing is known: had all of them found work, it would be "
                "%(high)s.",
                unknown=number(rate.unknown),
                high=percent(rate.bound_high),
            )
        )
    if rate.is_small:
        words.append(_("With fewer than %(few)s duos, nothing is compared.", few=FEW))
    else:
        words.append(difference_words(rate))
    return " ".join(words)


def difference_words(rate: Rate, benchmark: Benchmark = USUAL_SERVICES) -> str:
    """A difference and nothing more: whom the benchmark counts, and when, is not published."""
    points = round(((rate.rate or 0) - benchmark.value) * 100)
    return str(
        _(
            "The benchmark is %(rate)s %(words)s (%(source)s): a difference of %(points)s points. "
            "Whom it counts and over what time is not published, so the difference does not say "
            "what the duos have brought about.",
            rate=percent(benchmark.value),
            words=benchmark.words,
            source=benchmark.source,
            points=number(points),
        )
    )


def between(rate: Rate) -> str:
    """The interval for a cell of a table; a dash when there is nothing to count."""
    if rate.low is None or rate.high is None:
        return "–"
    return interval_text(rate.low, rate.high, "percent")
