"""What the funders answer to the features around them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import LazyString, ngettext
from flask_babel import gettext as _

from app.accounts.models import User
from app.core import clock
from app.core.errors import Reason
from app.funders import labels, queries
from app.funders.models import Funder

event_names = labels.event_names


def against_closing_account(user: User) -> Iterator[Reason]:
    """Whoever leaves hands over first, so that no reminder is lost."""
    number = len(queries.funders_of(user.id))
    if number:
        yield Reason("owns_funders", LazyString(_to_hand_over, number))


def _to_hand_over(number: int) -> str:
    text: str = ngettext(
        "One funder has to be handed over first.",
        "%(num)d funders have to be handed over first.",
        number,
    )
    return text


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """Reminders and awaited answers of the period; late ones too when today is in it."""
    today = clock.today()
    with_late = first <= today <= last
    for reminder in queries.reminders_due(last):
        if with_late or reminder.due_on >= first:
            yield _line(reminder.funder, reminder.due_on, reminder.text, today) | {
                "kind": "reminder",
                "who": reminder.owner.name if reminder.owner else None,
            }
    for funder in queries.answers_due(last):
        if funder.answer_on and (with_late or funder.answer_on >= first):
            what = _("Answer expected to what was applied for")
            yield _line(funder, funder.answer_on, what, today) | {
                "kind": "answer",
                "who": funder.owner.name if funder.owner else None,
            }


def _line(funder: Funder, on: date, what: str, today: date) -> dict[str, Any]:
    return {
        "on": on,
        "what": what,
        "whom": funder.name,
        "url": url_for("funders.show", funder_id=funder.id),
        "late": on < today,
    }
