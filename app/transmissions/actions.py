"""Operations: added, changed, their figures transmitted."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer
from app.participations.models import Operation
from app.participations.queries import figures_of, find_operation
from app.transmissions import queries
from app.transmissions.models import Transmission

CODE_TAKEN = Reason("code_taken", _("Another operation has this code."))
NO_SUCH_GRANT = Reason("no_such_grant", _("There is no such grant."))
NOT_YET = Reason("figures_in_future", _("The figures cannot be of a day that is still to come."))
BEFORE_IT_BEGAN = Reason("before_it_began", _("The operation had not begun on that day."))
SENT_ALREADY = Reason(
    "sent_already", _("The figures for this date, as of this day, were transmitted already.")
)


def add_operation(**said: Any) -> Operation:
    refuse_if(_against(said))
    operation = Operation(**said)
    db.session.add(operation)
    events.record("esf_operation.added", operation, code=operation.code)
    return operation


def change_operation(*, operation: Operation, **said: Any) -> Operation:
    """What was transmitted stays as it was."""
    refuse_if(_against(said, operation))
    for name, value in said.items():
        if getattr(operation, name) != value:
            setattr(operation, name, value)
    changed = events.changed_fields(operation)
    if changed:
        events.record("esf_operation.changed", operation, changed=changed)
    return operation


def _against(said: dict[str, Any], operation: Operation | None = None) -> list[Reason]:
    found = find_operation(said["code"])
    grant = said["grant_id"]
    verdict = {
        CODE_TAKEN: found is not None and found is not operation,
        NO_SUCH_GRANT: grant is not None and grant not in queries.grant_choices(),
    }
    return [reason for reason, stands in verdict.items() if stands]


def transmit(
    *, operation: Operation, due_on: date, figures_on: date, note: str | None = None
) -> Transmission:
    """Freeze the figures of a day as they are known now."""
    sent = {(one.due_on, one.figures_on) for one in queries.transmissions_of(operation)}
    verdict = {
        NOT_YET: figures_on > clock.today(),
        BEFORE_IT_BEGAN: figures_on < operation.begins_on,
        SENT_ALREADY: (due_on, figures_on) in sent,
    }
    refuse_if([reason for reason, stands in verdict.items() if stands])
    transmission = Transmission(
        operation_id=operation.id,
        due_on=due_on,
        figures_on=figures_on,
        figures=figures_of(operation, figures_on).as_json(),
        parameters={"objective": operation.objective} | operation.parameters,
        note=note,
        sent_at=clock.now(),
        sent_by_id=viewer().user_id,
    )
    db.session.add(transmission)
    db.session.flush()
    events.record(
        "esf_operation.transmitted",
        operation,
        due_on=due_on,
        figures_on=figures_on,
        transmission_id=transmission.id,
    )
    return transmission
