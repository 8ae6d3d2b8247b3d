"""How far apart two are, in words: what may and what may not be concluded."""

from flask_babel import gettext as _
from flask_babel import ngettext

from app.comparison.statistics import Difference
from app.core.i18n import number
from app.factsheets.sheets import Cell


def points(value: float) -> str:
    """A difference of shares in percentage points, with its sign."""
    shown = round(value * 100)
    return f"{'+' if shown > 0 else '−' if shown < 0 else ''}{number(abs(shown))}"


def distance(value: float) -> str:
    """How far apart, without a sign: 3 points."""
    shown = abs(round(value * 100))
    return str(ngettext("%(shown)s point", "%(shown)s points", shown, shown=number(shown)))


def difference_words(found: Difference) -> str:
    """What may and what may not be concluded."""
    if found.may_be_chance:
        return str(_("The difference may be chance."))
    return str(_("Larger than chance alone explains. It is a difference, not an effect."))


def turned(words: str, before: Difference, now: Difference) -> str:
    """A distance, with what is said when the order of the two is now the other way round."""
    if round(before.value * 100) * round(now.value * 100) < 0:
        return str(_("%(distance)s, the other way round", distance=words))
    return words


def difference_cells(found: Difference) -> list[Cell]:
    """The difference, its interval, what it means."""
    low, high = points(found.low), points(found.high)
    return [
        Cell(
            points(found.value),
            _("between %(low)s and %(high)s", low=low, high=high),
            round(found.value, 4),
            round(found.low, 4),
            round(found.high, 4),
        ),
        Cell(
            difference_words(found),
            tag="neutral" if found.may_be_chance else "accent",
            value=difference_words(found),
        ),
    ]
