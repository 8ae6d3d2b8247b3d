"""Invented learning: most mentors were trained before their first duo, and go on learning."""

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update

from app.core import clock
from app.core.db import db
from app.duos.models import Duo
from app.people.models import Person
from app.training.models import Completion

SHARE_BEFORE = 0.55
"""Of the mentors whose first duo began before they were trained; most were trained anyway."""
SHARE_THIS_YEAR = 0.9
AGAIN = 2
"""Modules that a mentor followed again this year."""
PEOPLE: Any = Person.__table__
DUOS: Any = Duo.__table__
COMPLETIONS: Any = Completion.__table__
DAYS = ("registered_on", "stage_since", "interviewed_on", "trained_on", "evaluated_on")
Row = dict[str, Any]


def train_before_duos(chance: random.Random) -> None:
    """Whoever accompanied somebody too early came so much earlier, modules and all."""
    first = func.min(DUOS.c.started_on)
    early = (
        select(PEOPLE.c.id, *(PEOPLE.c[name] for name in DAYS), first.label("first"))
        .join(DUOS, DUOS.c.mentor_id == PEOPLE.c.id)
        .group_by(*(PEOPLE.c[name] for name in ("id", *DAYS)))
        .having(PEOPLE.c.trained_on > first)
        .order_by(PEOPLE.c.id)
    )
    earlier, people = {}, []
    for row in db.session.execute(early).mappings():
        if chance.random() < SHARE_BEFORE:
            days = (row["trained_on"] - row["first"]).days + chance.randint(10, 60)
            earlier[row["id"]] = timedelta(days=days)
            people.append({"which": row["id"]} | _moved(row, earlier[row["id"]]))
    _change(PEOPLE, DAYS, people)
    _change(
        COMPLETIONS,
        ("completed_on",),
        [
            {"which": row.id, "completed_on_": row.completed_on - earlier[row.person_id]}
            for row in _completions()
            if row.person_id in earlier
        ],
    )


def _moved(row: Any, by: timedelta) -> Row:
    """All but the day on which somebody left since."""
    return {
        f"{name}_": row[name] - by if row[name] and row[name] <= row["trained_on"] else row[name]
        for name in DAYS
    }


def learn_this_year(chance: random.Random) -> None:
    """Most mentors of a running duo followed a module again since January."""
    today = clock.today()
    running = set(db.session.scalars(select(DUOS.c.mentor_id).where(DUOS.c.ended_on.is_(None))))
    followed: dict[int, list[Any]] = defaultdict(list)
    for row in _completions():
        if row.person_id in running:
            followed[row.person_id].append(row)
    since_january = (today - date(today.year, 1, 1)).days
    changed = []
    for rows in followed.values():
        if chance.random() < SHARE_THIS_YEAR and rows[-1].completed_on.year < today.year:
            day = today - timedelta(days=chance.randint(0, since_january))
            changed += [{"which": row.id, "completed_on_": day} for row in rows[-AGAIN:]]
    _change(COMPLETIONS, ("completed_on",), changed)


def _completions() -> list[Any]:
    found = select(COMPLETIONS.c.id, COMPLETIONS.c.person_id, COMPLETIONS.c.completed_on)
    return list(db.session.execute(found.order_by(COMPLETIONS.c.completed_on, COMPLETIONS.c.id)))


def _change(table: Any, names: tuple[str, ...], rows: list[Row]) -> None:
    """Each row names the id as `which`, and the new values with a line after their name."""
    values: Row = {name: bindparam(f"{name}_") for name in names}
    if rows:
        db.session.execute(
            update(table).where(table.c.id == bindparam("which")).values(**values), rows
        )
