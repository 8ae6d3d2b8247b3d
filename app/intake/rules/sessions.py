"""When somebody may get a place at an information session, and when one may change or be held."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.gatherings import (
    ALREADY_ON_IT as ALREADY_ON_IT,
)
from app.core.gatherings import (
    CANCELLED as CANCELLED,
)
from app.core.gatherings import (
    HELD as HELD,
)
from app.core.gatherings import (
    IN_THE_PAST as IN_THE_PAST,
)
from app.core.gatherings import (
    NOT_BEGUN as NOT_BEGUN,
)
from app.core.gatherings import (
    NOT_ON_IT as NOT_ON_IT,
)
from app.core.gatherings import (
    OVER as OVER,
)
from app.core.gatherings import (
    TOO_SMALL as TOO_SMALL,
)
from app.core.gatherings import (
    against_attendance as against_attendance,
)
from app.core.gatherings import (
    against_cancelling as against_cancelling,
)
from app.core.gatherings import (
    against_changing as against_changing,
)
from app.intake.models import InformationSession
from app.intake.rules.stages import NO_SESSIONS, PAST_INFORMATION, UNINFORMED
from app.people.models import Person

FULL = Reason("full", _("There is no place left at this session."))
OTHER_AUDIENCE = Reason("other_audience", _("This session is for others: mentees or mentors."))
STILL_TO_COME = Reason(
    "sessions_to_come", _("Information sessions are still to come: cancel them first.")
)


@dataclass(frozen=True)
class Places:
    """How many places are taken, and whether this person has one of them.

    `offered` is whether the country informs such people in group sessions at all.
    """

    taken: int
    has_one: bool = False
    offered: bool = True


def against_signing_up(
    person: Person, session: InformationSession, places: Places, now: datetime
) -> list[Reason]:
    stands = {
        CANCELLED: session.cancelled_at is not None,
        OVER: session.starts_at <= now,
        OTHER_AUDIENCE: session.audience != person.kind,
        NO_SESSIONS: not places.offered,
        PAST_INFORMATION: person.stage not in UNINFORMED,
        ALREADY_ON_IT: places.has_one,
        FULL: not places.has_one and places.taken >= session.capacity,
    }
    return [reason for reason, holds in stands.items() if holds]


def against_planning(starts_at: datetime, now: datetime, *, offered: bool = True) -> list[Reason]:
    """`offered` as above."""
    stands = {NO_SESSIONS: not offered, IN_THE_PAST: starts_at <= now}
    return [reason for reason, is_so in stands.items() if is_so]


def against_closing_antenna(coming: int) -> list[Reason]:
    return [STILL_TO_COME] if coming else []
