"""What the funders' pages decide by: who has gone quiet, what may be noted."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.clock import months_after
from app.core.errors import Reason
from app.funders.models import FunderStage

BOARD = (
    FunderStage.IDENTIFIED,
    FunderStage.CONTACTED,
    FunderStage.APPLIED,
    FunderStage.GRANTED,
    FunderStage.RENEWAL,
)
"""The columns of the board, in the order of the work; the other stages are at rest."""
QUIET_MONTHS: Mapping[FunderStage, int] = {
    FunderStage.CONTACTED: 2,
    FunderStage.APPLIED: 3,
    FunderStage.GRANTED: 6,
    FunderStage.RENEWAL: 2,
}
"""After how many months without a word a funder has gone quiet, by stage.

No law or contract says so: these are the house's own, to be changed here. A first contact and a
renewal cool off within weeks, so two months; a call is seldom decided in less than a quarter, so
three; one who pays gets a report twice a year at least, so six. Of somebody who was only
identified, or who declined, nobody expects a word.
"""
CLOSED = Reason("owner_unknown", _("Choose somebody who works on funding and has an account."))


def quiet_before(on: date) -> dict[FunderStage, date]:
    """By stage: whoever was last in touch before that day has gone quiet."""
    return {stage: months_after(on, -months) for stage, months in QUIET_MONTHS.items()}


def is_quiet(stage: str, last_contact_on: date | None, stage_since: date, on: date) -> bool:
    """One with whom nobody ever spoke is counted from the day the stage began."""
    limit = quiet_before(on).get(FunderStage(stage))
    return limit is not None and (last_contact_on or stage_since) < limit


def against_double(name: str, *, exists: bool) -> list[Reason]:
    """Accents, case and punctuation make no other funder."""
    text = _("A funder of this name is here already: %(name)s.", name=name)
    return [Reason("funder_exists", text)] if exists else []


def against_owner(owner_id: int | None, possible: Mapping[int, str]) -> list[Reason]:
    return [CLOSED] if owner_id is not None and owner_id not in possible else []


def against_interaction(
    held_on: date, today: date, *, known_contact: bool
) -> list[Reason]:  # fmt: skip
    """What lies ahead is a reminder, not something that was said."""
    reasons = []
    if held_on > today:
        text = _("This day is still to come: set a reminder for it instead.")
        reasons.append(Reason("interaction_ahead", text))
    if not known_contact:
        text = _("Choose one of the contacts of this funder.")
        reasons.append(Reason("contact_unknown", text))
    return reasons


def against_leaving(left_on: date, today: date) -> list[Reason]:
    if left_on <= today:
        return []
    return [Reason("leaving_ahead", _("This day is still to come."))]
