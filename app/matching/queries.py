"""Every question that matching asks: who waits, who may be paired, what was proposed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, case, exists, func, or_, select
from sqlalchemy.orm import Bundle, joinedload, selectinload

from app.antennas.models import Antenna
from app.core.db import db
from app.core.listing import Listing
from app.core.questions import ask
from app.core.viewer import viewer
from app.matching.models import OPEN_STATES, STATE_NAMES, Proposal, ProposalState
from app.people.keys import search_words
from app.people.models import Mentee, Person, Stage

PEOPLE = Person.__table__
PROPOSALS = Proposal.__table__
"""As plain tables: what is reached from a row that is visible stays visible."""


def duos() -> FromClause:
    """Who was or is a duo with whom, of every antenna: mentee_id, mentor_id, ended_on.

    Duos are a higher feature: they answer themselves (`app/reactions.py`).
    """
    found: FromClause = ask("matching.duos")[0]
    return found


def antenna_choices() -> dict[int, str]:
    """Names by id of the antennas this viewer sees and that are or were open, by name."""
    seen = viewer().antenna_ids
    found = select(Antenna).where(Antenna.planned.is_(False))
    if seen is not None:
        found = found.where(Antenna.id.in_(sorted(seen)))
    named = {antenna.id: antenna.name for antenna in db.session.scalars(found)}
    return dict(sorted(named.items(), key=lambda item: item[1]))


def waiting(on: date, *, q: str = "", antenna_id: int = 0) -> Listing:
    """Mentees who may be proposed on that day, the longest wait first."""
    statement = _named(ready_mentees(on), Mentee.search_text, q)
    if antenna_id:
        statement = statement.where(Mentee.antenna_id == antenna_id)
    statement = statement.options(joinedload(Mentee.antenna), selectinload(Mentee.sectors))
    sorts = {
        "waiting": (Mentee.stage_since, Mentee.id),
        "name": (Mentee.last_name, Mentee.first_name, Mentee.id),
    }
    return Listing(statement, sorts=sorts, filters={"q": q, "antenna": antenna_id})


def ready_mentees(on: date) -> Select[Any]:
    """Ready, in no duo, in no open proposal, and called ready after their last duo ended."""
    duo = duos()
    taken = exists().where(duo.c.mentee_id == Mentee.id).where(_still_holds(duo))
    proposed = exists().where(
        PROPOSALS.c.mentee_id == Mentee.id, PROPOSALS.c.state.in_(OPEN_STATES)
    )
    return (
        select(Mentee)
        .where(Mentee.stage == Stage.READY, Mentee.stage_since <= on)
        .where(Mentee.merged_into_id.is_(None), ~taken, ~proposed)
    )


def _still_holds(duo: FromClause) -> ColumnElement[bool]:
    """A duo that runs, or that ended after the mentee was last called ready."""
    return or_(duo.c.ended_on.is_(None), duo.c.ended_on >= Mentee.stage_since)


def _named(statement: Select[Any], column: Any, q: str) -> Select[Any]:
    for word in search_words(q):
        statement = statement.where(column.contains(word, autoescape=True))
    return statement


def proposals(*, q: str = "", antenna_id: int = 0, state: str = "") -> Listing:
    """Rows for a list; open ones unless another state is asked for."""
    statement = _proposal_rows(q)
    if state in STATE_NAMES:
        statement = statement.where(Proposal.state == state)
    elif state != "all":
        statement = statement.where(Proposal.state.in_(OPEN_STATES))
    if antenna_id:
        statement = statement.where(Proposal.antenna_id == antenna_id)
    sorts = {
        "proposed": (Proposal.proposed_on, Proposal.id),
        "meeting": (Proposal.first_meeting_on, Proposal.id),
    }
    return Listing(statement, sorts=sorts, filters={"q": q, "antenna": antenna_id, "state": state})


def _proposal_rows(q: str = "") -> Select[Any]:
    mentee, mentor = PEOPLE.alias("mentee"), PEOPLE.alias("mentor")
    columns = [
        Proposal.id,
        Proposal.state,
        Proposal.proposed_on,
        Proposal.first_meeting_on,
        Proposal.mentee_approves,
        Proposal.mentor_approves,
        (mentee.c.first_name + " " + mentee.c.last_name).label("mentee"),
        (mentor.c.first_name + " " + mentor.c.last_name).label("mentor"),
    ]
    statement: Select[Any] = (
        select(Bundle("proposal", *columns))
        .join(mentee, Proposal.mentee_id == mentee.c.id)
        .join(mentor, Proposal.mentor_id == mentor.c.id)
    )
    return _named(statement, mentee.c.search_text + " " + mentor.c.search_text, q)


def proposals_of(person_id: int) -> Sequence[Any]:
    """Rows of the proposals of a mentee or mentor that are no duo yet, the newest first."""
    mine = (Proposal.mentee_id == person_id) | (Proposal.mentor_id == person_id)
    statement = _proposal_rows().where(mine, Proposal.state != ProposalState.AGREED)
    return db.session.scalars(statement.order_by(Proposal.id.desc()).limit(20)).all()


def find_proposal(proposal_id: int) -> Proposal | None:
    """With both sides and their languages and sectors; None when the viewer may not see it."""
    sides = [selectinload(Proposal.mentee), selectinload(Proposal.mentor)]
    languages = [side.selectinload(Person.languages) for side in sides]
    sectors = [side.selectinload(Person.sectors) for side in sides]
    statement = (
        select(Proposal)
        .where(Proposal.id == proposal_id)
        .options(joinedload(Proposal.antenna), selectinload(Proposal.proposed_by))
        .options(*languages, *sectors)
    )
    return db.session.scalars(statement).one_or_none()


def last_duo_of(mentee_id: int) -> tuple[bool, date | None]:
    """Whether a duo runs, and when the last one ended (None: none has)."""
    duo = duos()
    running = func.coalesce(func.sum(case((duo.c.ended_on.is_(None), 1), else_=0)), 0)
    statement = select(running, func.max(duo.c.ended_on)).where(duo.c.mentee_id == mentee_id)
    found = db.session.execute(statement).one()
    return found[0] > 0, found[1]
