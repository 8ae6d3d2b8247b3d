"""Who may be invited, choose a session or be told by telephone; when a session may change."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.gatherings import ALREADY_ON_IT, CANCELLED, IN_THE_PAST, OVER
from app.information.models import InformationSession
from app.people.courses import Course
from app.people.models import Person, Stage

UNINFORMED = frozenset({Stage.REGISTERED, Stage.INFORMATION})
"""Stages in which somebody still has to be told what a duo is."""
FULL = Reason("full", _("There is no place left at this session."))
OTHER_AUDIENCE = Reason("other_audience", _("This session is for others: mentees or mentors."))
NO_ADDRESS = Reason("no_address", _("There is no e-mail address: this person has to be called."))
PAST_INFORMATION = Reason(
    "past_information", _("This person is no longer waiting for an information session.")
)
NO_SESSIONS = Reason(
    "no_sessions", _("There are no information sessions here: people are informed by telephone.")
)
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


def may_choose_session(course: Course, stage: Stage | str) -> bool:
    return course.has(Stage.INFORMATION) and stage in UNINFORMED


def against_inviting(course: Course, stage: Stage | str, email: str | None) -> list[Reason]:
    """An invitation goes to those who still have to choose a session, by mail."""
    stands = {
        NO_SESSIONS: not course.has(Stage.INFORMATION),
        PAST_INFORMATION: stage not in UNINFORMED,
        NO_ADDRESS: not email,
    }
    return [reason for reason, is_so in stands.items() if is_so]


def against_talking(stage: Stage | str) -> list[Reason]:
    return [] if stage in UNINFORMED else [PAST_INFORMATION]


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
