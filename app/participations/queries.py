"""Every question to the tables of the European report. A figure is of the whole operation, so it
is asked of plain tables; lists of people stay behind the wall between antennas."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Bundle, selectinload

from app.antennas.models import Antenna
from app.core.db import db
from app.core.listing import Listing
from app.duos.models import Duo
from app.esf.counting import Figures, count
from app.esf.facts import Entry, Happening
from app.esf.parameters import read
from app.grants.queries import predicate_of
from app.outcomes.models import Spell
from app.participations import situations
from app.participations.models import (
    Achievement,
    DelicateFacts,
    EntryFacts,
    Operation,
    Participation,
    SituationCheck,
)
from app.people.models import Person, SensitiveFacts
from app.schemes.sources import DUOS
from app.schemes.sql import meets

P: Any = Participation.__table__
F: Any = EntryFacts.__table__
D: Any = DelicateFacts.__table__
A: Any = Achievement.__table__
S: Any = Spell.__table__
DUO: Any = Duo.__table__
FACTS = ("gender", "born_on", "status", "unemployed_since", "isced", "rural", "in_education")
DELICATE = ("citizenship", "parents_born_abroad", "disability", "minority", "homeless")
STANDING = P.c.withdrawn_at.is_(None)


def operations() -> Listing:
    """Rows of an operation and how many participants it has, the newest first."""
    people = func.count(func.distinct(P.c.mentee_id))
    counted = select(people).where(P.c.operation_id == Operation.id, STANDING).scalar_subquery()
    columns = (
        Operation.id,
        Operation.code,
        Operation.title,
        Operation.objective,
        Operation.begins_on,
        Operation.ends_on,
        counted.label("participants"),
    )
    rows: Select[Any] = select(Bundle("operation", *columns))
    sorts = {"begins": (Operation.begins_on.desc(), Operation.id.desc()), "code": (Operation.code,)}
    return Listing(rows, sorts=sorts)


def find_operation(code: str) -> Operation | None:
    return db.session.scalars(select(Operation).where(Operation.code == code)).one_or_none()


def get_operation(operation_id: int) -> Operation | None:
    found = select(Operation).where(Operation.id == operation_id)
    return db.session.scalars(found.options(selectinload(Operation.grant))).one_or_none()


def figures_of(operation: Operation, on: date) -> Figures:
    parameters = read(operation.parameters, operation.objective)
    return count(entries_of(operation), happenings_of(operation), on, parameters)


def entries_of(operation: Operation, mentee_id: int | None = None) -> Iterator[Entry]:
    """Of all antennas, or of one mentee; facts that nobody confirmed are not known."""
    confirmed = F.c.current & F.c.confirmed_at.is_not(None)
    rows = (
        select(
            P.c.mentee_id,
            P.c.entered_on,
            DUO.c.ended_on,
            *(F.c[name] for name in FACTS),
            *(D.c[name] for name in DELICATE),
        )
        .join(DUO, P.c.duo_id == DUO.c.id)
        .outerjoin(F, (F.c.participation_id == P.c.id) & confirmed)
        .outerjoin(D, (D.c.participation_id == P.c.id) & D.c.current)
        .where(_standing(operation, mentee_id))
        .order_by(P.c.entered_on, P.c.id)
    )
    for row in db.session.execute(rows).mappings():
        facts = {name: row[name] for name in (*FACTS, *DELICATE)}
        yield Entry(str(row["mentee_id"]), row["entered_on"], row["ended_on"], **facts)


def happenings_of(operation: Operation, mentee_id: int | None = None) -> list[Happening]:
    """What the spells of its participants say, then what was noted for the report alone."""
    mine = _standing(operation, mentee_id)
    spells = (
        select(S.c.mentee_id, S.c.kind, S.c.began_on, S.c.ended_on, S.c.contract)
        .where(S.c.mentee_id.in_(select(P.c.mentee_id).where(mine)), S.c.replaced_at.is_(None))
        .order_by(S.c.mentee_id, S.c.began_on, S.c.id)
    )
    noted = (
        select(P.c.mentee_id, A.c.happened_on, A.c.kind, A.c.detail)
        .join(P, A.c.participation_id == P.c.id)
        .where(mine, A.c.withdrawn_at.is_(None))
        .order_by(A.c.id)
    )
    told = (situations.Known(str(one.mentee_id), *one[1:]) for one in db.session.execute(spells))
    found = list(situations.as_happenings(told))
    return found + [Happening(str(one.mentee_id), *one[1:]) for one in db.session.execute(noted)]


def _standing(operation: Operation, mentee_id: int | None) -> Any:
    mine = (P.c.operation_id == operation.id) & STANDING
    return mine if mentee_id is None else mine & (P.c.mentee_id == mentee_id)


def candidates(operation: Operation, today: date) -> Select[Any]:
    """Duos that began in its period and at its antennas, that its grant may count, and that are
    not entered yet; for the viewer's antennas."""
    entered = exists().where(P.c.operation_id == operation.id, P.c.duo_id == Duo.id)
    found = select(Duo).where(
        ~entered,
        Duo.started_on >= operation.begins_on,
        Duo.started_on <= min(operation.ends_on, today),
    )
    if operation.antenna_codes:
        there = select(Antenna.id).where(Antenna.code.in_(operation.antenna_codes))
        found = found.where(Duo.antenna_id.in_(there))
    if operation.grant is not None:
        found = DUOS.joined(found).where(meets(predicate_of(operation.grant), Duo.started_on))
    return found.options(selectinload(Duo.mentee)).order_by(Duo.started_on, Duo.id)


