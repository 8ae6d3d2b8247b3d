"""Every question to the table of duos."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Bundle, joinedload, lazyload, selectinload

from app.accounts.models import User, UserAntenna
from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db
from app.core.listing import Listing
from app.core.permissions import ANTENNA_ROLES, ROLE_PERMISSIONS, Permission
from app.core.questions import ask
from app.duos.models import Duo, DuoState
from app.people.keys import search_words
from app.people.models import MentorSlot, Person

PEOPLE = Person.__table__
DUOS = Duo.__table__
USERS = User.__table__
"""As plain tables: what is reached from a duo that is visible stays visible."""

ENDED = (DuoState.COMPLETED, DuoState.BROKEN_OFF)
SHOWN = {"open": (DuoState.RUNNING, DuoState.PAUSED), "ended": ENDED}
"""Groups of states that a list can ask for by one word."""


def duos(**filters: Any) -> Listing:
    """Rows for a list, by default those that have not ended, the nearest planned end first."""
    sorts = {
        "ends": (Duo.planned_end_on, Duo.id),
        "started": (Duo.started_on, Duo.id),
        "ended": (Duo.ended_on, Duo.id),
        "mentee": (MENTEE.c.last_name, MENTEE.c.first_name, Duo.id),
        "mentor": (MENTOR.c.last_name, MENTOR.c.first_name, Duo.id),
    }
    return Listing(rows(**filters), sorts=sorts, filters=filters)


MENTEE, MENTOR = PEOPLE.alias("mentee"), PEOPLE.alias("mentor")
NAMES: tuple[Any, ...] = (
    (MENTEE.c.first_name + " " + MENTEE.c.last_name).label("mentee"),
    (MENTOR.c.first_name + " " + MENTOR.c.last_name).label("mentor"),
    USERS.c.name.label("owner"),
)


def rows(**filters: Any) -> Select[Any]:
    """What a list shows of each duo, names included, in one statement.

    `contact` is `late` for those with a contact that is overdue; for the others see `filtered`.
    """
    columns = [
        Duo.id,
        Duo.reference,
        Duo.antenna_id,
        Duo.mentee_id,
        Duo.mentor_id,
        Duo.owner_id,
        Duo.state,
        Duo.started_on,
        Duo.planned_end_on,
        Duo.ended_on,
        Duo.end_reason,
        *NAMES,
    ]
    statement: Select[Any] = (
        select(Bundle("duo", *columns))
        .join(MENTEE, Duo.mentee_id == MENTEE.c.id)
        .join(MENTOR, Duo.mentor_id == MENTOR.c.id)
        .outerjoin(USERS, Duo.owner_id == USERS.c.id)
    )
    for word in search_words(filters.pop("q", "")):
        either = MENTEE.c.search_text.contains(word, autoescape=True)
        statement = statement.where(either | MENTOR.c.search_text.contains(word, autoescape=True))
    if filters.pop("contact", "") == "late":
        statement = statement.where(*ask("duos.late_contact", clock.today()))
    return filtered(statement, **filters)


def filtered(
    statement: Select[Any],
    *,
    state: str = "open",
    antenna: int = 0,
    owner: str = "",
    ends_before: date | None = None,
) -> Select[Any]:
    """`state` is one state, `open`, `ended` or `all`; `owner` an id, or `none` for without."""
    if state != "all":
        statement = statement.where(Duo.state.in_(SHOWN.get(state, (state,))))
    if antenna:
        statement = statement.where(Duo.antenna_id == antenna)
    if owner == "none":
        statement = statement.where(Duo.owner_id.is_(None))
    elif owner:
        statement = statement.where(Duo.owner_id == int(owner))
    if ends_before:
        statement = statement.where(Duo.ended_on.is_(None), Duo.planned_end_on < ends_before)
    return statement


def find_duo(duo_id: int) -> Duo | None:
    """With all that its page shows; None when this viewer may not see it."""
    statement = (
        select(Duo)
        .where(Duo.id == duo_id)
        .options(
            selectinload(Duo.mentee),
            selectinload(Duo.mentor),
            selectinload(Duo.pauses),
            selectinload(Duo.extensions),
            joinedload(Duo.antenna),
            selectinload(Duo.owner),
        )
    )
    return db.session.scalars(statement).one_or_none()


def duos_of(person_id: int) -> Sequence[Any]:
    """Rows of the duos of a mentee or mentor, the newest first."""
    mine = (Duo.mentee_id == person_id) | (Duo.mentor_id == person_id)
    statement = rows(state="all").where(mine).order_by(Duo.started_on.desc(), Duo.id.desc())
    return db.session.scalars(statement).all()


def has_running(mentee_id: int) -> bool:
    """At whatever antenna."""
    running = exists().where(DUOS.c.mentee_id == mentee_id, DUOS.c.ended_on.is_(None))
    return bool(db.session.scalar(select(running)))


def free_places(mentor_id: int) -> Sequence[int]:
    """The numbers of the places that no duo takes, whatever its antenna, the lowest first."""
    taken = exists().where(
        DUOS.c.mentor_id == MentorSlot.mentor_id, DUOS.c.mentor_slot == MentorSlot.number
    )
    free = select(MentorSlot.number).where(MentorSlot.mentor_id == mentor_id, ~taken)
    return db.session.scalars(free.order_by(MentorSlot.number)).all()


def as_pairs() -> Any:
    """Who is or was a duo with whom, of every antenna, for those who prepare the next ones."""
    return select(DUOS.c.mentee_id, DUOS.c.mentor_id, DUOS.c.ended_on).subquery("pairs")


def possible_owners(antenna_id: int | None = None) -> dict[int, str]:
    """Names by id of the accounts that may own duos, there or anywhere, by name."""
    following = [role for role, may in ROLE_PERMISSIONS.items() if Permission.DUOS_MANAGE in may]
    found = select(User).where(
        User.role.in_(following), User.closed_at.is_(None), User.password_hash.is_not(None)
    )
    if antenna_id is not None:
        there = select(UserAntenna.user_id).where(UserAntenna.antenna_id == antenna_id)
        found = found.where(User.role.not_in(ANTENNA_ROLES) | User.id.in_(there))
    ordered = found.options(lazyload(User.antennas)).order_by(User.name, User.id)
    return {user.id: user.name for user in db.session.scalars(ordered)}


def find_owner(user_id: int) -> User | None:
    return db.session.scalars(select(User).where(User.id == user_id)).one_or_none()


def running_duos(
    *, ids: Collection[int] = (), owner_id: int | None = None, antenna_id: int | None = None
) -> Sequence[Duo]:
    """Chosen by id, or all of an owner (at one antenna); with the names of both sides."""
    statement = select(Duo).where(Duo.ended_on.is_(None))
    if owner_id is None:
        statement = statement.where(Duo.id.in_(ids))
    else:
        statement = statement.where(Duo.owner_id == owner_id)
    if antenna_id is not None:
        statement = statement.where(Duo.antenna_id == antenna_id)
    named = statement.options(selectinload(Duo.mentee), selectinload(Duo.mentor))
    return db.session.scalars(named.order_by(Duo.planned_end_on, Duo.id)).all()


def count_running(*where: Any) -> int:
    """Of every antenna: an antenna or an account closes for all."""
    counted = select(func.count()).select_from(DUOS).where(DUOS.c.ended_on.is_(None), *where)
    return db.session.scalar(counted) or 0


def antenna_of(duo: Duo) -> Antenna:
    return db.session.scalars(select(Antenna).where(Antenna.id == duo.antenna_id)).one()
