"""Who completed which module, and how many hours a year that makes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, select

from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db, past_the_wall
from app.people.models import Kind, Mentor, Person, Stage
from app.training.models import Completion
from app.training.queries.modules import required_now
from app.training.rules import LEFT

FIRST_YEAR = 2013
"""The organisation began in that year (brief.md)."""


@dataclass(frozen=True)
class Progress:
    """How far a mentor is with what is compulsory, a mentee with nothing; `last_on` is the day of
    the latest of them."""

    done: int
    needed: int
    last_on: date | None

    @property
    def is_complete(self) -> bool:
        return 0 < self.needed <= self.done


def completions_of(person: Person) -> Sequence[Completion]:
    """Earliest first."""
    found = select(Completion).where(Completion.person_id == person.id)
    return db.session.scalars(found.order_by(Completion.completed_on, Completion.id)).all()


def find_completion(person_id: int, module_id: int) -> Completion | None:
    found = select(Completion).where(
        Completion.person_id == person_id, Completion.module_id == module_id
    )
    return db.session.scalars(found).one_or_none()


def days_of(person_id: int) -> dict[int, date]:
    """The day of each completed module, by its id."""
    found = select(Completion.module_id, Completion.completed_on)
    return dict(db.session.execute(found.where(Completion.person_id == person_id)).all())


def progress_of(person: Person) -> Progress:
    if not isinstance(person, Mentor):
        return Progress(0, 0, None)
    required = required_now()
    days = {one: day for one, day in days_of(person.id).items() if one in required}
    return Progress(len(days), len(required), max(days.values(), default=None))


def from_session(session_id: int) -> dict[int, Completion]:
    """The completions that this session brought, by person id."""
    found = select(Completion).where(Completion.session_id == session_id)
    return {row.person_id: row for row in db.session.scalars(found)}


def completed_among(module_id: int, people: Collection[int]) -> dict[int, Completion]:
    """By person id, of these people."""
    found = select(Completion).where(
        Completion.module_id == module_id, Completion.person_id.in_(list(people))
    )
    return {row.person_id: row for row in db.session.scalars(found)}


def untrained_with(required: Collection[int]) -> Sequence[Mentor]:
    """Mentors in training, not trained yet, who have completed all of these."""
    done = (
        select(func.count(Completion.id))
        .where(Completion.person_id == Mentor.id, Completion.module_id.in_(list(required)))
        .correlate(Mentor)
        .scalar_subquery()
    )
    found = (
        select(Mentor)
        .where(Mentor.stage == Stage.TRAINING, Mentor.trained_on.is_(None))
        .where(Mentor.merged_into_id.is_(None), done == len(set(required)))
    )
    return db.session.scalars(found).all() if required else []


def count_lacking(required: Collection[int]) -> int:
    """Trained mentors of the country who have not completed all of these."""
    done = (
        select(func.count(Completion.id))
        .where(Completion.person_id == Mentor.id, Completion.module_id.in_(list(required)))
        .correlate(Mentor)
        .scalar_subquery()
    )
    counted = (
        select(func.count(Mentor.id))
        .where(Mentor.trained_on.is_not(None), Mentor.merged_into_id.is_(None))
        .where(Mentor.stage.not_in(LEFT), done < len(set(required)))
    )
    return db.session.scalars(counted.execution_options(**past_the_wall())).one()


def completed_by_module() -> dict[int, int]:
    """How many people completed each module, by its id; of the whole country."""
    counted = select(Completion.module_id, func.count()).group_by(Completion.module_id)
    return dict(db.session.execute(counted).all())


def hours_columns(year: int) -> Any:
    """Hours and modules of that year, by person."""
    return (
        select(
            Completion.person_id.label("person_id"),
            func.sum(Completion.hours).label("hours"),
            func.count().label("modules"),
        )
        .where(Completion.completed_on.between(date(year, 1, 1), date(year, 12, 31)))
        .group_by(Completion.person_id)
        .subquery()
    )


def people_with_hours(asked: Mapping[str, str]) -> Select[Person]:
    """Those who followed something that year: `year`, `antenna` (a code), `kind`, `q`."""
    spent = hours_columns(year_of(asked))
    found = select(Person).join(spent, spent.c.person_id == Person.id)
    found = found.where(Person.merged_into_id.is_(None))
    if code := asked.get("antenna"):
        here = select(Antenna.id).where(Antenna.code == code).scalar_subquery()
        found = found.where(Person.antenna_id == here)
    if asked.get("kind") in set(Kind):
        found = found.where(Person.kind == asked["kind"])
    return found


def hours_of(people: Collection[Person], year: int) -> dict[int, tuple[float, int]]:
    """Hours and modules of that year, by person id."""
    spent = hours_columns(year)
    rows = select(spent).where(spent.c.person_id.in_([person.id for person in people]))
    return {row.person_id: (float(row.hours), row.modules) for row in db.session.execute(rows)}


def hours_by_antenna(year: int) -> list[tuple[Antenna, float, int]]:
    """Every antenna with the hours and the people of that year; of the people the viewer sees."""
    spent = hours_columns(year)
    theirs = and_(Person.antenna_id == Antenna.id, Person.merged_into_id.is_(None))
    rows = (
        select(Antenna, func.sum(spent.c.hours), func.count(spent.c.person_id))
        .outerjoin(Person, theirs)
        .outerjoin(spent, spent.c.person_id == Person.id)
        .group_by(Antenna.id)
        .order_by(Antenna.nuts2, Antenna.code)
    )
    return [(one, float(hours or 0), people) for one, hours, people in db.session.execute(rows)]


def year_of(asked: Mapping[str, str]) -> int:
    """The running one, unless another is asked for."""
    text, now = asked.get("year", ""), clock.today().year
    year = int(text) if text.isdecimal() and len(text) == len("2026") else now
    return year if FIRST_YEAR <= year <= now else now


def completions(asked: Mapping[str, Any]) -> Select[Completion]:
    """For programs: of the people the viewer sees, by `person` and `module` (ids)."""
    seen = select(Person.id).where(Person.merged_into_id.is_(None))
    found = select(Completion).where(Completion.person_id.in_(seen))
    if asked.get("person"):
        found = found.where(Completion.person_id == asked["person"])
    if asked.get("module"):
        found = found.where(Completion.module_id == asked["module"])
    return found
