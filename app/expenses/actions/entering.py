"""Entering an expense, by staff or by the mentor; checked at once."""

from datetime import date
from typing import Any

from werkzeug.datastructures import FileStorage

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.documents.actions import attach
from app.expenses import queries, rules
from app.expenses.judging import judge_new
from app.expenses.models import Expense, State
from app.expenses.schemas import BY_KM, ON_THE_ROAD
from app.people.models import Mentor
from app.volunteer_caps.rules import Verdict
from app.volunteer_caps.values import Entry


def enter(
    *, person: Mentor, file: FileStorage | None = None, **said: Any
) -> tuple[Expense, Verdict]:
    """The expense, and what is still missing before it is approved.

    Raises `Refused` with all that stands against it, `ValidationError` at `file` for a receipt
    that cannot be taken.
    """
    queries.hold_still(person)
    sent = file is not None and bool(file.filename)
    entry = _entry(said, receipt=sent)
    verdict = judge_new(person, entry)
    refuse_if(verdict.against)
    expense = Expense(
        person_id=person.id,
        antenna_id=person.antenna_id,
        kind=entry.kind,
        spent_on=entry.on,
        amount_cents=verdict.amount_cents,
        km=entry.km,
        hours=entry.hours,
        home=entry.home,
        fiscal_power=entry.fiscal_power,
        description=said.get("description"),
        state=State.SUBMITTED,
        waived_on=clock.today() if entry.waived else None,
        entered_at=clock.now(),
        entered_by_id=viewer().user_id,
    )
    db.session.add(expense)
    facts = {"kind": entry.kind, "spent_on": entry.on, "waived": entry.waived}
    events.record("expense.entered", expense, **facts)
    if sent:
        attach(row=expense, file=file)
    return expense, verdict


def _entry(said: dict[str, Any], *, receipt: bool) -> Entry:
    """What does not belong to the kind is left out, such as kilometres of a flat rate."""
    kind, on = said["kind"], said["spent_on"]
    assert isinstance(on, date)  # noqa: S101 - tells the type
    return Entry(
        kind=kind,
        on=on,
        amount_cents=None if kind in BY_KM else said.get("amount_cents"),
        km=said.get("km") if kind in ON_THE_ROAD else None,
        hours=said.get("hours") if kind == "hours" else None,
        home=bool(said.get("home")) and kind in ON_THE_ROAD,
        fiscal_power=said.get("fiscal_power") if kind == "car" else None,
        has_receipt=receipt,
        waived=bool(said.get("waive")),
    )


def withdraw(*, expense: Expense) -> None:
    """Entered by mistake: it takes no room any more, and is kept."""
    refuse_if(rules.against_withdrawing(expense.state))
    expense.state = State.WITHDRAWN
    events.record("expense.withdrawn", expense)