def proposed(operation: Operation, today: date) -> Listing:
    sorts = {"started": (Duo.started_on, Duo.id)}
    return Listing(candidates(operation, today), sorts=sorts)


def duos_to_enter(operation: Operation, today: date, ids: Collection[int]) -> Sequence[Duo]:
    """Those chosen, or all that could be where none is named."""
    found = candidates(operation, today)
    return db.session.scalars(found.where(Duo.id.in_(ids)) if ids else found).all()


def nationalities(person_ids: Collection[int]) -> dict[int, str | None]:
    found = select(SensitiveFacts.person_id, SensitiveFacts.nationality).where(
        SensitiveFacts.person_id.in_(person_ids)
    )
    return {row.person_id: row.nationality for row in db.session.execute(found)}


def find_participation(participation_id: int) -> Participation | None:
    """With what its page shows; None when this viewer may not see it."""
    found = (
        select(Participation)
        .where(Participation.id == participation_id)
        .options(
            selectinload(Participation.operation),
            selectinload(Participation.mentee),
            selectinload(Participation.duo),
        )
    )
    return db.session.scalars(found).one_or_none()


def participations_of(person: Person) -> Sequence[Any]:
    """Rows of the operations a mentee was entered in, with whether the facts are confirmed."""
    rows = (
        select(Participation.id, Operation.code, Participation.entered_on, EntryFacts.confirmed_at)
        .join(Operation, Participation.operation_id == Operation.id)
        .outerjoin(
            EntryFacts, (EntryFacts.participation_id == Participation.id) & EntryFacts.current
        )
        .where(Participation.mentee_id == person.id, Participation.withdrawn_at.is_(None))
    )
    return db.session.execute(rows.order_by(Participation.entered_on, Participation.id)).all()


def versions_of(participation: Participation) -> Sequence[EntryFacts]:
    """The newest first."""
    found = select(EntryFacts).where(EntryFacts.participation_id == participation.id)
    ordered = found.options(selectinload(EntryFacts.confirmed_by))
    return db.session.scalars(ordered.order_by(EntryFacts.number.desc())).all()


def participations(operation: Operation, ids: Collection[int]) -> Sequence[Participation]:
    """Those of these ids, or all where none is named; those taken out are left out."""
    found = select(Participation).where(
        Participation.operation_id == operation.id, Participation.withdrawn_at.is_(None)
    )
    chosen = found.where(Participation.id.in_(ids)) if ids else found
    return db.session.scalars(chosen.options(selectinload(Participation.operation))).all()


def drafts_of(participation_ids: Collection[int]) -> dict[int, EntryFacts]:
    """The facts that nobody has confirmed yet, by participation."""
    found = select(EntryFacts).where(
        EntryFacts.participation_id.in_(participation_ids),
        EntryFacts.current,
        EntryFacts.confirmed_at.is_(None),
    )
    return {facts.participation_id: facts for facts in db.session.scalars(found)}


def delicate_of(participation: Participation) -> DelicateFacts | None:
    mine = DelicateFacts.participation_id == participation.id
    found = select(DelicateFacts).where(mine, DelicateFacts.current)
    return db.session.scalars(found).one_or_none()


def achievements_of(participation: Participation) -> Sequence[Achievement]:
    found = select(Achievement).where(Achievement.participation_id == participation.id)
    ordered = found.order_by(Achievement.happened_on, Achievement.id)
    return db.session.scalars(ordered.options(selectinload(Achievement.recorded_by))).all()


def checks_of(participation: Participation) -> dict[str, date]:
    """The day of each check that was done."""
    found = select(SituationCheck).where(SituationCheck.participation_id == participation.id)
    return {one.moment: one.done_on for one in db.session.scalars(found)}
