"""The quarters that a page shows: the one that was chosen, and the two years that led to it."""

from flask_babel import gettext as _

from app.core.quarters import Quarter, quarter

QUARTERS_SHOWN = 8
"""Two years: long enough to see a development, short enough to be one programme."""
OF_YEAR = 4


def read_quarter(text: str) -> Quarter | None:
    """None for anything that is no quarter."""
    try:
        return quarter(text)
    except ValueError:
        return None


def run_up(to: Quarter, quarters: int = QUARTERS_SHOWN) -> list[Quarter]:
    """So many quarters up to this one, the oldest first."""
    return [to.before(steps) for steps in reversed(range(quarters))]


def short(one: Quarter) -> str:
    """For an axis: Q3 26."""
    year, number = one.code.split("-Q")
    return str(_("Q%(quarter)s %(year)s", quarter=number, year=year[2:]))
