"""When a duo may begin, change and end.

Sources: brief.md, the organisation's own words (six months, signed by both with the code of
conduct); Elements of Effective Practice for Mentoring, fifth edition (MENTOR, 2025), R9 (commitment
signed) and R13 (closure planned, unplanned, or one side unreachable).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _

from app.accounts.models import User
from app.core import clock
from app.core.errors import Reason
from app.core.permissions import Permission
from app.duos.models import Duo, DuoPause, DuoState
from app.matching.models import ProposalState
from app.matching.rules import ANTENNA_CLOSED, MENTEE_IN_DUO, NO_FREE_PLACE

MONTHS = 6
"""How long a duo is agreed for, and the most by which it is extended at once (brief.md)."""
PLANNED, NO_CONTACT = "planned", "no_contact"
BREAKING_OFF = ("job_found", "no_match", "health", "moved", "other")
"""Reasons to choose from when a duo is broken off; `no_contact` says which side is silent."""

NOT_APPROVED = Reason("not_approved", _("Both sides have to approve after their first meeting."))
IN_FUTURE = Reason("in_future", _("This day is still to come."))
BEFORE_MEETING = Reason("before_meeting", _("The agreement cannot be before the first meeting."))
CODE_NOT_ACCEPTED = Reason("code_not_accepted", _("Both have to accept the code of conduct."))
OWNER_GONE = Reason("owner_gone", _("This account is not in use."))
OWNER_DOES_NOT_FOLLOW = Reason("owner_does_not_follow", _("This person does not follow duos."))
OWNER_ELSEWHERE = Reason("owner_elsewhere", _("This person does not see that antenna."))
NOTHING_CHOSEN = Reason("nothing_chosen", _("Choose at least one running duo."))
ENDED = Reason("ended", _("This duo has ended."))
NOT_ENDED = Reason("not_ended", _("This duo has not ended."))
BEFORE_START = Reason("before_start", _("This day is before the duo began."))
BEFORE_PAUSE = Reason("before_pause", _("This day is before the pause began."))
IN_EARLIER_PAUSE = Reason("in_earlier_pause", _("On this day it was paused already."))
PAUSED = Reason("paused", _("This duo is paused already."))
NOT_PAUSED = Reason("not_paused", _("This duo is not paused."))
NOT_LATER = Reason("not_later", _("The new end has to be after the present one."))
TOO_LONG = Reason("too_long", _("At most six months more at once."))


def against_agreement(
    state: str, met_on: date | None, agreed_on: date, accepted: Iterable[bool], today: date
) -> list[Reason]:
    """`accepted`: whether each side accepts the code of conduct."""
    verdict = {
        NOT_APPROVED: state != ProposalState.APPROVED,
        IN_FUTURE: agreed_on > today,
        BEFORE_MEETING: met_on is not None and agreed_on < met_on,
        CODE_NOT_ACCEPTED: not all(accepted),
    }
    return standing(verdict)


def against_place(*, running: bool, free: Collection[int], antenna_open: bool) -> list[Reason]:
    """May a duo begin, or go on, as far as places are concerned?"""
    verdict = {
        MENTEE_IN_DUO: running,
        NO_FREE_PLACE: not free,
        ANTENNA_CLOSED: not antenna_open,
    }
    return standing(verdict)


def against_owner(owner: User | None, antenna_ids: Collection[int]) -> list[Reason]:
    """May this account own duos of those antennas?"""
    if owner is None or not owner.is_in_use:
        return [OWNER_GONE]
    seen = owner.antenna_ids
    verdict = {
        OWNER_DOES_NOT_FOLLOW: Permission.DUOS_MANAGE not in owner.permissions,
        OWNER_ELSEWHERE: seen is not None and not set(antenna_ids) <= seen,
    }
    return standing(verdict)


def against_hand_over(duos: Sequence[Duo], owner: User | None) -> list[Reason]:
    verdict = {NOTHING_CHOSEN: not duos, ENDED: any(not duo.is_running for duo in duos)}
    return standing(verdict) + against_owner(owner, {duo.antenna_id for duo in duos})


def against_extension(duo: Duo, planned_end_on: date) -> list[Reason]:
    furthest = clock.months_after(duo.planned_end_on, MONTHS)
    verdict = {
        ENDED: not duo.is_running,
        NOT_LATER: planned_end_on <= duo.planned_end_on,
        TOO_LONG: planned_end_on > furthest,
    }
    return standing(verdict)


def against_pause(duo: Duo, from_on: date, today: date) -> list[Reason]:
    earlier = [pause.until_on for pause in duo.pauses if pause.until_on]
    verdict = {
        ENDED: not duo.is_running,
        PAUSED: duo.state == DuoState.PAUSED,
        IN_FUTURE: from_on > today,
        BEFORE_START: from_on < duo.started_on,
        IN_EARLIER_PAUSE: any(from_on < until for until in earlier),
    }
    return standing(verdict)


def open_pause(duo: Duo) -> DuoPause | None:
    """The pause that lasts, or lasted until the duo ended."""
    return next((pause for pause in duo.pauses if pause.until_on is None), None)


def against_resuming(duo: Duo, until_on: date, today: date) -> list[Reason]:
    pause = open_pause(duo)
    verdict = {
        ENDED: not duo.is_running,
        NOT_PAUSED: pause is None,
        IN_FUTURE: until_on > today,
        BEFORE_PAUSE: pause is not None and until_on < pause.from_on,
    }
    return standing(verdict)


def against_closing(duo: Duo, ended_on: date, today: date) -> list[Reason]:
    pause = open_pause(duo)
    verdict = {
        ENDED: not duo.is_running,
        IN_FUTURE: ended_on > today,
        BEFORE_START: ended_on < duo.started_on,
        BEFORE_PAUSE: pause is not None and ended_on < pause.from_on,
    }
    return standing(verdict)


def against_reopening(duo: Duo, *, running: bool, free: Collection[int]) -> list[Reason]:
    """A closing made by mistake is taken back while the place is still there."""
    verdict = {NOT_ENDED: duo.is_running}
    return standing(verdict) or against_place(running=running, free=free, antenna_open=True)


def standing(verdict: Mapping[Reason, bool]) -> list[Reason]:
    return [reason for reason, stands in verdict.items() if stands]
