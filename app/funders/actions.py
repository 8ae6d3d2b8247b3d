"""What can be done with funders: adding, changing, moving along the pipeline, handing over.

What is said about people at a funder never goes into an event: only which fields changed.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.text import fold
from app.core.viewer import viewer
from app.funders import queries, rules
from app.funders.models import Funder, FunderStage


def add_funder(*, name: str, stage: str = FunderStage.IDENTIFIED, **said: Any) -> Funder:
    """Owned by whoever adds it, if nobody is named and they work on funding."""
    owners = queries.owners()
    if "owner_id" not in said and viewer().user_id in owners:
        said["owner_id"] = viewer().user_id
    double = queries.find_by_name(name)
    refuse_if(
        rules.against_double(name, exists=double is not None)
        + rules.against_owner(said.get("owner_id"), owners)
    )
    funder = Funder(name=name, stage=FunderStage(stage), stage_since=clock.today(), **said)
    funder.contacts = []
    _save(funder)
    events.record("funder.added", funder, kind=funder.kind, stage=funder.stage)
    return funder


def change_funder(*, funder: Funder, **said: Any) -> Funder:
    """Only what is said changes."""
    name, owner_id = said.get("name", funder.name), said.get("owner_id", funder.owner_id)
    double = queries.find_by_name(name)
    reasons = rules.against_double(name, exists=double not in {None, funder})
    if owner_id != funder.owner_id:
        reasons += rules.against_owner(owner_id, queries.owners())
    refuse_if(reasons)
    for field, value in said.items():
        setattr(funder, field, value)
    changed = sorted(events.changed_fields(funder))
    _save(funder)
    if changed:
        events.record("funder.changed", funder, fields=changed)
    return funder


def _save(funder: Funder) -> None:
    """Names are unique in the table: who was second is refused, however close it was."""
    refresh_keys(funder)
    try:
        with db.session.begin_nested():
            db.session.add(funder)
    except IntegrityError:
        raise Refused(rules.against_double(funder.name, exists=True)) from None


def refresh_keys(funder: Funder) -> None:
    """Folded copies for searching and sorting; contacts who left are no longer found."""
    there = [contact.name for contact in funder.contacts if contact.left_on is None]
    words = (funder.name, funder.website, funder.address, *there)
    funder.search_text = f" {fold(' '.join(word for word in words if word))}"[:600]
    funder.sort_key = fold(funder.name)[:160]


def move(*, funder: Funder, stage: str) -> Funder:
    """Into another stage, from today; a second time changes nothing."""
    before, after = FunderStage(funder.stage), FunderStage(stage)
    if before != after:
        funder.stage, funder.stage_since = after, clock.today()
        events.record("funder.moved", funder, before=before, after=after)
    return funder


def change_many(
    *, funder: Sequence[int], stage: str | None = None, owner_id: int | None = None
) -> Sequence[Funder]:
    """The same stage, the same owner, or both, for several: all of them, or none."""
    if owner_id is not None:
        refuse_if(rules.against_owner(owner_id, queries.owners()))
    found = queries.funders_among(funder)
    for one in found:
        if stage is not None:
            move(funder=one, stage=stage)
        if owner_id is not None:
            _give(one, owner_id)
    return found


def hand_over(*, giver_id: int, owner_id: int) -> Sequence[Funder]:
    """All funders of somebody, with what that person still had to do there, to another owner."""
    refuse_if(rules.against_owner(owner_id, queries.owners()))
    found = queries.funders_of(giver_id)
    for reminder in queries.open_reminders(found, giver_id):
        reminder.owner_id = owner_id
    for funder in found:
        _give(funder, owner_id)
    return found


def _give(funder: Funder, owner_id: int) -> None:
    if funder.owner_id != owner_id:
        before, funder.owner_id = funder.owner_id, owner_id
        events.record("funder.handed_over", funder, before=before, after=owner_id)
