"""The money of a grant: instalments due and received, the budget, and the costs really made."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from sqlalchemy.orm.attributes import flag_modified

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.i18n import day
from app.core.viewer import viewer
from app.grants import money_rules as rules
from app.grants import queries
from app.grants.models import BudgetLine, Cost, Grant, GrantState, Instalment
from app.grants.rules import is_due_near


def check_due(grant: Grant, due_on: date) -> None:
    """Raises `ValidationError` at `due_on` for a day too far from the grant to be meant."""
    if not is_due_near(due_on, grant.begins_on, grant.ends_on):
        days = {"first": day(grant.begins_on), "last": day(grant.ends_on)}
        told = _(
            "This is far from the grant, from %(first)s to %(last)s. Look at the year.", **days
        )
        raise ValidationError({"due_on": [told]})


def add_instalment(*, grant: Grant, **said: Any) -> Instalment:
    check_due(grant, said["due_on"])
    refuse_if(_against_amount(grant, None, said["amount_cents"]))
    instalment = Instalment(grant_id=grant.id, **said)
    db.session.add(instalment)
    events.record("grant.instalment_added", grant, due_on=instalment.due_on)
    return instalment


def change_instalment(*, grant: Grant, instalment: Instalment, **said: Any) -> Instalment:
    check_due(grant, said["due_on"])
    refuse_if(_against_amount(grant, instalment.id, said["amount_cents"]))
    for name, value in said.items():
        setattr(instalment, name, value)
    changed = events.changed_fields(instalment)
    events.record("grant.instalment_changed", grant, instalment_id=instalment.id, **changed)
    return instalment


def remove_instalment(*, grant: Grant, instalment: Instalment) -> None:
    """One that was never received; what it said stays in the history."""
    refuse_if([rules.RECEIVED] if instalment.received_on else [])
    cents, due_on = instalment.amount_cents, instalment.due_on
    db.session.delete(instalment)
    events.record("grant.instalment_removed", grant, due_on=due_on, amount_cents=cents)


def receive_instalment(
    *, grant: Grant, instalment: Instalment, received_on: date, received_cents: int
) -> Instalment:
    already = instalment.received_on is not None
    refuse_if(rules.against_receiving(received_on, clock.today(), received=already))
    instalment.received_on, instalment.received_cents = received_on, received_cents
    said = {"received_on": received_on, "received_cents": received_cents}
    events.record("grant.instalment_received", grant, instalment_id=instalment.id, **said)
    return instalment


def undo_receipt(*, grant: Grant, instalment: Instalment) -> Instalment:
    refuse_if([] if instalment.received_on else [rules.NOT_RECEIVED])
    instalment.received_on = instalment.received_cents = None
    events.record("grant.receipt_undone", grant, instalment_id=instalment.id)
    return instalment


def _against_amount(grant: Grant, instalment_id: int | None, cents: int | None) -> list[Reason]:
    others = queries.other_instalments_cents(grant, instalment_id)
    cancelled = [rules.GRANT_CANCELLED] if grant.state == GrantState.CANCELLED else []
    return cancelled + rules.against_instalment(cents, others, grant.amount_cents)


def change_budget(*, grant: Grant, lines: Sequence[dict[str, Any]]) -> Grant:
    """The budget as a whole: a category that is left out is out of it."""
    said = [(line["category"], line["amount_cents"]) for line in lines]
    refuse_if(rules.against_budget(said, grant.amount_cents))
    wanted, standing = dict(said), {line.category: line for line in queries.budget_of(grant)}
    before = {category: line.amount_cents for category, line in standing.items()}
    for category in standing.keys() - wanted.keys():
        db.session.delete(standing[category])
    for category, cents in wanted.items():
        if category in standing:
            standing[category].amount_cents = cents
        else:
            db.session.add(BudgetLine(grant_id=grant.id, category=category, amount_cents=cents))
    if wanted != before:
        flag_modified(grant, "amount_cents")  # counted as a change of the grant: two tabs are told
        events.record("grant.budget_changed", grant, before=before, after=wanted)
    return grant


def add_cost(*, grant: Grant, **said: Any) -> Cost:
    """Raises `Refused` for a day outside the grant; more than the budget is told, not refused."""
    cancelled = [rules.GRANT_CANCELLED] if grant.state == GrantState.CANCELLED else []
    today, period = clock.today(), (grant.begins_on, grant.ends_on)
    refuse_if(cancelled + rules.against_cost(said["made_on"], *period, today))
    cost = Cost(grant_id=grant.id, recorded_by_id=viewer().user_id, **said)
    db.session.add(cost)
    db.session.flush()
    told = {"category": cost.category, "amount_cents": cost.amount_cents}
    events.record("grant.cost_added", grant, cost_id=cost.id, **told)
    return cost


def withdraw_cost(*, grant: Grant, cost: Cost) -> Cost:
    refuse_if([rules.WITHDRAWN] if cost.withdrawn_at else [])
    cost.withdrawn_at = clock.now()
    events.record("grant.cost_withdrawn", grant, cost_id=cost.id)
    return cost


def restore_cost(*, grant: Grant, cost: Cost) -> Cost:
    refuse_if([] if cost.withdrawn_at else [rules.NOT_WITHDRAWN])
    cost.withdrawn_at = None
    events.record("grant.cost_restored", grant, cost_id=cost.id)
    return cost
