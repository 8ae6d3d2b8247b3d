"""When an antenna may open, change and close.

Source: brief.md, the organisation's own words: an antenna opens, closes, and is never deleted.
"""

from collections.abc import Collection, Iterable
from datetime import date

from flask_babel import lazy_gettext as _

from app.antennas.models import Antenna
from app.core.errors import Reason
from app.core.postal import as_range

ALREADY_CLOSED = Reason("already_closed", _("This antenna is already closed."))
NOT_CLOSED = Reason("not_closed", _("This antenna is not closed."))
BEFORE_OPENING = Reason("before_opening", _("It cannot close before it opened."))
LAST_ONE = Reason("last_one", _("A country keeps at least one open antenna."))
PLANNED = Reason("planned", _("It is only planned: there is nothing to close yet."))
CODE_TAKEN = Reason("code_taken", _("Another antenna has this code."))


def against_closing(antenna: Antenna, on: date, *, others_open: int) -> list[Reason]:
    """Say what stands against closing `antenna` on that day; nothing means it may close."""
    charter = {
        ALREADY_CLOSED: antenna.closed_on is not None,
        PLANNED: antenna.planned,
        BEFORE_OPENING: antenna.opened_on is not None and on < antenna.opened_on,
        LAST_ONE: others_open == 0,
    }
    return [reason for reason, stands in charter.items() if stands]


def against_reopening(antenna: Antenna, antennas: Iterable[Antenna]) -> list[Reason]:
    if antenna.closed_on is None:
        return [NOT_CLOSED]
    return against_area(antenna, (other for other in antennas if other.id != antenna.id))


def against_code(code: str, known: Collection[str]) -> list[Reason]:
    return [CODE_TAKEN] if code.upper() in known else []


def against_area(antenna: Antenna, others: Iterable[Antenna]) -> list[Reason]:
    """A postal code leads to one antenna only; closed ones serve nobody."""
    return [
        _overlap(mine, other)
        for other in others
        if other.closed_on is None
        for mine in antenna.postal_codes
        if any(as_range(mine).overlaps(as_range(theirs)) for theirs in other.postal_codes)
    ]


def _overlap(area: str, other: Antenna) -> Reason:
    text = _("%(area)s is already served by %(antenna)s.", area=area, antenna=other.name)
    return Reason("area_taken", text)
