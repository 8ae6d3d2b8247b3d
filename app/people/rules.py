"""What stands against a change of a profile."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.errors import Reason
from app.core.permissions import Permission

SOMEBODY_WAS_FASTER = Reason(
    "somebody_was_faster",
    _("Somebody else changed this profile while you had it open. Open it again to see it."),
)
ANTENNA_CLOSED = Reason("antenna_closed", _("This antenna takes nobody in at the moment."))
NOT_YOUR_ANTENNA = Reason("not_your_antenna", _("You do not work for this antenna."))
OWNER_ELSEWHERE = Reason(
    "owner_elsewhere", _("The owner must be a colleague in use who works for this antenna.")
)
LOOKS_THE_SAME = Reason(
    "looks_the_same",
    _("This may be somebody you already know. Open that profile, or say it is somebody else."),
)
SAME_ELSEWHERE = Reason(
    "same_elsewhere",
    _("Somebody in another antenna of this country looks the same."),
)
CAPACITY_TAKEN = Reason(
    "capacity_taken", _("This mentor has more running duos than that. Close or move one first.")
)


def against_older(version: int, seen: int | None) -> list[Reason]:
    """`seen` is the version that was shown, None when the door does not say."""
    return [SOMEBODY_WAS_FASTER] if seen is not None and seen != version else []


def against_taking_in(antenna: Antenna, seen: Collection[int] | None) -> list[Reason]:
    """`seen` are the antennas of the viewer, None for all of them."""
    stands = {
        ANTENNA_CLOSED: not antenna.is_open,
        NOT_YOUR_ANTENNA: seen is not None and antenna.id not in seen,
    }
    return [reason for reason, is_so in stands.items() if is_so]


def against_owner(owner: User, antenna_id: int) -> list[Reason]:
    """The invited who have not answered yet may own; the closed and those of elsewhere may not."""
    reached = owner.antenna_ids is None or antenna_id in owner.antenna_ids
    follows = Permission.PEOPLE_MANAGE in owner.permissions
    return [] if reached and follows and owner.closed_at is None else [OWNER_ELSEWHERE]


def against_handing_over(antenna: Antenna) -> list[Reason]:
    """Any open antenna of the country may take somebody over."""
    return [] if antenna.is_open else [ANTENNA_CLOSED]


def against_capacity(places: int, taken: int) -> list[Reason]:
    return [CAPACITY_TAKEN] if places < taken else []


def against_another(found_here: int, found_elsewhere: int) -> list[Reason]:
    """Somebody who looks like one already known is entered only after a second look."""
    stands = {LOOKS_THE_SAME: found_here > 0, SAME_ELSEWHERE: found_elsewhere > 0}
    return [reason for reason, is_so in stands.items() if is_so]
