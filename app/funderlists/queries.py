"""Every question about lists of funders, and about the funders that they name."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from flask import abort
from sqlalchemy import func, select
from sqlalchemy.orm import lazyload, selectinload

from app.accounts.models import User
from app.core.db import Base, db
from app.core.events import Event
from app.core.listing import Listing
from app.core.text import fold
from app.core.web import LARGEST_ID
from app.funderlists.fields import OF_CONTACT, OF_FUNDER
from app.funderlists.models import FunderList, ListState
from app.funderlists.verdicts import Known, Person
from app.funders.models import Funder, FunderContact, Interaction, Reminder
from app.funders.queries import owners

OWN = {each.__tablename__ for each in (FunderContact, Interaction, Reminder)}
"""Tables of a funder's own; each change in them leaves an event about the funder."""


def all_lists() -> Listing:
    named = select(FunderList).options(
        selectinload(FunderList.user).options(lazyload(User.antennas))
    )
    return Listing(named, sorts={"newest": (FunderList.id.desc(),)})


def find_list(list_id: int) -> FunderList | None:
    found = select(FunderList).where(FunderList.id == min(list_id, LARGEST_ID))
    return db.session.scalars(found).one_or_none()


def held(list_: FunderList) -> FunderList:
    """As it is now, behind a lock: two clicks never take it in twice. 404 when it is gone."""
    found = select(FunderList).where(FunderList.id == list_.id).with_for_update()
    now = found.execution_options(populate_existing=True)
    return db.session.scalars(now).one_or_none() or abort(404)


def get_list(list_id: int) -> FunderList:
    """With who sent it; 404 when there is none."""
    named = selectinload(FunderList.user).options(lazyload(User.antennas))
    found = select(FunderList).where(FunderList.id == min(list_id, LARGEST_ID)).options(named)
    return db.session.scalars(found).one_or_none() or abort(404)


def owners_by_word() -> dict[str, int]:
    """Ids of those who may own a funder, by e-mail and by name; of one name twice, neither."""
    names = owners()
    found: dict[str, int] = {}
    for user_id, name in names.items():
        word = fold(name)
        found[word] = 0 if word in found else user_id
    found = {word: user_id for word, user_id in found.items() if user_id}
    emails = select(User.id, User.email).where(User.id.in_(names))
    return found | {row.email.casefold(): row.id for row in db.session.execute(emails)}


def funders_named(keys: Iterable[str]) -> dict[str, Known]:
    """Those there are, by key, with their contacts and what is to be done there."""
    wanted = select(Funder).where(Funder.sort_key.in_(set(keys)))
    found = db.session.scalars(wanted.options(selectinload(Funder.contacts))).all()
    known = {funder.sort_key: known_of(funder) for funder in found}
    by_id = {each.id: each for each in known.values()}
    columns = Reminder.funder_id, Reminder.due_on, Reminder.text
    for row in db.session.execute(select(*columns).where(Reminder.funder_id.in_(by_id))):
        by_id[row.funder_id].reminders.add((row.due_on, row.text))
    return known


def known_of(funder: Funder) -> Known:
    """Contacts who left are known too, so that no list brings them back."""
    people = [
        Person(each.id, {name: getattr(each, name) for name in ("name", *OF_CONTACT)})
        for each in funder.contacts
    ]
    return Known(funder.id, {name: getattr(funder, name) for name in OF_FUNDER}, people)


def funders_by_id(ids: Collection[int]) -> dict[int, Funder]:
    """Ready to be changed, with their contacts."""
    found = select(Funder).where(Funder.id.in_(ids)).options(selectinload(Funder.contacts))
    return {funder.id: funder for funder in db.session.scalars(found)}


def newest_event() -> int:
    return db.session.scalar(select(func.max(Event.id))) or 0


def touched_since(funder_ids: Collection[int], event_id: int) -> set[int]:
    """Those somebody has worked on since, or that something outside names: a grant, a donor."""
    about = Event.subject_type == Funder.__tablename__, Event.subject_id.in_(funder_ids)
    since = select(Event.subject_id).where(*about, Event.id > event_id)
    found = {each for each in db.session.scalars(since) if each is not None}
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == Funder.__tablename__ and table.name not in OWN:
                named = select(key.parent).where(key.parent.in_(funder_ids))
                found |= set(db.session.scalars(named))
    return found


def contacts_in_use(contact_ids: Collection[int], event_id: int) -> set[int]:
    """Those who were changed since, or with whom something was said."""
    spoken = select(Interaction.contact_id).where(Interaction.contact_id.in_(contact_ids))
    changed = Event.facts["contact_id"].as_integer()
    since = select(changed).where(
        Event.subject_type == Funder.__tablename__,
        Event.name.startswith("funder.contact_"),
        Event.id > event_id,
    )
    found = {*db.session.scalars(spoken), *db.session.scalars(since)}
    return {each for each in found if each in contact_ids}


def old_drafts(before: datetime) -> Sequence[FunderList]:
    drafts = FunderList.state == ListState.DRAFT, FunderList.made_at < before
    return db.session.scalars(select(FunderList).where(*drafts)).all()


def kept_long_enough(before: datetime) -> Sequence[FunderList]:
    """Taken in so long ago that nothing of their rows is kept any more."""
    old = select(FunderList).where(FunderList.taken_at < before)
    return [each for each in db.session.scalars(old) if each.lines or each.written]


def names_of_owners(ids: Collection[int]) -> Mapping[int, str]:
    found = select(User.id, User.name).where(User.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(found)}
