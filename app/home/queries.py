"""What waits for somebody today: one statement for each kind of row, however many things wait.

Every source has the same columns: `topic` (see `topics`), `id` of the row its page needs, `due` (a
day, or the instant of a session), `owner_id`, `antenna_id`, and `one` and `two`, the names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, literal, or_, select

from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.duos.models import Duo
from app.duos.queries import MENTEE, MENTOR
from app.duplicates.queries import open_doubts
from app.followup.models import DuoContact
from app.followup.queries import is_late
from app.home.rules import ENDING_DAYS, PERMIT_DAYS, UNMET_DAYS
from app.information.models import InformationSession, SessionPlace
from app.information.queries import local_instant
from app.intake.queries.board import decision_due, evaluation_due
from app.intake.rules.stages import WAITING, late_since
from app.matching.models import Proposal, ProposalState
from app.matching.queries import ready_mentees
from app.outcomes.queries import situation_to_ask
from app.people.models import Person, Stage
from app.people.queries import permits_ending

PEOPLE = Person.__table__
SHOWN_OF_EACH = 5
"""Rows of one topic at most; its list has them all."""
Source = Select[*tuple[Any, ...]]
Conditions = dict[str, ColumnElement[bool]]


@dataclass(frozen=True)
class Waiting:
    """One thing that waits; `total` of its topic, `mine` of them followed by the viewer."""

    topic: str
    id: int
    due: Any
    owner_id: int | None
    one: str
    two: str | None
    total: int
    mine: int


@dataclass(frozen=True)
class DuoCounts:
    running: int
    mine: int
    started: int


def waiting(source: Source, me: int | None) -> list[Waiting]:
    """The first rows of each topic, the viewer's own before the others, then the oldest."""
    row = source.subquery()
    own = case((row.c.owner_id == me, 1), else_=0)
    place = func.row_number().over(
        partition_by=row.c.topic, order_by=(own.desc(), row.c.due, row.c.id)
    )
    ranked = select(
        row,
        place.label("place"),
        func.count().over(partition_by=row.c.topic).label("total"),
        func.sum(own).over(partition_by=row.c.topic).label("mine"),
    ).subquery()
    columns = [ranked.c[name] for name in Waiting.__dataclass_fields__]
    first = select(*columns).where(ranked.c.place <= SHOWN_OF_EACH).order_by(ranked.c.place)
    return [Waiting(**found) for found in db.session.execute(first).mappings()]


def by_antenna(source: Source) -> dict[int, dict[str, int]]:
    """How many wait, by antenna id and topic."""
    row = source.subquery()
    counted = select(row.c.antenna_id, row.c.topic, func.count())
    found: dict[int, dict[str, int]] = {}
    grouped = counted.group_by(row.c.antenna_id, row.c.topic)
    for antenna_id, topic, count in db.session.execute(grouped):
        found.setdefault(antenna_id, {})[topic] = count
    return found


def people(on: date) -> Source:
    """Of the intake; the days are those of the board, so that both pages say the same."""
    callback, late = late_since(tenant().intake, on)
    topics: Conditions = {
        "callback": and_(Person.stage == Stage.REGISTERED, Person.stage_since <= callback),
        "decision": decision_due(),
        "evaluation": evaluation_due(),
        "wait": and_(Person.stage.in_(WAITING - {Stage.REGISTERED}), Person.stage_since <= late),
    }
    name = (Person.first_name + " " + Person.last_name).label("one")
    columns = _columns(topics, Person, Person.id, Person.stage_since, Person.owner_id)
    found: Source = select(*columns, name, _nobody()).where(Person.merged_into_id.is_(None))
    return found.where(or_(*topics.values()))


def duos(on: date) -> Source:
    """Of the duos that have not ended."""
    topics: Conditions = {
        "unowned": Duo.owner_id.is_(None),
        "overdue": Duo.planned_end_on < on,
        "ending": Duo.planned_end_on <= on + timedelta(days=ENDING_DAYS),
    }
    found: Source = select(
        *_columns(topics, Duo, Duo.id, Duo.planned_end_on, Duo.owner_id), *_names()
    )
    return _with_both(found, Duo).where(Duo.ended_on.is_(None), or_(*topics.values()))


def contacts(on: date) -> Source:
    """Duos that run, each once, with the day of the contact that has been late for longest."""
    late = (
        select(DuoContact.duo_id, func.min(DuoContact.due_on).label("due_on"))
        .join(Duo, Duo.id == DuoContact.duo_id)
        .where(is_late(on))
        .group_by(DuoContact.duo_id)
        .subquery()
    )
    topics: Conditions = {"contact": late.c.due_on.is_not(None)}
    found: Source = select(*_columns(topics, Duo, Duo.id, late.c.due_on, Duo.owner_id), *_names())
    return _with_both(found.join(late, late.c.duo_id == Duo.id), Duo)


