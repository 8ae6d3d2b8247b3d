"""When a training session may be planned, changed, cancelled and held, and who may have a place."""

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
from app.training.models import TrainingModule
from app.training.rules import NOT_FOR_THEM, RETIRED, is_for
from app.training_sessions.models import PlaceState, TrainingSession

NO_ADDRESS = Reason("no_address", _("There is no e-mail address: this person has to be called."))
STILL_TO_COME = Reason(
    "training_to_come", _("Training sessions are still to come: cancel them first.")
)


def against_planning(module: TrainingModule, starts_at: datetime, now: datetime) -> list[Reason]:
    stands = {RETIRED: module.retired_at is not None, IN_THE_PAST: starts_at <= now}
    return [reason for reason, holds in stands.items() if holds]


def against_answering(session: TrainingSession, now: datetime) -> list[Reason]:
    """Accepting, declining, inviting: only while the session is still to come."""
    stands = {CANCELLED: session.cancelled_at is not None, OVER: session.starts_at <= now}
    return [reason for reason, holds in stands.items() if holds]


def against_taking_place(module: TrainingModule, kind: str, state: str | None) -> list[Reason]:
    """`state` is that of the place they have already, if any."""
    has_one = state in {PlaceState.SIGNED_UP, PlaceState.WAITING}
    stands = {NOT_FOR_THEM: not is_for(module, kind), ALREADY_ON_IT: has_one}
    return [reason for reason, holds in stands.items() if holds]


def against_closing_antenna(coming: int) -> list[Reason]:
    return [STILL_TO_COME] if coming else []
