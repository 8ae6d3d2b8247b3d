"""Every question to the tables of funders."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Bundle, joinedload, lazyload, selectinload

from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.listing import Listing
from app.core.permissions import ROLE_PERMISSIONS, Permission
from app.core.text import fold
from app.funders.models import Funder, FunderContact, FunderStage, Interaction, Reminder
from app.funders.rules import BOARD, quiet_before

MOST_CARDS = 30
"""Cards in one column of the board; the list has the others."""
SORTS = {
    "name": (Funder.sort_key, Funder.id),
    "contact": (Funder.last_contact_on, Funder.id),
    "answer": (Funder.answer_on, Funder.id),
    "asked": (Funder.asked_cents, Funder.id),
    "since": (Funder.stage_since, Funder.id),
}
COLUMNS = (
    Funder.id,
    Funder.name,
    Funder.kind,
    Funder.stage,
    Funder.stage_since,
    Funder.language,
    Funder.owner_id,
    Funder.asked_cents,
    Funder.answer_on,
    Funder.last_contact_on,
    Funder.website,
    User.name.label("owner"),
)


@dataclass(frozen=True)
class Column:
    """One stage in figures: `asked_cents` is the sum of what is known to be asked for."""

    funders: int = 0
    quiet: int = 0
    asked_cents: int = 0


def is_quiet(on: date) -> ColumnElement[bool]:
    """As `rules.is_quiet`, for a list."""
    since = func.coalesce(Funder.last_contact_on, Funder.stage_since)
    limits = quiet_before(on).items()
    return or_(*(and_(Funder.stage == stage, since < day) for stage, day in limits))


def funders(**filters: Any) -> Listing:
    return Listing(rows(**filters), sorts=SORTS, filters=filters)


def rows(**filters: Any) -> Select[Any]:
    """What a list shows of each funder, its owner's name and whether it is quiet included."""
    quiet = is_quiet(clock.today()).label("quiet")
    statement: Select[Any] = select(Bundle("funder", *COLUMNS, quiet)).outerjoin(
        User, Funder.owner_id == User.id
    )
    return filtered(statement, **filters)


def filtered(statement: Select[Any], *, q: str = "", owner: str = "", **codes: Any) -> Select[Any]:
    """`owner` is an id, or `none` for without; `stage` a stage or `open` for those of the board;
    `quiet` any word for those who have gone quiet. Every word of `q` has to be found."""
    for word in fold(q).split():
        statement = statement.where(Funder.search_text.contains(word, autoescape=True))
    if owner == "none":
        statement = statement.where(Funder.owner_id.is_(None))
    elif owner:
        statement = statement.where(Funder.owner_id == int(owner))
    if stage := codes.get("stage"):
        wanted = BOARD if stage == "open" else (stage,)
        statement = statement.where(Funder.stage.in_(wanted))
    if codes.get("kind"):
        statement = statement.where(Funder.kind == codes["kind"])
    if codes.get("language"):
        statement = statement.where(Funder.language == codes["language"])
    return statement.where(is_quiet(clock.today())) if codes.get("quiet") else statement


def pipeline(**filters: Any) -> Mapping[str, Column]:
    """Figures by stage; a stage without a funder is left out."""
    quiet = func.sum(case((is_quiet(clock.today()), 1), else_=0))
    asked = func.coalesce(func.sum(Funder.asked_cents), 0)
    counted: Any = select(Funder.stage, func.count(), quiet, asked).group_by(Funder.stage)
    found = db.session.execute(filtered(counted, **filters))
    return {stage: Column(number, int(late), int(sum_)) for stage, number, late, sum_ in found}


def cards(**filters: Any) -> Mapping[str, Sequence[Any]]:
    """Rows by stage of the board, those longest without a word on top, at most `MOST_CARDS`."""
    since = func.coalesce(Funder.last_contact_on, Funder.stage_since)
    place = func.row_number().over(partition_by=Funder.stage, order_by=(since, Funder.id))
    ranked = filtered(
        select(Funder.id, place.label("place")).where(Funder.stage.in_(BOARD)), **filters
    ).subquery()
    shown = rows().join(ranked, ranked.c.id == Funder.id).where(ranked.c.place <= MOST_CARDS)
    found = defaultdict(list)
    for row in db.session.scalars(shown.order_by(ranked.c.place)):
        found[row.stage].append(row)
    return found


def find_funder(funder_id: int) -> Funder | None:
    """With its owner and contacts."""
    statement = (
        select(Funder)
        .where(Funder.id == funder_id)
        .options(
            joinedload(Funder.owner).options(lazyload(User.antennas)),
            selectinload(Funder.contacts),
        )
    )
    return db.session.scalars(statement).one_or_none()


