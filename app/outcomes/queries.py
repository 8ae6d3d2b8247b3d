"""Every question to the table of spells. A spell has no antenna: always asked for through its
mentee or a duo, who stand behind the wall."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import selectinload

from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.duos import queries as duos
from app.duos.models import Duo
from app.outcomes.models import Spell
from app.people.models import Mentee

ASKED_AFTER_MONTHS = (6, 12)
"""What became of the mentee is asked on leaving, at six and at twelve months (brief.md)."""
STAYS = timedelta(days=30)
"""How long somebody stays on the list after that day (the house's own choice)."""
HEARD = timedelta(days=60)
"""What was told so long ago or less need not be asked again (the house's own choice)."""


def spells_of(mentee: Mentee) -> Sequence[Spell]:
    """Those that stand, the newest first."""
    return [spell for spell in all_of(mentee) if spell.stands]


def all_of(mentee: Mentee) -> Sequence[Spell]:
    """Corrected and withdrawn ones too, the newest first."""
    found = (
        select(Spell).where(Spell.mentee_id == mentee.id).options(selectinload(Spell.recorded_by))
    )
    return db.session.scalars(found.order_by(Spell.began_on.desc(), Spell.id.desc())).all()


def find_spell(mentee: Mentee, spell_id: int) -> Spell | None:
    found = select(Spell).where(Spell.id == spell_id, Spell.mentee_id == mentee.id)
    return db.session.scalars(found).one_or_none()


def situation_to_ask(on: date, *, owner_id: int | None = None) -> Sequence[Any]:
    """Rows of the duos that ended six or twelve months ago, of whose mentee nothing is known since:
    the moment came in the last month, and no spell began or was recorded in two months. The
    longest ago first.
    """
    owner = str(owner_id) if owner_id else ""
    since = on - HEARD
    midnight = datetime.combine(since, time.min, tenant().zone)
    heard = exists().where(
        Spell.mentee_id == Duo.mentee_id,
        Spell.replaced_at.is_(None),
        (Spell.began_on >= since) | (Spell.recorded_at >= midnight),
    )
    moments = [clock.months_after(on, -months) for months in ASKED_AFTER_MONTHS]
    came = or_(*(Duo.ended_on.between(day - STAYS, day) for day in moments))
    statement = duos.rows(state="ended", owner=owner).where(came, ~heard)
    return db.session.scalars(statement.order_by(Duo.ended_on, Duo.id)).all()
