"""Every question to the tables of the expenses."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Bundle, joinedload, lazyload, selectinload

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db, past_the_wall
from app.documents.models import Document
from app.expenses.models import (
    STANDING,
    Declaration,
    Expense,
    State,
)
from app.people.keys import search_words
from app.people.models import Mentor, Person
from app.people.queries import found_by
from app.volunteer_caps.book import Kind
from app.volunteer_caps.values import Entry, Volunteer

PEOPLE, ANTENNAS = Person.__table__, Antenna.__table__
SORTS: Mapping[str, Sequence[Any]] = {
    "newest": (Expense.spent_on.desc(), Expense.id.desc()),
    "name": (PEOPLE.c.sort_key, Expense.spent_on, Expense.id),
    "amount": (Expense.amount_cents, Expense.id),
}
FILTERS = ("q", "antenna", "state", "kind", "month", "person")
FEW = 20


def expenses(asked: Mapping[str, str]) -> Select[Any]:
    """What a list shows of each expense, names included; of the viewer's antennas."""
    columns = [getattr(Expense, name) for name in LISTED]
    names = [
        (PEOPLE.c.last_name + ", " + PEOPLE.c.first_name).label("mentor"),
        ANTENNAS.c.names.label("antenna_names"),
    ]
    statement: Select[Any] = (
        select(Bundle("expense", *columns, *names))
        .join(PEOPLE, Expense.person_id == PEOPLE.c.id)
        .join(ANTENNAS, Expense.antenna_id == ANTENNAS.c.id)
    )
    for word in search_words(asked.get("q", "")):
        statement = statement.where(PEOPLE.c.search_text.contains(word, autoescape=True))
    return _filtered(statement, asked)


LISTED = (
    "id",
    "person_id",
    "antenna_id",
    "kind",
    "spent_on",
    "amount_cents",
    "km",
    "hours",
    "home",
    "state",
    "waived_on",
    "entered_by_id",
    "paid_on",
    "version",
)


def _filtered(statement: Select[Any], asked: Mapping[str, str]) -> Select[Any]:
    """A filter that means nothing filters nothing."""
    if asked.get("antenna"):
        statement = statement.where(ANTENNAS.c.code == asked["antenna"])
    if asked.get("state") in set(State):
        statement = statement.where(Expense.state == asked["state"])
    if asked.get("kind") in set(Kind):
        statement = statement.where(Expense.kind == asked["kind"])
    if asked.get("person", "").isdecimal() and len(asked["person"]) < 10:
        statement = statement.where(Expense.person_id == int(asked["person"]))
    if (first := first_day(asked.get("month", ""))) is not None:
        following = clock.months_after(first, 1)
        statement = statement.where(Expense.spent_on >= first, Expense.spent_on < following)
    return statement


def first_day(month: str) -> date | None:
    """Of a month written 2026-11; None when it is none."""
    try:
        return date.fromisoformat(f"{month}-01") if "1900" < month[:4] < "2200" else None
    except ValueError:
        return None


def find_expense(expense_id: int) -> Expense | None:
    """With what its page shows."""
    statement = (
        select(Expense)
        .where(Expense.id == expense_id)
        .options(
            selectinload(Expense.person),
            joinedload(Expense.antenna),
            joinedload(Expense.entered_by).options(lazyload(User.antennas)),
        )
    )
    return db.session.scalars(statement).unique().one_or_none()


def expenses_of_ids(ids: Collection[int]) -> Sequence[Expense]:
    """Those of the ids that the viewer may see, with their mentors."""
    statement = select(Expense).where(Expense.id.in_(ids)).options(selectinload(Expense.person))
    return db.session.scalars(statement.order_by(Expense.id)).all()