def find_by_name(name: str) -> Funder | None:
    """The one whose name is the same but for accents, case and punctuation."""
    same = select(Funder).where(Funder.sort_key == fold(name)[:160]).order_by(Funder.id)
    return db.session.scalars(same.limit(1)).one_or_none()


def funders_among(ids: Collection[int]) -> Sequence[Funder]:
    """Those of these ids that there are; ready to be changed."""
    chosen = select(Funder).where(Funder.id.in_(ids)).order_by(Funder.sort_key, Funder.id)
    return db.session.scalars(chosen).all()


def funders_of(owner_id: int) -> Sequence[Funder]:
    owned = select(Funder).where(Funder.owner_id == owner_id)
    return db.session.scalars(owned.order_by(Funder.sort_key, Funder.id)).all()


def interactions_of(funder: Funder, most: int) -> Sequence[Interaction]:
    """The newest first, `most` and one more; those taken back too."""
    told = (
        select(Interaction)
        .where(Interaction.funder_id == funder.id)
        .options(
            joinedload(Interaction.user).options(lazyload(User.antennas)),
            joinedload(Interaction.contact),
        )
        .order_by(Interaction.held_on.desc(), Interaction.id.desc())
    )
    return db.session.scalars(told.limit(most + 1)).all()


def find_interaction(funder: Funder, interaction_id: int) -> Interaction | None:
    mine = Interaction.funder_id == funder.id, Interaction.id == interaction_id
    return db.session.scalars(select(Interaction).where(*mine)).one_or_none()


def newest_interaction_on(funder: Funder) -> date | None:
    stands = Interaction.funder_id == funder.id, Interaction.withdrawn_at.is_(None)
    return db.session.scalar(select(func.max(Interaction.held_on)).where(*stands))


def reminders_of(funder: Funder) -> Sequence[Reminder]:
    """What is still to do first, the nearest on top; then what was done."""
    named = joinedload(Reminder.owner).options(lazyload(User.antennas))
    mine = select(Reminder).where(Reminder.funder_id == funder.id).options(named)
    done_last = case((Reminder.done_on.is_(None), 0), else_=1)
    return db.session.scalars(mine.order_by(done_last, Reminder.due_on, Reminder.id)).all()


def open_reminders(funders: Sequence[Funder], owner_id: int) -> Sequence[Reminder]:
    """Of one owner, at these funders."""
    ids = [funder.id for funder in funders]
    mine = Reminder.owner_id == owner_id, Reminder.done_on.is_(None), Reminder.funder_id.in_(ids)
    return db.session.scalars(select(Reminder).where(*mine)).all()


def find_reminder(funder: Funder, reminder_id: int) -> Reminder | None:
    mine = Reminder.funder_id == funder.id, Reminder.id == reminder_id
    return db.session.scalars(select(Reminder).where(*mine)).one_or_none()


def reminders_due(until: date) -> Sequence[Reminder]:
    """Not done and due by that day, the most overdue first; with funder and owner."""
    due = (
        select(Reminder)
        .where(Reminder.done_on.is_(None), Reminder.due_on <= until)
        .options(
            joinedload(Reminder.funder),
            joinedload(Reminder.owner).options(lazyload(User.antennas)),
        )
    )
    return db.session.scalars(due.order_by(Reminder.due_on, Reminder.id)).all()


def answers_due(until: date) -> Sequence[Funder]:
    """Applied for, with an answer expected by that day."""
    due = (
        select(Funder)
        .where(Funder.stage == FunderStage.APPLIED, Funder.answer_on <= until)
        .options(joinedload(Funder.owner).options(lazyload(User.antennas)))
    )
    return db.session.scalars(due.order_by(Funder.answer_on, Funder.id)).all()


def owners(*, also_former: bool = False) -> dict[int, str]:
    """Names by id of the accounts that may own funders, by name; with `also_former` those too that
    own one and may no longer."""
    working = [role for role, may in ROLE_PERMISSIONS.items() if Permission.FUNDING_MANAGE in may]
    may_own = and_(
        User.role.in_(working), User.closed_at.is_(None), User.password_hash.is_not(None)
    )
    wanted = or_(may_own, User.id.in_(select(Funder.owner_id))) if also_former else may_own
    found = select(User.id, User.name).where(wanted).order_by(User.name, User.id)
    return {row.id: row.name for row in db.session.execute(found)}


def contact_of(funder: Funder, contact_id: int) -> FunderContact | None:
    return next((one for one in funder.contacts if one.id == contact_id), None)
