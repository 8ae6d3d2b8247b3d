"""Invented funders: who pays and who might, whom we know there, what was said and what comes next.

Nobody of this exists: every name says "example". The public schemes keep their empty amounts.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from app.accounts.models import User
from app.core import clock
from app.core.db import db
from app.core.permissions import Role
from app.core.tenancy import tenant
from app.core.text import fold
from app.demo.funder_words import FIRST_NAMES, LAST_NAMES, WORDS, Words
from app.funders.models import (
    Funder,
    FunderContact,
    FunderKind,
    FunderStage,
    Interaction,
    Reminder,
)

SEED = 1947
HOW_MANY = {"be": 60, "fr": 30, "nl": 15}
OTHERS = 20
"""Funders of a country that is not named above."""
KINDS = (
    (FunderKind.FOUNDATION, 40),
    (FunderKind.COMPANY, 30),
    (FunderKind.AUTHORITY, 18),
    (FunderKind.EUROPEAN_FUND, 4),
    (FunderKind.DONOR, 8),
)
STAGES = (
    (FunderStage.IDENTIFIED, 24),
    (FunderStage.CONTACTED, 22),
    (FunderStage.APPLIED, 14),
    (FunderStage.GRANTED, 20),
    (FunderStage.RENEWAL, 8),
    (FunderStage.DECLINED, 8),
    (FunderStage.DORMANT, 4),
)
SINCE_DAYS = {FunderStage.GRANTED: 400, FunderStage.DECLINED: 500, FunderStage.DORMANT: 700}
SHARE_QUIET = 0.2
SHARE_SECOND_OWNER = 0.25
ASKED_THOUSANDS = (5, 8, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100)
TALKS = ("call", "meeting", "email", "email", "video", "letter", "event", "visit", "report")
Row = dict[str, Any]


@dataclass
class Drawing:
    """Rows of one funder after the other, always the same."""

    words: Words
    today: date
    owners: Sequence[int]
    chance: random.Random

    def funder(self, number: int) -> Row:
        kind = self._among(KINDS)
        stage = self._among(STAGES) if number else FunderStage.GRANTED
        since = self.today - timedelta(days=self.chance.randint(3, SINCE_DAYS.get(stage, 90)))
        asked = stage in {FunderStage.CONTACTED, FunderStage.APPLIED, FunderStage.RENEWAL}
        second = self.chance.random() < SHARE_SECOND_OWNER
        name = self.words.name(kind, number)
        return {
            "name": name,
            "kind": kind,
            "stage": stage,
            "stage_since": since,
            "language": tenant().default_language,
            "website": f"https://www.{fold(name).replace(' ', '-')}.example"[:300],
            "notes": self.chance.choice(self.words.notes) if number % 3 == 0 else None,
            "owner_id": self.owners[-1 if second else 0] if self.owners else None,
            "asked_cents": self.chance.choice(ASKED_THOUSANDS) * 100_000 if asked else None,
            "answer_on": self._soon(-15, 60) if stage == FunderStage.APPLIED else None,
            "sort_key": fold(name)[:160],
            "version": 1,
        }

    def contacts(self, number: int) -> list[Row]:
        """One or two, of whom some have left."""
        found = []
        for place in range(1 + self.chance.randint(0, 1)):
            first, last = self.chance.choice(FIRST_NAMES), self.chance.choice(LAST_NAMES)
            gone = place > 0 and number % 5 == 0
            found.append(
                {
                    "name": f"{first} {last}",
                    "function": self.chance.choice(self.words.functions),
                    "email": f"{fold(first)}.{fold(last)}@funder-{number}.example",
                    "phone": None,
                    "language": tenant().default_language,
                    "left_on": self.today - timedelta(days=60 + number) if gone else None,
                }
            )
        return found

    def talks(self, stage: str) -> list[Row]:
        """The newest first; some funders have not been heard of for long."""
        if stage == FunderStage.IDENTIFIED:
            return []
        quiet = self.chance.random() < SHARE_QUIET
        ago, found = self.chance.randint(200, 320) if quiet else self.chance.randint(1, 50), []
        for _number in range(self.chance.randint(1, 6)):
            found.append(
                {
                    "kind": self.chance.choice(TALKS),
                    "held_on": self.today - timedelta(days=ago),
                    "summary": self.chance.choice(self.words.said),
                }
            )
            ago += self.chance.randint(10, 80)
        return found

    def reminders(self, stage: str) -> list[Row]:
        """Something lies ahead with half of those on the move, and with a few it is late."""
        if stage in {FunderStage.DECLINED, FunderStage.DORMANT} or self.chance.random() < 0.5:
            return []
        done = self.chance.random() < SHARE_QUIET
        due_on = self._soon(-8, 40)
        return [
            {
                "due_on": due_on,
                "text": self.chance.choice(self.words.next),
                "done_on": min(due_on, self.today) if done else None,
            }
        ]

    def _soon(self, first: int, last: int) -> date:
        return self.today + timedelta(days=self.chance.randint(first, last))

    def _among(self, weights: Sequence[tuple[Any, int]]) -> Any:
        values, parts = zip(*weights, strict=True)
        return self.chance.choices(values, parts)[0]


def make_funders() -> None:
    """Some sixty for Belgium, fewer elsewhere; in one statement for each table."""
    words = WORDS.get(tenant().default_language, WORDS["en"])
    chance = random.Random(SEED)  # noqa: S311 - the same funders at every making, no secret
    drawing = Drawing(words, clock.today(), _owners(), chance)
    drawn = [drawing.funder(number) for number in range(HOW_MANY.get(tenant().code, OTHERS))]
    talks = [drawing.talks(row["stage"]) for row in drawn]
    contacts = [drawing.contacts(number) for number in range(len(drawn))]
    for row, told, people in zip(drawn, talks, contacts, strict=True):
        there = " ".join(one["name"] for one in people if one["left_on"] is None)
        row["search_text"] = f" {fold(' '.join((row['name'], row['website'], there)))}"[:600]
        row["last_contact_on"] = max((one["held_on"] for one in told), default=None)
    ids = _add(Funder, drawn)
    known = _add(FunderContact, _of(ids, contacts))
    first = _first_of(ids, contacts, known)
    said = _of(ids, talks)
    for row in said:
        row |= {"contact_id": first[row["funder_id"]], "user_id": drawing.owners[0]} if ids else {}
    _add(Interaction, said)
    owner_of = {number: row["owner_id"] for number, row in zip(ids, drawn, strict=True)}
    reminders = _of(ids, [drawing.reminders(row["stage"]) for row in drawn])
    _add(Reminder, [row | {"owner_id": owner_of[row["funder_id"]]} for row in reminders])


def _owners() -> list[int]:
    """Whoever does partnerships, then the director."""
    found = {row.role: row.id for row in db.session.execute(select(User.role, User.id))}
    return [found[role] for role in (Role.PARTNERSHIPS, Role.DIRECTOR) if role in found]


def _of(ids: Sequence[int], rows: Sequence[Sequence[Row]]) -> list[Row]:
    """All the rows, each with the funder it is of."""
    return [
        {"funder_id": funder_id, **row}
        for funder_id, some in zip(ids, rows, strict=True)
        for row in some
    ]


def _first_of(
    ids: Sequence[int], contacts: Sequence[Sequence[Row]], known: Sequence[int]
) -> Mapping[int, int]:
    """The first contact of each funder, by funder."""
    found, place = {}, 0
    for funder_id, some in zip(ids, contacts, strict=True):
        found[funder_id] = known[place]
        place += len(some)
    return found


def _add(model: Any, rows: Sequence[Row]) -> Sequence[int]:
    """The ids, in the order of the rows."""
    if not rows:
        return []
    added = insert(model).returning(model.id, sort_by_parameter_order=True)
    return db.session.scalars(added, list(rows)).all()
