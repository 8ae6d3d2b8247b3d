"""What can be asked about mentees and mentors."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.orm import selectinload

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import db, past_the_wall
from app.core.events import Event
from app.core.permissions import ROLE_PERMISSIONS, Permission, Role
from app.core.viewer import viewer
from app.people.keys import Keys, search_words
from app.people.models import Kind, Mentee, Mentor, Person, SensitiveFacts

P = TypeVar("P", bound=Person)
FOUND_AT_ONCE = 30
NEWEST_EVENT_FIRST = {"newest": (Event.id.desc(),)}


@dataclass(frozen=True)
class Same:
    """Somebody who may be the same person; not visible to those of another antenna."""

    person_id: int
    grounds: list[str]
    is_visible: bool


def find_profile(model: type[P], person_id: int) -> P | None:
    """With everything that the page of a profile shows, also when it was merged into another."""
    parts = [
        selectinload(model.antenna),
        selectinload(model.owner),
        selectinload(model.languages),
        selectinload(model.sectors),
    ]
    if issubclass(model, Mentor):
        parts.append(selectinload(model.slots))
    statement = select(model).where(model.id == person_id).options(*parts)
    return db.session.scalars(statement.execution_options(populate_existing=True)).one_or_none()


def people_of(ids: Collection[int]) -> Sequence[Person]:
    """Those of the ids that the viewer may see and that were not merged away, by name."""
    statement = select(Person).where(Person.id.in_(ids), Person.merged_into_id.is_(None))
    return db.session.scalars(statement.order_by(Person.sort_key, Person.id)).all()


def found_by(words: Iterable[str]) -> list[ColumnElement[bool]]:
    """Every word must stand somewhere in the name, the e-mail, the telephone or the reference."""
    return [Person.search_text.contains(word, autoescape=True) for word in words]


def search(text: str) -> Sequence[Person]:
    """Mentees and mentors found by all the words of `text`, by name; few, because one reads on."""
    words = search_words(text)
    if not words:
        return []
    statement = select(Person).where(Person.merged_into_id.is_(None), *found_by(words))
    ordered = statement.order_by(Person.sort_key, Person.id)
    return db.session.scalars(
        ordered.options(selectinload(Person.antenna)).limit(FOUND_AT_ONCE)
    ).all()


def find_same(kind: Kind, keys: Keys, except_id: int | None = None) -> list[Same]:
    """People of that kind who may be the one with these keys, in every antenna of the country."""
    said: list[ColumnElement[bool]] = []
    if keys.email:
        said.append(Person.email_key == keys.email)
    if keys.phone:
        said.append(Person.phone_key == keys.phone)
    if keys.born_on:
        said.append(and_(Person.name_key == keys.name, Person.born_on == keys.born_on))
    if not said:
        return []
    statement = select(
        Person.id,
        Person.antenna_id,
        Person.name_key,
        Person.born_on,
        Person.email_key,
        Person.phone_key,
    ).where(
        Person.kind == kind,
        Person.merged_into_id.is_(None),
        Person.id != (except_id or 0),
        or_(*said),
    )
    seen = viewer().antenna_ids
    rows = db.session.execute(statement.execution_options(**past_the_wall()))
    return [
        Same(
            person_id=row.id,
            grounds=keys.grounds(Keys(row.name_key, row.born_on, row.email_key, row.phone_key)),
            is_visible=seen is None or row.antenna_id in seen,
        )
        for row in rows
    ]


def keys_of_row(person: Person) -> Keys:
    return Keys(person.name_key, person.born_on, person.email_key, person.phone_key)


def sensitive_of(person: Person) -> SensitiveFacts | None:
    kept = select(SensitiveFacts).where(SensitiveFacts.person_id == person.id)
    return db.session.scalars(kept).one_or_none()


def permits_ending(before: date) -> Sequence[tuple[Mentee, date]]:
    """Mentees whose permit ends before that day, soonest first; nobody for those who may not read
    sensitive facts. Those who left the programme are not reminded of."""
    if not viewer().may(Permission.SENSITIVE_READ):
        return []
    statement = (
        select(Mentee, SensitiveFacts.permit_until)
        .join(SensitiveFacts, SensitiveFacts.person_id == Mentee.id)
        .where(SensitiveFacts.permit_until < before, Mentee.merged_into_id.is_(None))
        .where(Mentee.stage.not_in(("declined", "withdrawn")))
        .order_by(SensitiveFacts.permit_until, Mentee.id)
        .limit(100)
    )
    return [(mentee, until) for mentee, until in db.session.execute(statement) if until]


def find_antenna(code: str) -> Antenna | None:
    return db.session.scalars(select(Antenna).where(Antenna.code == code)).one_or_none()


def antenna_choices(*, only_seen: bool = True) -> dict[str, str]:
    """Names of the open antennas by code: those of the viewer, or all of the country."""
    statement = select(Antenna).where(Antenna.closed_on.is_(None), Antenna.planned.is_(False))
    seen = viewer().antenna_ids
    if only_seen and seen is not None:
        statement = statement.where(Antenna.id.in_(seen))
    found = sorted(db.session.scalars(statement), key=lambda antenna: antenna.name)
    return {antenna.code: antenna.name for antenna in found}


def staff() -> Sequence[Any]:
    """Id, name, role and closing of every account, by name: light, for choices and for names."""
    return db.session.execute(
        select(User.id, User.name, User.role, User.closed_at).order_by(User.name, User.id)
    ).all()


def may_own(one: Any) -> bool:
    """Whether a row of `staff` is of a colleague in use who may follow people."""
    return one.closed_at is None and Permission.PEOPLE_MANAGE in ROLE_PERMISSIONS[Role(one.role)]


def owner_choices() -> dict[int, str]:
    """Names by id of those who may own, by name."""
    return {one.id: one.name for one in staff() if may_own(one)}


def events_about(person: Person) -> Select[Event]:
    """All that happened to somebody, and to the profiles that were merged into theirs."""
    gone = select(Person.id).where(Person.merged_into_id == person.id)
    return select(Event).where(
        Event.subject_type == Person.__tablename__,
        or_(Event.subject_id == person.id, Event.subject_id.in_(gone)),
    )
