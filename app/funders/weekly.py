"""The one mail a week that tells the owner of funders what is due."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from flask import url_for
from sqlalchemy import select

from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.funders import queries
from app.funders.models import Funder, Reminder
from app.messages.actions import write_mail
from app.messages.models import Mail

KIND = "funders_due"


@dataclass
class Due:
    """Of one owner."""

    owner: User
    reminders: list[Reminder] = field(default_factory=list)
    answers: list[Funder] = field(default_factory=list)


def week_of(day: date) -> tuple[date, date]:
    """Its Monday and its Sunday."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def due_by_owner(until: date) -> Sequence[Due]:
    """Late things too; of those only whose account is in use."""
    found: dict[int, Due] = {}
    for reminder in queries.reminders_due(until):
        if reminder.owner is not None and reminder.owner.is_in_use:
            found.setdefault(reminder.owner.id, Due(reminder.owner)).reminders.append(reminder)
    for funder in queries.answers_due(until):
        if funder.owner is not None and funder.owner.is_in_use:
            found.setdefault(funder.owner.id, Due(funder.owner)).answers.append(funder)
    return list(found.values())


def write_mails() -> int:
    """To everybody with something due by Sunday who got none this week; how many were written."""
    monday, sunday = week_of(clock.today())
    had = _written_since(monday)
    wanted = [due for due in due_by_owner(sunday) if due.owner.email not in had]
    for due in wanted:
        write_mail(
            KIND,
            due.owner.email,
            due.owner.language,
            name=due.owner.name,
            reminders=_by_funder(due.reminders),
            answers=due.answers,
            today=clock.today(),
            link=url_for("deadlines.month", _external=True),
        )
    return len(wanted)


def _by_funder(reminders: Sequence[Reminder]) -> dict[str, list[Reminder]]:
    """In the order of what is most urgent."""
    found: dict[str, list[Reminder]] = defaultdict(list)
    for reminder in reminders:
        found[reminder.funder.name].append(reminder)
    return found


def _written_since(day: date) -> set[str]:
    """Addresses that had this mail since the beginning of that day."""
    midnight = datetime.combine(day, time.min, tenant().zone)
    written = select(Mail.recipient).where(Mail.kind == KIND, Mail.written_at >= midnight)
    return set(db.session.scalars(written))
