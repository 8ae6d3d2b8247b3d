"""What matching answers to the features below it (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _
from sqlalchemy import select

from app.core.db import db, past_the_wall
from app.core.errors import Reason
from app.core.events import Event
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.duplicates.merging import move
from app.matching import queries
from app.matching.models import OPEN_STATES, Proposal
from app.people.models import Kind, Person, Stage
from app.people.panels import Panel, Step

OPEN_PROPOSAL = Reason("open_proposal", _("An open proposal has to be withdrawn first."))
TWO_PROPOSALS = Reason("two_proposals", _("Both profiles are in an open proposal."))
CHANGED_SINCE = Reason("proposals_since", _("A proposal was made or changed since."))

EVENTS: dict[str, LazyString] = {
    "proposal.made": _("Proposed"),
    "proposal.meeting_planned": _("First meeting planned"),
    "proposal.answered": _("One side answered"),
    "proposal.approved": _("Approved by both"),
    "proposal.refused": _("Refused by one side"),
    "proposal.withdrawn": _("Proposal withdrawn"),
    "mentee.ready_again": _("Ready for another duo"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()


def against_leaving(person: Person) -> Iterator[Reason]:
    """Nobody leaves the programme or the antenna out of an open proposal."""
    if _open(person.id):
        yield OPEN_PROPOSAL


def against_merging(kept: Person, gone: Person) -> Iterator[Reason]:
    if kept.kind == Kind.MENTEE and _open(kept.id) and _open(gone.id):
        yield TWO_PROPOSALS


def merging(kept: Person, gone: Person) -> list[Any]:
    moved = move(Proposal.mentee_id, kept, gone)
    return moved + move(Proposal.mentor_id, kept, gone)


def against_unmerging(kept: Person, gone: Person, since: datetime) -> Iterator[Reason]:
    mine = (Proposal.mentee_id == kept.id) | (Proposal.mentor_id == kept.id)
    changed = (
        select(Event.id)
        .join(Proposal, Proposal.id == Event.subject_id)
        .where(Event.subject_type == Proposal.__tablename__, Event.at > since, mine)
        .execution_options(**past_the_wall())
    )
    if db.session.scalars(changed.limit(1)).first() is not None:
        yield CHANGED_SINCE


def panels(person: Person) -> Iterator[Panel]:
    proposals = queries.proposals_of(person.id)
    if proposals:
        yield Panel(
            title=gettext("Proposals"),
            template="matching/_panel.html",
            context={"proposals": proposals, "kind": person.kind},
            order=20,
        )


def steps(person: Person) -> Iterator[Step]:
    """From the page of a mentee who waits, straight to the mentors."""
    if person.kind == Kind.MENTEE and person.stage == Stage.READY and _is_free(person):
        yield Step(
            label=gettext("Find a mentor"),
            url=url_for("matching.mentors", mentee_id=person.id),
            icon="matching",
            primary=True,
        )


def _is_free(mentee: Person) -> bool:
    """May this viewer look for a mentor, and does a proposal or a duo not stand in the way?"""
    if not viewer().may(Permission.MATCHING_MANAGE):
        return False
    running, ended_on = queries.last_duo_of(mentee.id)
    return not running and ended_on is None and not _open(mentee.id)


def _open(person_id: int) -> bool:
    """Whether this person is in an open proposal, at whatever antenna."""
    found = select(Proposal.id).where(
        (Proposal.mentee_id == person_id) | (Proposal.mentor_id == person_id),
        Proposal.state.in_(OPEN_STATES),
    )
    statement = found.limit(1).execution_options(**past_the_wall())
    return db.session.scalars(statement).first() is not None
