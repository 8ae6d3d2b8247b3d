"""Changing gifts: recorded, withdrawn, thanked for."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.gifts import rules
from app.gifts.models import Gift, Way
from app.gifts.queries import donors
from app.gifts.queries import giving as queries
from app.messages.actions import write_mail


def record_gift(*, donor_id: int | None, received_on: date, **facts: Any) -> Gift:
    """Raises `ValidationError` at `donor_id` for a donor that does not exist."""
    refuse_if(rules.against_gift(received_on, clock.today()))
    if donor_id is not None and donors.find_donor(donor_id) is None:
        raise ValidationError({"donor_id": [_("Choose one of the list.")]})
    gift = Gift(
        donor_id=donor_id,
        received_on=received_on,
        recorded_at=clock.now(),
        recorded_by_id=viewer().user_id,
        **facts,
    )
    db.session.add(gift)
    events.record("gift.recorded", gift, way=gift.way, amount_cents=gift.amount_cents)
    return gift


def change_gift(*, gift: Gift, donor_id: int | None, received_on: date, **facts: Any) -> Gift:
    """Only while no receipt counts it."""
    refuse_if(rules.against_withdrawing(gift) + rules.against_gift(received_on, clock.today()))
    if donor_id is not None and donors.find_donor(donor_id) is None:
        raise ValidationError({"donor_id": [_("Choose one of the list.")]})
    for name, value in (facts | {"donor_id": donor_id, "received_on": received_on}).items():
        setattr(gift, name, Way(value) if name == "way" else value)
    if changed := events.changed_fields(gift):
        events.record("gift.changed", gift, fields=sorted(changed))
    return gift


def withdraw_gift(*, gift: Gift, reason: str) -> Gift:
    refuse_if(rules.against_withdrawing(gift))
    gift.withdrawn_at, gift.withdrawal_reason = clock.now(), reason
    events.record("gift.withdrawn", gift)
    return gift


def restore_gift(gift: Gift) -> Gift:
    gift.withdrawn_at = gift.withdrawal_reason = None
    events.record("gift.restored", gift)
    return gift


def thank(*, gifts: Sequence[int]) -> Counter[str]:
    """One mail for each donor, whatever the number of their gifts; how many by what happened:
    `mailed`, and not thanked: `opposed`, `no_address`, `anonymous`; `before`: thanked already."""
    told: Counter[str] = Counter()
    by_donor: dict[int, list[Gift]] = {}
    for gift in queries.gifts_by_id(gifts):
        why = _against_thanking(gift)
        told[why or "mailed"] += 1
        if why is None and gift.donor_id is not None:
            by_donor.setdefault(gift.donor_id, []).append(gift)
    for theirs in by_donor.values():
        _write_thanks(theirs)
    return told


def note_thanks(gift: Gift) -> Gift:
    """Thanked by letter, by telephone or in person."""
    gift.thanked_on, gift.thanked_by_mail = clock.today(), False
    events.record("gift.thanked", gift, by_mail=False)
    return gift


def _against_thanking(gift: Gift) -> str | None:
    if gift.thanked_on is not None:
        return "before"
    if gift.donor is None:
        return "anonymous"
    if gift.donor.opposed_on is not None:
        return "opposed"
    return None if gift.donor.email else "no_address"


def _write_thanks(gifts: Sequence[Gift]) -> None:
    donor = gifts[0].donor
    if donor is None or donor.email is None:
        return
    total = sum(gift.amount_cents for gift in gifts)
    write_mail("gift_thanks", donor.email, donor.language, name=donor.name, cents=total)
    for gift in gifts:
        gift.thanked_on, gift.thanked_by_mail = clock.today(), True
        events.record("gift.thanked", gift, by_mail=True)
