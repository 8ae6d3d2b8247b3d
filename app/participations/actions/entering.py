"""Duos entered in an operation, with what the profiles propose as facts of the entry."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer
from app.duos.models import Duo
from app.esf.facts import EMPLOYED, INACTIVE, UNEMPLOYED
from app.esf.parameters import read
from app.participations import queries
from app.participations.models import DelicateFacts, EntryFacts, Operation, Participation
from app.participations.schemas import delicate_names
from app.people.models import Mentee

STATUS = {"job_seeker": UNEMPLOYED, "inactive": INACTIVE, "employed": EMPLOYED}
"""By the code of the profile."""
NOBODY_CHOSEN = Reason("nobody_chosen", _("Choose at least one duo that can be entered."))
WITHDRAWN = Reason("withdrawn", _("This entry was taken out already."))
STANDS = Reason("stands", _("This entry stands: there is nothing to put back."))


def enter(*, operation: Operation, duos: Sequence[int] = ()) -> list[Participation]:
    """Enter the duos of these ids, or all that may be, on the day each began (R1: a duo is support
    of a person; an information session is none). The facts wait for somebody to confirm them."""
    found = queries.duos_to_enter(operation, clock.today(), duos)
    refuse_if([] if found else [NOBODY_CHOSEN])
    entered = [_entered(operation, duo) for duo in found]
    db.session.add_all(entered)
    db.session.flush()
    _propose(operation, entered, [duo.mentee for duo in found])
    rows = [(one.id, one.antenna_id) for one in entered]
    events.record_many("esf_participation.entered", Participation.__tablename__, rows)
    events.record("esf_operation.enrolled", operation, duos=len(entered))
    return entered


def _entered(operation: Operation, duo: Duo) -> Participation:
    return Participation(
        operation_id=operation.id,
        mentee_id=duo.mentee_id,
        duo_id=duo.id,
        antenna_id=duo.antenna_id,
        entered_on=duo.started_on,
    )


def _propose(
    operation: Operation, entered: Sequence[Participation], mentees: Sequence[Mentee]
) -> None:
    """Copied without being shown to anybody. What the profile says of parents is another fact (born
    outside the Union, one of them), so it is not copied."""
    may = delicate_names(read(operation.parameters, operation.objective).not_collected)
    known = queries.nationalities([mentee.id for mentee in mentees])
    for one, mentee in zip(entered, mentees, strict=True):
        facts = facts_of(mentee)
        db.session.add(EntryFacts(participation_id=one.id, number=1, current=True, **facts))
        nationality = known.get(mentee.id)
        if nationality and "citizenship" in may:
            db.session.add(
                DelicateFacts(
                    participation_id=one.id,
                    number=1,
                    current=True,
                    citizenship=nationality,
                    recorded_at=clock.now(),
                    recorded_by_id=viewer().user_id,
                )
            )


def facts_of(mentee: Mentee) -> dict[str, Any]:
    """What the profile says today; whether it was so on the day of the entry a person confirms."""
    status = STATUS.get(mentee.labour_status or "")
    return {
        "gender": (mentee.gender or "").upper() or None,
        "born_on": mentee.born_on,
        "status": status,
        "unemployed_since": mentee.job_seeker_since if status == UNEMPLOYED else None,
        "isced": mentee.isced,
    }


def withdraw(*, participation: Participation, reason: str) -> Participation:
    refuse_if([WITHDRAWN] if participation.withdrawn_at else [])
    participation.withdrawn_at, participation.withdrawal_reason = clock.now(), reason
    events.record("esf_participation.withdrawn", participation, reason=reason)
    return participation


def restore(*, participation: Participation) -> Participation:
    refuse_if([] if participation.withdrawn_at else [STANDS])
    participation.withdrawn_at = participation.withdrawal_reason = None
    events.record("esf_participation.restored", participation)
    return participation
