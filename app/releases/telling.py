"""Published figures in words: every rate with its interval, its size and what is not shown."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core.i18n import number, percent
from app.design.scales import interval_text
from app.disclosure.protect import HIDDEN
from app.factsheets.sheets import Cell, Words
from app.indicators.statistics import Rate
from app.indicators.telling import n_mentees, n_mentors
from app.releases.cells import Amount, Share


def not_released() -> Cell:
    return Cell("–", _("not released"))


def amount_cell(amount: Amount) -> Cell:
    """A sum with hidden parts is a least number and says so."""
    if amount.is_small:
        return Cell(HIDDEN)
    if not amount.published:
        return hidden_cell(amount.hidden)
    shown = number(amount.value)
    if amount.hidden:
        least = _("at least %(number)s", number=shown)
        return Cell(least, hidden_words(amount.hidden), amount.value)
    return Cell(shown, value=amount.value)


def hidden_cell(hidden: int) -> Cell:
    """Nothing at all was published, or there is nothing to publish."""
    return Cell(_("hidden"), hidden_words(hidden)) if hidden else Cell("–")


def hidden_words(hidden: int) -> str:
    return str(
        ngettext(
            "%(shown)s group hidden",
            "%(shown)s groups hidden",
            hidden,
            shown=number(hidden),
        )
    )


def share_cell(share: Share, *, mentors: bool = False) -> Cell:
    """The percentage as a whole number; below thirty, and at 0 or 100, the interval alone."""
    rate = share.rate
    if rate.low is None or rate.high is None:
        return hidden_cell(share.hidden)
    shown = is_told(rate)
    return Cell(
        percent(rate.rate) if shown else between(rate),
        " · ".join(share_notes(share, mentors=mentors)),
        round(rate.rate or 0, 2) if shown else None,
        round(rate.low, 4),
        round(rate.high, 4),
        rate.numerator if shown else None,
        rate.denominator,
        rate.unknown if shown else None,
    )


def is_told(rate: Rate) -> bool:
    """Whether the percentage itself may be told (statistics.md, rule 3), not its interval alone."""
    return bool(rate.denominator) and not rate.is_small and rate.rate not in {0, 1}


def share_notes(share: Share, *, mentors: bool = False) -> list[str]:
    rate = share.rate
    size = n_mentors(rate.denominator) if mentors else n_mentees(rate.denominator)
    notes = [_("%(people)s, too few for one number", people=size) if rate.is_small else size]
    if is_told(rate):
        notes.insert(0, between(rate))
    if share.unknown_hidden and not rate.unknown:
        notes.append(_("unknown: hidden"))
    elif share.unknown_hidden:
        notes.append(_("at least %(unknown)s unknown", unknown=number(rate.unknown)))
    elif rate.unknown:
        notes.append(_("%(unknown)s unknown", unknown=number(rate.unknown)))
    if share.low is not None and share.high is not None:
        shown = interval_text(share.low, share.high, "percent")
        notes.append(_("%(range)s with the hidden groups", range=shown))
    return notes


def between(rate: Rate) -> str:
    """`49–55%`: the interval, in percent."""
    if rate.low is None or rate.high is None:
        return "–"
    return span(rate.low, rate.high)


def span(low: float, high: float) -> str:
    """From one percentage to another; the sign of percent stands once, at the end."""
    return f"{number(round(low * 100))}–{percent(high)}"


def caution() -> Words:
    """How to read what was published; at the end of each page and each paper."""
    return Words(
        [
            _(
                "Countries round every count of people to the nearest five and hide counts below "
                "ten before anything leaves them: <10 means from none to nine. All rates, "
                "intervals and differences here are computed from these published counts, so they "
                "may be a little off."
            ),
            _(
                "A total is the sum of what was published; where a part is hidden it says at "
                "least. A rate is over the groups that show both of its parts. An interval is "
                "where chance alone could have moved it, in 95 of 100 cases. Below thirty people "
                "the interval stands alone and nothing is compared."
            ),
        ],
        _("How to read these figures"),
    )
