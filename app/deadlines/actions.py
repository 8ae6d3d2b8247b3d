"""What can be done with deadlines. Nothing here commits: the request does, once, at its end."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from marshmallow import ValidationError

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.deadlines import queries, rules
from app.deadlines.models import CalendarFeed
from app.grants.actions.money import check_due
from app.grants.models import Grant, Obligation
from app.grants.queries import owner_choices


def add_obligation(*, grant: Grant, **said: Any) -> Obligation:
    check_due(grant, said["due_on"])
    refuse_if(rules.against_adding(grant.state) + _against_owner(said.get("owner_id"), None))
    obligation = Obligation(grant_id=grant.id, told_days=[], **said)
    db.session.add(obligation)
    events.record("grant.deadline_added", grant, title=obligation.title, due_on=obligation.due_on)
    return obligation


def accept_proposal(*, grant: Grant, lines: Sequence[dict[str, Any]]) -> list[Obligation]:
    """Those that were ticked; they belong to the owner of the grant."""
    taken = [line for line in lines if line["taken"]]
    _check_days(grant, lines)
    nothing = [] if taken else [rules.NOTHING_CHOSEN]
    refuse_if(rules.against_adding(grant.state) + nothing)
    found = [
        Obligation(
            grant_id=grant.id,
            kind=line["kind"],
            title=line["title"],
            due_on=line["due_on"],
            owner_id=grant.owner_id,
            told_days=[],
        )
        for line in taken
    ]
    db.session.add_all(found)
    events.record("grant.deadlines_accepted", grant, days=[line["due_on"] for line in taken])
    return found


def _check_days(grant: Grant, lines: Sequence[dict[str, Any]]) -> None:
    """Raises `ValidationError` at every line that was ticked with a day far from the grant."""
    wrong: dict[int, Any] = {}
    for place, line in enumerate(lines):
        try:
            if line["taken"]:
                check_due(grant, line["due_on"])
        except ValidationError as error:
            wrong[place] = error.messages
    if wrong:
        raise ValidationError({"lines": wrong})


def change_obligation(*, grant: Grant, obligation: Obligation, **said: Any) -> Obligation:
    """Moved to another day, its owner is told again."""
    check_due(grant, said["due_on"])
    refuse_if(_against_owner(said["owner_id"], obligation.owner_id))
    moved = said["due_on"] != obligation.due_on
    for name, value in said.items():
        setattr(obligation, name, value)
    changed = events.changed_fields(obligation)
    if moved:
        obligation.told_days = []
    if changed:
        events.record("grant.deadline_changed", grant, obligation_id=obligation.id, **changed)
    return obligation


def remove_obligation(*, grant: Grant, obligation: Obligation) -> None:
    """One that is not done; what it said stays in the history."""
    refuse_if([rules.DONE] if obligation.done_on else [])
    told = {"title": obligation.title, "due_on": obligation.due_on}
    db.session.delete(obligation)
    events.record("grant.deadline_removed", grant, **told)


def finish(*, grant: Grant, obligation: Obligation, done_on: date | None = None) -> Obligation:
    """Today, unless another day is said."""
    today = clock.today()
    done_on, already = done_on or today, obligation.done_on is not None
    refuse_if(rules.against_finishing(done_on, today, done=already))
    obligation.done_on = done_on
    told = {"title": obligation.title, "done_on": done_on}
    events.record("grant.deadline_done", grant, obligation_id=obligation.id, **told)
    return obligation


def undo(*, grant: Grant, obligation: Obligation) -> Obligation:
    refuse_if([] if obligation.done_on else [rules.NOT_DONE])
    obligation.done_on = None
    events.record("grant.deadline_undone", grant, obligation_id=obligation.id)
    return obligation


def make_feed(*, user_id: int) -> CalendarFeed:
    """A new personal link; the one before works no longer."""
    feed = queries.find_feed(user_id)
    if feed is None:
        feed = CalendarFeed(user_id=user_id, number=0)
        db.session.add(feed)
    feed.number += 1
    feed.made_at, feed.revoked_at = clock.now(), None
    events.record("calendar_feed.made", feed)
    return feed


def revoke_feed(*, user_id: int) -> None:
    """The link works no longer; nothing happens where there is none."""
    feed = queries.find_feed(user_id)
    if feed is not None and feed.revoked_at is None:
        feed.revoked_at = clock.now()
        events.record("calendar_feed.revoked", feed)


def _against_owner(owner_id: int | None, before: int | None) -> list[Reason]:
    known = owner_id is None or owner_id == before or owner_id in owner_choices()
    return [] if known else [rules.NO_OWNER]
