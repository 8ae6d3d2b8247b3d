"""What the page of the coverage says, and the same as a table."""

from collections.abc import Iterator
from typing import Any

from flask_babel import LazyString, lazy_gettext, ngettext
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import number, percent
from app.core.money import money
from app.core.quarters import Quarter, quarter_of
from app.coverage.figures import Coverage, Figures, Place

ROWS: dict[str, tuple[LazyString, str]] = {
    "started": (lazy_gettext("Duos started"), "number"),
    "counted": (lazy_gettext("of these, counted for a grant"), "number"),
    "share": (lazy_gettext("Share counted"), "share"),
    "cost": (lazy_gettext("Cost of these duos"), "money"),
    "secured": (lazy_gettext("Secured"), "money"),
    "gap": (lazy_gettext("Gap"), "money"),
    "per_duo": (lazy_gettext("Cost per duo"), "money"),
    "positive": (lazy_gettext("Positive exits"), "number"),
    "per_positive": (lazy_gettext("Cost per positive exit"), "money"),
}


BACK = 12
"""How many quarters can be chosen: three years."""
KEYS = ("region", "quarter", "scheme", *ROWS, "received", "unpriced")


def quarters_shown() -> list[Quarter]:
    """Those that can be chosen, the one that runs first."""
    newest = quarter_of(clock.today())
    return [newest.before(back) for back in range(BACK)]


def as_table(found: Coverage) -> tuple[list[str], list[list[Any]]]:
    """Heads and lines of a file: a line for each region and quarter."""
    heads = [_("Region"), _("Quarter"), _("Scheme"), *(str(name) for name, _k in ROWS.values())]
    words = {True: _("yes"), False: _("none"), None: ""}
    lines = [[*line[:2], words[line[2]], *line[3:]] for line in lines_of(found)]
    return [*heads, _("Of it, received"), _("Lines without a known rate")], lines


def lines_of(found: Coverage) -> Iterator[list[Any]]:
    """What stands under `KEYS`; `scheme` is whether some scheme paid there."""
    for place in found.places:
        for one, figures in place.by_quarter.items():
            yield [place.name, one.code, one not in place.without, *_plain(figures)]
    yield [_("Of no single region"), "", None, *_plain(found.outside)]


def _plain(figures: Figures) -> list[Any]:
    """As numbers, money in whole units of the currency with its cents; empty where not known."""
    values = []
    for name, (_label, kind) in ROWS.items():
        value = getattr(figures, name)
        known = value is not None
        values.append(round(value / 100, 2) if kind == "money" and known else value)
    return [*values, figures.received_cents / 100, figures.unpriced]


def shown(figures: Figures, name: str) -> str:
    """One figure in words; what is not known says so."""
    kind, value = ROWS[name][1], getattr(figures, name)
    if value is None:
        return "–" if name in {"share", "per_positive"} else str(_("not known"))
    if kind == "share":
        return percent(value)
    if name == "gap" and value < 0:
        return str(_("%(sum)s over", sum=money(-value, whole=True)))
    return money(value, whole=True) if kind == "money" else number(value)


def bars(found: Coverage) -> Iterator[dict[str, Any]]:
    """The share of each region over all its quarters; a name in two languages is too long here."""
    for place in found.places:
        total = place.total
        words = ngettext(
            "%(counted)s of %(num)d duo",
            "%(counted)s of %(num)d duos",
            total.started,
            counted=number(total.counted),
        )
        short = place.name.split("/")[0]
        yield {
            "label": _("%(region)s: no scheme", region=short) if place.region.is_gap else short,
            "value": total.share,
            "text": _("no duo started") if total.share is None else percent(total.share),
            "note": words,
            "muted": place.region.is_gap,
        }


def gap_words(place: Place) -> str:
    """What it means that no scheme pays here."""
    total = place.total
    facts = {
        "region": place.name,
        "duos": number(total.started),
        "secured": money(total.secured, whole=True),
        "cost": money(total.cost, whole=True),
    }
    if total.cost is None:
        words = _(
            "%(region)s: no scheme pays for a duo here today. %(duos)s duos started in these "
            "quarters; %(secured)s is secured there. What a duo costs here nobody has told.",
            **facts,
        )
    else:
        words = _(
            "%(region)s: no scheme pays for a duo here today. %(duos)s duos started in these "
            "quarters and cost %(cost)s; %(secured)s is secured there.",
            **facts,
        )
    return str(words)