def proposals(on: date) -> Source:
    """Of the open proposals; whoever made one follows it."""
    proposed = Proposal.state == ProposalState.PROPOSED
    unmet = Proposal.proposed_on <= on - timedelta(days=UNMET_DAYS)
    topics: Conditions = {
        "signature": Proposal.state == ProposalState.APPROVED,
        "meeting": and_(proposed, Proposal.first_meeting_on <= on),
        "unmet": and_(proposed, Proposal.first_meeting_on.is_(None), unmet),
    }
    due = func.coalesce(Proposal.first_meeting_on, Proposal.proposed_on)
    found: Source = select(
        *_columns(topics, Proposal, Proposal.id, due, Proposal.proposed_by_id), *_names()
    )
    return _with_both(found, Proposal).where(or_(*topics.values()))


def sessions(on: date) -> Source:
    """Today's, and those that are over without anybody having noted who was there."""
    session = InformationSession
    unnoted = exists().where(SessionPlace.session_id == session.id, SessionPlace.attended.is_(None))
    tomorrow = local_instant(on + timedelta(days=1), time.min)
    topics: Conditions = {
        "attendance": and_(session.starts_at <= clock.now(), unnoted),
        "session": and_(
            session.starts_at >= local_instant(on, time.min), session.starts_at < tomorrow
        ),
    }
    nobody = literal(None, PEOPLE.c.owner_id.type)
    columns = _columns(topics, session, session.id, session.starts_at, nobody)
    found: Source = select(*columns, session.place.label("one"), _nobody())
    return found.where(session.cancelled_at.is_(None), or_(*topics.values()))


def permits(on: date, me: int | None) -> list[Waiting]:
    """Nothing for those who may not read sensitive facts."""
    ending = permits_ending(on + timedelta(days=PERMIT_DAYS + 1))
    found = [(mentee.id, until, mentee.owner_id, mentee.name, None) for mentee, until in ending]
    return _first_of("permit", found, me)


def outcomes(on: date, me: int | None) -> list[Waiting]:
    """Mentees whose situation is to be asked, six or twelve months after their duo."""
    found = [
        (row.mentee_id, row.ended_on, row.owner_id, row.mentee, row.mentor)
        for row in situation_to_ask(on)
    ]
    return _first_of("outcome", found, me)


def outcomes_by_antenna(on: date) -> dict[int, dict[str, int]]:
    counted = Counter(row.antenna_id for row in situation_to_ask(on))
    return {antenna_id: {"outcome": count} for antenna_id, count in counted.items()}


def _first_of(topic: str, found: list[tuple[Any, ...]], me: int | None) -> list[Waiting]:
    """What `waiting` does, of rows that a feature below has found already: (id, due, owner id,
    one, two)."""
    mine = sum(owner_id == me for _id, _due, owner_id, _one, _two in found)
    ordered = sorted(found, key=lambda row: (row[2] != me, row[1], row[0]))
    return [
        Waiting(topic, row_id, due, owner_id, one, two, len(found), mine)
        for row_id, due, owner_id, one, two in ordered[:SHOWN_OF_EACH]
    ]


def count_doubts() -> int:
    doubts = open_doubts().order_by(None).subquery()
    return db.session.scalar(select(func.count()).select_from(doubts)) or 0


def waiting_for_mentor(on: date) -> tuple[int, date | None]:
    """How many mentees wait for a mentor, and since when the first of them does."""
    ready = ready_mentees(on).order_by(None).subquery()
    row = db.session.execute(select(func.count(), func.min(ready.c.stage_since))).one()
    return row[0], row[1]


def duo_counts(on: date, me: int | None) -> DuoCounts:
    """Duos that run, those of them that the viewer owns, and those begun in this month."""
    runs, begun = Duo.ended_on.is_(None), Duo.started_on >= on.replace(day=1)
    counted = select(
        _sum(runs).label("running"),
        _sum(and_(runs, Duo.owner_id == me)).label("mine"),
        _sum(and_(begun, Duo.started_on <= on)).label("started"),
    ).where(or_(runs, begun))
    return DuoCounts(**db.session.execute(counted).mappings().one())


def all_sources(on: date) -> Iterator[Source]:
    for source in (people, duos, contacts, proposals, sessions):
        yield source(on)


def _columns(
    topics: Conditions, of: Any, row_id: Any, due: Any, owner_id: Any
) -> Sequence[ColumnElement[Any]]:
    named = [(condition, literal(name)) for name, condition in topics.items()]
    return (
        case(*named).label("topic"),
        row_id.label("id"),
        due.label("due"),
        owner_id.label("owner_id"),
        of.antenna_id.label("antenna_id"),
    )


def _names() -> Sequence[ColumnElement[str]]:
    return (
        (MENTEE.c.first_name + " " + MENTEE.c.last_name).label("one"),
        (MENTOR.c.first_name + " " + MENTOR.c.last_name).label("two"),
    )


def _with_both(found: Source, of: Any) -> Source:
    joined = found.join(MENTEE, of.mentee_id == MENTEE.c.id)
    return joined.join(MENTOR, of.mentor_id == MENTOR.c.id)


def _nobody() -> ColumnElement[Any]:
    return literal(None, PEOPLE.c.first_name.type).label("two")


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
