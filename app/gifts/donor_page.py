"""The page of a donor, with what the features above add to it."""

from datetime import date
from typing import Any

from flask import render_template

from app.core import clock
from app.core.events import events_of
from app.core.questions import ask
from app.core.web import Form
from app.gifts import files, rules, schemas
from app.gifts.models import Donor, Pledge
from app.gifts.queries import donors as queries
from app.gifts.queries import giving


def donor_page(donor: Donor, **forms: Form) -> tuple[str, int]:
    """`forms` were sent and not accepted, by name: `opposition`, or that of a panel."""
    opposition = forms.get("opposition")
    page = render_template(
        "gifts/donor.html",
        donor=donor,
        gifts=giving.gifts_of(donor.id),
        pledges=[with_missed(pledge, given([pledge])) for pledge in queries.pledges_of(donor.id)],
        panels=ask("donor.panels", donor, forms),
        opposition=opposition or Form(schemas.OppositionSchema(), of={"on": clock.today()}),
        kept_years=files.gift_rules().opposition_years,
        events=events_of(donor),
        names=dict(ask("event.names")),
    )
    return page, next((form.status for form in forms.values()), 200)


def given(pledges: Any) -> dict[int, int]:
    since: dict[int, date] = {}
    for pledge in pledges:
        since[pledge.donor_id] = min(pledge.begins_on, since.get(pledge.donor_id, date.max))
    return queries.given_since(since)


def with_missed(pledge: Pledge, given: dict[int, int]) -> dict[str, Any]:
    until = min(clock.today(), pledge.ends_on or date.max)
    due = rules.days_due(pledge.begins_on, pledge.every, until)
    missed = rules.missed_cents(due, pledge.amount_cents, given.get(pledge.donor_id, 0))
    return {"pledge": pledge, "due": len(due), "missed_cents": missed}
