"""The mail that tells an owner which deadlines came near: once for each threshold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from app.accounts.models import User
from app.core import events
from app.deadlines import queries, rules
from app.grants.models import Obligation
from app.messages.actions import write_mail

KIND = "funding_deadlines"


@dataclass(frozen=True)
class Told:
    """One owner, and what came near for them, the most urgent first."""

    user: User
    lines: Sequence[Obligation]


def tell_owners(today: date) -> list[Told]:
    """Write one mail to each owner of what entered a threshold; a second time nobody is told.

    What has no owner in use is told to everybody who works on partnerships; where there is nobody
    at all it is told once there is somebody.
    """
    found = list(_by_owner(today))
    for told in found:
        write_mail(
            KIND,
            told.user.email,
            told.user.language,
            name=told.user.name,
            lines=told.lines,
            today=today,
            link=url_for("deadlines.month", _external=True),
        )
    lines = {one.id: one for told in found for one in told.lines}
    for one in lines.values():
        one.told_days = sorted({*one.told_days, *rules.passed(one.due_on, today)})
    if found:
        events.record("deadlines.told", None, owners=len(found), deadlines=len(lines))
    return found


def _by_owner(today: date) -> Iterator[Told]:
    partners, lines = None, dict[int, list[Obligation]]()
    users = dict[int, User]()
    for one in queries.obligations_to_tell(today):
        if not rules.entered(one.due_on, today, one.told_days):
            continue
        owner = _owner_in_use(one)
        if owner is None and partners is None:
            partners = queries.partners()
        for user in [owner] if owner else partners or ():
            users[user.id] = user
            lines.setdefault(user.id, []).append(one)
    return (Told(users[user_id], lines[user_id]) for user_id in lines)


def _owner_in_use(one: Obligation) -> User | None:
    """The nearest of its own, the grant's and the funder's whose account is in use."""
    known = (one.owner, one.grant.owner, one.grant.funder.owner)
    return next((user for user in known if user is not None and user.is_in_use), None)
