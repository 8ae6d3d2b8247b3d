"""Operations and entries for tests."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.participations.actions import entering, facts
from app.participations.models import EntryFacts, Operation, Participation
from app.people.models import Mentee
from tests import make

BEGAN = date(2025, 1, 6)
COMPLETE = {
    "gender": "f",
    "born_on": date(1998, 5, 10),
    "labour_status": "job_seeker",
    "job_seeker_since": date(2023, 12, 1),
    "isced": 5,
}

FACTS = {
    "gender": "F",
    "born_on": date(1998, 5, 10),
    "status": "unemployed",
    "unemployed_since": date(2023, 12, 1),
    "isced": 5,
    "in_education": None,
    "rural": None,
}
"""As they are confirmed."""


def operation(**more):
    details = {
        "code": "ESF-1",
        "title": "Working together",
        "objective": "h",
        "begins_on": date(2025, 1, 1),
        "ends_on": date(2027, 12, 31),
        "antenna_codes": [],
        "parameters": {},
    }
    return make.kept(Operation(**details | more))


def duo(first_name="Fatou", *, mentee=None, started_on=BEGAN, ended_on=None, **facts_known):
    antenna = facts_known.pop("antenna", None)
    young = mentee or make.mentee(first_name, antenna=antenna, **COMPLETE | facts_known)
    return make.duo(young, make.mentor(antenna=antenna), started_on=started_on, ended_on=ended_on)


def entered(of, *duos, confirmed=True):
    """The participations of the duos, their facts confirmed where they are complete."""
    entering.enter(operation=of, duos=[one.id for one in duos])
    db.session.commit()
    rows = select(Participation).where(Participation.operation_id == of.id)
    loaded = rows.order_by(Participation.id).options(
        selectinload(Participation.operation),
        selectinload(Participation.mentee),
        selectinload(Participation.duo),
    )
    found = db.session.scalars(loaded).all()[-len(duos) :]
    drafts = {one.participation_id: one for one in db.session.scalars(select(EntryFacts))}
    ready = [one for one in found if facts.is_complete(one, drafts[one.id])]
    if confirmed and ready:
        facts.confirm_all(participations=ready)
    db.session.commit()
    return found


def one_left_and_one_incomplete():
    """An operation with one participant who left, and one whose record is not complete."""
    found = operation()
    entered(found, duo("Fatou", ended_on=date(2025, 6, 1)), duo("Amina", isced=None))
    return found


def values(figures):
    return {code: value["total"] for code, value in figures.values.items() if value["total"]}


def mentee_of(one):
    return db.session.scalars(select(Mentee).where(Mentee.id == one.mentee_id)).one()
