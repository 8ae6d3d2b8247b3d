"""Changing donors: who they are, whether they may be written to, what they promise."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.text import fold
from app.gifts import rules
from app.gifts.models import Donor, Every, Pledge
from app.gifts.queries import donors as queries


def add_donor(**facts: Any) -> Donor:
    """Raises `ValidationError` at `iban` when another donor has that account."""
    _check(facts)
    donor = Donor(**facts)
    _fold(donor)
    db.session.add(donor)
    events.record("donor.added", donor)
    return donor


def change_donor(*, donor: Donor, **facts: Any) -> Donor:
    """The names of the changed fields are recorded, never what stands in them."""
    _check(facts, donor.id)
    for name, value in facts.items():
        setattr(donor, name, value)
    if changed := sorted(events.changed_fields(donor)):
        _fold(donor)
        events.record("donor.changed", donor, fields=changed)
    return donor


def oppose(*, donor: Donor, on: date) -> Donor:
    """From now on nobody asks or thanks this donor in writing."""
    refuse_if(rules.against_gift(on, clock.today()))
    donor.opposed_on = on
    events.record("donor.opposed", donor, on=on)
    return donor


def end_opposition(donor: Donor) -> Donor:
    donor.opposed_on = None
    events.record("donor.opposition_ended", donor)
    return donor


def make_pledge(*, donor: Donor, amount_cents: int, every: str, begins_on: date) -> Pledge:
    pledge = Pledge(
        donor_id=donor.id, amount_cents=amount_cents, every=Every(every), begins_on=begins_on
    )
    db.session.add(pledge)
    events.record("pledge.made", donor, every=every, amount_cents=amount_cents)
    return pledge


def stop_pledge(*, pledge: Pledge, ends_on: date) -> Pledge:
    refuse_if(rules.against_stopping(pledge.begins_on, pledge.ends_on, ends_on))
    pledge.ends_on = ends_on
    events.record("pledge.stopped", pledge.donor, ends_on=ends_on)
    return pledge


def _check(facts: dict[str, Any], donor_id: int | None = None) -> None:
    iban, funder_id = facts.get("iban"), facts.get("funder_id")
    if iban and (holder := queries.holder_of(iban, donor_id)):
        told = _("%(name)s has this account number already.", name=holder.name)
        raise ValidationError({"iban": [told]})
    if funder_id and funder_id not in queries.funder_names():
        raise ValidationError({"funder_id": [_("Choose one of the list.")]})


def _fold(donor: Donor) -> None:
    donor.name_key = fold(donor.name)[:160]
    donor.sort_key = donor.name_key
    known = (donor.name, donor.email, donor.company_number)
    donor.search_text = fold(" ".join(one for one in known if one))[:500]
