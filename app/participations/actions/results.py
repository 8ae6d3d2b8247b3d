"""What happened to a participant that no situation tells, and the two times they are asked."""

from typing import Any

from flask_babel import lazy_gettext as _

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer
from app.participations import queries
from app.participations.lists import due_day
from app.participations.models import Achievement, Participation, SituationCheck

IN_FUTURE = Reason("in_future", _("This day is still to come."))
BEFORE_ENTRY = Reason("before_entry", _("This lies before the entry and counts for nothing."))
GONE = Reason("withdrawn_already", _("This was withdrawn already."))
DONE = Reason("checked_already", _("This was asked already."))
TOO_EARLY = Reason("too_early", _("It is too early to ask: the day has not come."))


def note(*, participation: Participation, **said: Any) -> Achievement:
    verdict = {
        IN_FUTURE: said["happened_on"] > clock.today(),
        BEFORE_ENTRY: said["happened_on"] < participation.entered_on,
    }
    refuse_if([reason for reason, stands in verdict.items() if stands])
    found = Achievement(
        participation_id=participation.id,
        recorded_at=clock.now(),
        recorded_by_id=viewer().user_id,
        **said,
    )
    db.session.add(found)
    events.record("esf_achievement.noted", participation, kind=found.kind)
    return found


def take_back(*, participation: Participation, achievement: Achievement) -> Achievement:
    """It was noted in error; it stays readable and counts for nothing."""
    refuse_if([GONE] if achievement.withdrawn_at else [])
    achievement.withdrawn_at = clock.now()
    events.record("esf_achievement.withdrawn", participation, kind=achievement.kind)
    return achievement


def check(*, participation: Participation, moment: str) -> SituationCheck:
    """Somebody asked, and the situations noted are right."""
    left = participation.duo.ended_on
    today = clock.today()
    verdict = {
        TOO_EARLY: left is None or due_day(moment, left) > today,
        DONE: moment in queries.checks_of(participation),
    }
    refuse_if([reason for reason, stands in verdict.items() if stands])
    done = SituationCheck(
        participation_id=participation.id, moment=moment, done_on=today, by_id=viewer().user_id
    )
    db.session.add(done)
    events.record("esf_participation.checked", participation, moment=moment)
    return done
