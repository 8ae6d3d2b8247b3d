"""When somebody may get a place at an information session, and when one may change or be held."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.intake.models import InformationSession
from app.intake.rules.stages import NO_SESSIONS, PAST_INFORMATION, UNINFORMED
from app.people.models import Person

CANCELLED = Reason("cancelled", _("This session is cancelled."))
FULL = Reason("full", _("There is no place left at this session."))
OVER = Reason("over", _("This session has already begun."))
NOT_BEGUN = Reason("not_begun", _("This session has not begun yet."))
OTHER_AUDIENCE = Reason("other_audience", _("This session is for others: mentees or mentors."))
ALREADY_ON_IT = Reason("already_on_it", _("This person already has a place at this session."))
NOT_ON_IT = Reason("not_on_it", _("This person has no place at this session."))
TOO_SMALL = Reason("too_small", _("More people than that already have a place."))
IN_THE_PAST = Reason("in_the_past", _("Choose a moment that is still to come."))
STILL_TO_COME = Reason(
    "sessions_to_come", _("Information sessions are still to come: cancel them first.")
)
HELD = Reason("held", _("The attendance of this session is written down: it was held."))


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


def against_changing(
    session: InformationSession, starts_at: datetime, capacity: int, taken: int, now: datetime
) -> list[Reason]:
    """A session that has begun may be corrected in everything but its moment."""
    moved = starts_at != session.starts_at
    stands = {
        CANCELLED: session.cancelled_at is not None,
        OVER: moved and session.starts_at <= now,
        IN_THE_PAST: moved and starts_at <= now < session.starts_at,
        TOO_SMALL: capacity < taken,
    }
    return [reason for reason, holds in stands.items() if holds]


def against_cancelling(session: InformationSession, *, held: bool) -> list[Reason]:
    stands = {CANCELLED: session.cancelled_at is not None, HELD: held}
    return [reason for reason, holds in stands.items() if holds]


def against_attendance(session: InformationSession, now: datetime) -> list[Reason]:
    stands = {CANCELLED: session.cancelled_at is not None, NOT_BEGUN: session.starts_at > now}
    return [reason for reason, holds in stands.items() if holds]


def against_closing_antenna(coming: int) -> list[Reason]:
    return [STILL_TO_COME] if coming else []
