"""What duos answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel import LazyString, gettext, ngettext
from flask_babel import lazy_gettext as _
from sqlalchemy import exists, select, update

from app.accounts.models import User
from app.antennas.models import Antenna
from app.core.db import db, past_the_wall
from app.core.errors import Reason
from app.core.events import Event
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.duos import labels, queries
from app.duos.models import Duo
from app.duplicates.merging import move
from app.people.models import Kind, Mentor, MentorSlot, Person
from app.people.panels import Panel

D = queries.DUOS.c
RUNNING = Reason("running_duo", _("A running duo has to be closed first."))
BOTH_RUN = Reason("both_in_duo", _("Both profiles have a running duo."))
TOO_FEW_PLACES = Reason("too_few_places", _("Not enough places for the running duos of both."))
CHANGED_SINCE = Reason("duos_since", _("A duo began or changed since."))


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from labels.EVENTS.items()


def pairs() -> Iterator[Any]:
    yield queries.as_pairs()


def against_closing_antenna(antenna: Antenna) -> Iterator[Reason]:
    """An antenna closes once its running duos were handed over or have ended."""
    yield from _running_ones(queries.count_running(D.antenna_id == antenna.id))


def against_closing_account(user: User) -> Iterator[Reason]:
    """Every duo has an owner."""
    yield from _running_ones(queries.count_running(D.owner_id == user.id))


def _running_ones(number: int) -> Iterator[Reason]:
    if number:
        yield Reason("running_duos", LazyString(_to_hand_over, number))


def _to_hand_over(number: int) -> str:
    text: str = ngettext(
        "One running duo has to be handed over first.",
        "%(num)d running duos have to be handed over first.",
        number,
    )
    return text


def against_leaving(person: Person) -> Iterator[Reason]:
    """Nobody leaves the programme or the antenna out of a running duo."""
    if queries.count_running((D.mentee_id == person.id) | (D.mentor_id == person.id)):
        yield RUNNING


def taken_slots(mentor: Mentor) -> Iterator[int]:
    taken = select(D.mentor_slot).where(D.mentor_id == mentor.id, D.mentor_slot.is_not(None))
    yield from db.session.scalars(taken)


def free_place() -> Iterator[Any]:
    """The condition of a query for mentors: a place that no duo takes."""
    taken = exists().where(D.mentor_id == MentorSlot.mentor_id, D.mentor_slot == MentorSlot.number)
    yield exists().where(MentorSlot.mentor_id == Person.id, ~taken)


def panels(person: Person) -> Iterator[Panel]:
    duos = queries.duos_of(person.id) if viewer().may(Permission.DUOS_READ) else ()
    if duos:
        context = {"duos": duos, "kind": person.kind}
        yield Panel(title=gettext("Duos"), template="duos/_panel.html", context=context, order=10)


def against_merging(kept: Person, gone: Person) -> Iterator[Reason]:
    running = [queries.has_running(kept.id), queries.has_running(gone.id)]
    if kept.kind == Kind.MENTEE and all(running):
        yield BOTH_RUN
    if kept.kind == Kind.MENTOR:
        to_place = queries.count_running(D.mentor_id == gone.id)
        if to_place > len(queries.free_places(kept.id)):
            yield TOO_FEW_PLACES


def merging(kept: Person, gone: Person) -> list[Any]:
    """Running duos of a mentor first, each to a place of the mentor who stays."""
    if kept.kind == Kind.MENTEE:
        return move(Duo.mentee_id, kept, gone)
    mine = select(D.id, D.mentor_slot).where(D.mentor_id == gone.id, D.mentor_slot.is_not(None))
    running = db.session.execute(mine.order_by(D.id)).all()
    moved = []
    for (duo_id, slot), place in zip(running, queries.free_places(kept.id), strict=False):
        to = {"mentor_id": kept.id, "mentor_slot": place}
        changing = update(Duo).where(Duo.id == duo_id).values(to)
        db.session.execute(changing, execution_options=past_the_wall())
        before = {"mentor_id": gone.id, "mentor_slot": slot}
        moved.append({"table": Duo.__tablename__, "id": duo_id, "before": before})
    return moved + move(Duo.mentor_id, kept, gone)


def against_unmerging(kept: Person, gone: Person, since: datetime) -> Iterator[Reason]:
    mine = (Duo.mentee_id == kept.id) | (Duo.mentor_id == kept.id)
    changed = (
        select(Event.id)
        .join(Duo, Duo.id == Event.subject_id)
        .where(Event.subject_type == Duo.__tablename__, Event.at > since, mine)
        .execution_options(**past_the_wall())
    )
    if db.session.scalars(changed.limit(1)).first() is not None:
        yield CHANGED_SINCE