def expenses_of(person: Person, limit: int | None = None) -> Sequence[Expense]:
    """The newest first; of every antenna the mentor was at."""
    statement = select(Expense).where(Expense.person_id == person.id).limit(limit)
    ordered = statement.order_by(Expense.spent_on.desc(), Expense.id.desc())
    return db.session.scalars(ordered, execution_options=past_the_wall()).all()


def standing_of(person_ids: Collection[int], year: int) -> dict[int, list[Expense]]:
    """By person: what takes room in that year, at whatever antenna, in the order of the days."""
    found: dict[int, list[Expense]] = defaultdict(list)
    first, last = date(year, 1, 1), date(year, 12, 31)
    statement = (
        select(Expense)
        .where(Expense.person_id.in_(person_ids), Expense.state.in_(STANDING))
        .where(Expense.spent_on.between(first, last))
        .order_by(Expense.spent_on, Expense.id)
    )
    for row in db.session.scalars(statement, execution_options=past_the_wall()):
        found[row.person_id].append(row)
    return found


def with_receipt(ids: Collection[int]) -> set[int]:
    """Those of the expenses with a document that was not taken away."""
    statement = select(Document.subject_id).where(
        Document.subject_type == Expense.__tablename__,
        Document.subject_id.in_(ids),
        Document.removed_at.is_(None),
    )
    return set(db.session.scalars(statement))


def entry_of(row: Expense, *, receipt: bool = False) -> Entry:
    return Entry(
        kind=row.kind,
        on=row.spent_on,
        amount_cents=row.amount_cents,
        km=row.km,
        hours=row.hours,
        home=row.home,
        fiscal_power=row.fiscal_power,
        has_receipt=receipt,
        waived=row.waived_on is not None,
        id=row.id,
    )


def volunteers(people: Collection[Person], year: int) -> dict[int, Volunteer]:
    """By person, with what they said to have had elsewhere in that year."""
    said: dict[int, dict[tuple[int, int], int]] = defaultdict(dict)
    for row in declarations_of([person.id for person in people], year):
        said[row.person_id][row.year, row.month] = row.amount_cents
    return {
        person.id: Volunteer(
            began_on=person.registered_on,
            born_on=person.born_on,
            elsewhere=MappingProxyType(said[person.id]),
        )
        for person in people
    }


def declarations_of(person_ids: Collection[int], year: int | None = None) -> Sequence[Declaration]:
    statement = select(Declaration).where(Declaration.person_id.in_(person_ids))
    if year is not None:
        statement = statement.where(Declaration.year == year)
    return db.session.scalars(statement.order_by(Declaration.year, Declaration.month)).all()


def find_declaration(person: Person, year: int, month: int) -> Declaration | None:
    statement = select(Declaration).where(
        Declaration.person_id == person.id, Declaration.year == year, Declaration.month == month
    )
    return db.session.scalars(statement).one_or_none()


def find_mentor(person_id: int) -> Mentor | None:
    """One who was not merged into another."""
    statement = select(Mentor).where(Mentor.id == person_id, Mentor.merged_into_id.is_(None))
    return db.session.scalars(statement).one_or_none()


def people_known(ids: Collection[int]) -> dict[int, Person]:
    """By id; also those who are at another antenna by now."""
    statement = select(Person).where(Person.id.in_(ids))
    return {one.id: one for one in db.session.scalars(statement, execution_options=past_the_wall())}


def hold_still(person: Person) -> None:
    """Two expenses of one volunteer are judged one after the other."""
    held = select(Person.id).where(Person.id == person.id).with_for_update()
    db.session.execute(held, execution_options=past_the_wall())


def mentors_named(text: str) -> Sequence[Mentor]:
    """Those found by all the words; few, because one reads on."""
    words = search_words(text)
    if not words:
        return []
    statement = select(Mentor).where(Mentor.merged_into_id.is_(None), *found_by(words))
    ordered = statement.order_by(Person.sort_key, Person.id).limit(FEW)
    return db.session.scalars(ordered.options(joinedload(Mentor.antenna))).unique().all()
