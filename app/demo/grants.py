"""Invented grants of the invented funders: caps, money due and received, deadlines, costs.

Each is an agreement of a funder's own with an invented rate; no public scheme gets an amount.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from app.accounts.models import User
from app.antennas.queries import open_antennas
from app.core import clock, events
from app.core.db import db
from app.core.permissions import Role
from app.core.tenancy import tenant
from app.demo.grant_words import WORDS, Words
from app.funders.models import Funder, FunderKind, FunderStage
from app.grants.labels import UNITS as UNIT_NAMES
from app.grants.models import (
    BudgetLine,
    CapKind,
    Cost,
    Grant,
    GrantCap,
    GrantState,
    Instalment,
    Obligation,
    Unit,
)
from app.grants.rules import OWN_AGREEMENT

SEED = 1789
HOW_MANY = {"be": 40, "fr": 15, "nl": 6}
OTHERS = 8
UNITS = (
    (Unit.DUO_STARTED, 40),
    (Unit.DUO_COMPLETED, 20),
    (Unit.POSITIVE_EXIT, 8),
    (Unit.MENTOR_TRAINED, 8),
    (Unit.ACTUAL_COST, 9),
    (Unit.INSTALMENT, 15),
)
RATES = {
    Unit.DUO_STARTED: (80_000, 100_000, 125_000, 150_000, 180_000),
    Unit.DUO_COMPLETED: (120_000, 150_000, 200_000),
    Unit.POSITIVE_EXIT: (250_000, 300_000),
    Unit.MENTOR_TRAINED: (20_000, 30_000),
}
"""Invented, in cents."""
PUBLIC = frozenset({FunderKind.AUTHORITY, FunderKind.EUROPEAN_FUND})
PAYING = (FunderStage.GRANTED, FunderStage.RENEWAL)
TURNS = (2, 0, 1, 1)
SHARES = (50, 30, 20)
SHARE_ON_TIME = 0.5
Row = dict[str, Any]


@dataclass
class Granting:
    """Rows of one grant after the other, always the same."""

    today: date = field(default_factory=clock.today)
    chance: random.Random = field(
        default_factory=lambda: random.Random(SEED)  # noqa: S311 - the same at every making
    )
    words: Words = field(default_factory=lambda: WORDS.get(tenant().default_language, WORDS["en"]))

    def make(self) -> None:
        """In one statement for each table; nothing where no funder pays."""
        funders = db.session.scalars(
            select(Funder).where(Funder.stage.in_(PAYING)).order_by(Funder.id)
        ).all()
        self.owners, self.antennas = _owners(), [one.code for one in open_antennas()]
        many = HOW_MANY.get(tenant().code, OTHERS) if funders else 0
        drawn = [self.grant(funders[n % len(funders)], n, n // len(funders)) for n in range(many)]
        ids = _add(Grant, drawn)
        for model, of in (
            (GrantCap, self.caps),
            (Instalment, self.instalments),
            (Obligation, self.obligations),
            (BudgetLine, self.budget),
            (Cost, self.costs),
        ):
            rows = [
                {"grant_id": grant_id, **row}
                for grant_id, grant in zip(ids, drawn, strict=True)
                for row in of(grant)
            ]
            _add(model, rows)
        events.record_many("grant.added", "grants", [(grant_id, None) for grant_id in ids])

    def grant(self, funder: Funder, number: int, turn: int) -> Row:
        """The first of a funder runs; others run too, were before it, or come next."""
        unit = self._among(UNITS)
        rate = self.chance.choice(RATES[unit]) if unit in RATES else None
        begins_on, ends_on, state = self._period(TURNS[number % 4] if turn else 0)
        units = self.chance.randint(8, 40)
        amount = rate * units if rate else self.chance.randint(8, 60) * 100_000
        public, where = funder.kind in PUBLIC, self._where()
        return {
            "code": f"DEMO-{begins_on.year}-{number + 1:02d}",
            "title": self.words.titles[number % len(self.words.titles)],
            "funder_id": funder.id,
            "owner_id": self.owners[number % 5 == 0] if len(self.owners) > 1 else None,
            "state": state,
            "scheme_code": OWN_AGREEMENT,
            "unit": unit,
            "currency": tenant().currency,
            "rate_cents": rate,
            "rate_percent": 50.0 if unit == Unit.ACTUAL_COST else None,
            "amount_cents": None if number % 13 == 12 else amount,
            "begins_on": begins_on,
            "ends_on": ends_on,
            "antenna_codes": where,
            "exclusivity_group": self._group(unit, public=public) if rate else None,
            "conditions": [{"fact": "age", "at_most": 33}] if rate and number % 3 == 0 else [],
            "least_units": int(units * 0.6) if rate else None,
            "priority": 2 if public else self.chance.choice((3, 5, 5, 7)),
            "version": 1,
        }

    def _group(self, unit: Unit, *, public: bool) -> str:
        return f"{self.words.public if public else self.words.private} – {UNIT_NAMES[unit]}"

    def caps(self, grant: Row) -> Iterator[Row]:
        """Most have one by number; a few let no antenna take more than its share."""
        if grant["rate_cents"] is None or grant["amount_cents"] is None:
            return
        yield self._cap(CapKind.UNITS, grant["amount_cents"] // grant["rate_cents"])
        if len(self.antennas) > 2 and not grant["antenna_codes"] and self.chance.random() < 0.3:
            code = self.chance.choice(self.antennas)
            yield self._cap(CapKind.SHARE, 50) | {"antenna_code": code}

    def instalments(self, grant: Row) -> Iterator[Row]:
        """At the signature, in the middle and at the end; some of what is due stays out."""
        begins, ends, whole = grant["begins_on"], grant["ends_on"], grant["amount_cents"]
        middle = begins + (ends - begins) / 2
        days = (begins + timedelta(days=30), middle + timedelta(days=20), ends + timedelta(days=75))
        words = (self.words.advance, self.words.middle, self.words.balance)
        for due_on, share, condition in zip(days, SHARES, words, strict=True):
            cents = whole * share // 100 if whole else None
            came = due_on + timedelta(days=self.chance.randint(-3, 25))
            long_ago = came < self.today - timedelta(days=60)
            paid = came <= self.today and (long_ago or self.chance.random() < SHARE_ON_TIME)
            if cents is None and due_on < self.today:
                continue
            yield {
                "due_on": due_on,
                "amount_cents": cents,
                "condition": condition,
                "received_on": came if paid else None,
                "received_cents": cents if paid else None,
            }

    def obligations(self, grant: Row) -> Iterator[Row]:
        begins, ends = grant["begins_on"], grant["ends_on"]
        middle = begins + (ends - begins) / 2
        lines = [
            ("report", self.words.interim, middle + timedelta(days=self.chance.randint(5, 40))),
            ("report", self.words.final, ends + timedelta(days=self.chance.randint(20, 60))),
        ]
        if grant["rate_cents"] and self.chance.random() < 0.5:
            lines.append(("evidence", self.words.evidence, ends - timedelta(days=25)))
        if self.chance.random() < 0.4:
            soon = self.today + timedelta(days=self.chance.randint(-10, 45))
            lines.append(("meeting", self.words.meeting, soon))
        for kind, title, due_on in lines:
            long_ago = due_on < self.today - timedelta(days=30)
            past = due_on < self.today and (long_ago or self.chance.random() < 0.6)
            done_on = due_on - timedelta(days=self.chance.randint(0, 9)) if past else None
            owner = {"owner_id": grant["owner_id"], "told_days": []}
            yield {"kind": kind, "title": title, "due_on": due_on, "done_on": done_on, **owner}

    def budget(self, grant: Row) -> Iterator[Row]:
        if grant["rate_cents"] or not grant["amount_cents"]:
            return
        for category, share in zip(self.words.costs, (65, 15, 12, 8), strict=True):
            yield {"category": category, "amount_cents": grant["amount_cents"] * share // 100}

    def costs(self, grant: Row) -> Iterator[Row]:
        """A part of the budget each month until today; here and there a little too much."""
        if grant["rate_cents"] or not grant["amount_cents"] or grant["state"] == GrantState.DRAFT:
            return
        months = max(1, (grant["ends_on"] - grant["begins_on"]).days // 30)
        for month in range(months):
            made_on = clock.months_after(grant["begins_on"], month) + timedelta(days=24)
            if made_on > min(self.today, grant["ends_on"]):
                return
            category = "staff" if month % 3 else self.chance.choice(list(self.words.costs))
            cents = int(grant["amount_cents"] / months * self.chance.uniform(0.7, 1.25))
            words = self.words.costs[category]
            told = {"category": category, "made_on": made_on, "description": words}
            yield told | {"amount_cents": cents}

    def _period(self, turn: int) -> tuple[date, date, GrantState]:
        """Around today: a year or two that began some months ago, the one before, the next."""
        months = self.chance.choice((12, 12, 12, 24))
        ago = self.chance.randint(1, months - 1)
        first = clock.months_after(self.today.replace(day=1), -ago)
        begins_on = clock.months_after(first, {0: 0, 1: -months}.get(turn, months))
        ends_on = clock.months_after(begins_on, months) - timedelta(days=1)
        states = {0: GrantState.RUNNING, 1: GrantState.CLOSED}
        return begins_on, ends_on, states.get(turn, GrantState.DRAFT)

    def _where(self) -> list[str]:
        """Every antenna for half of them, else one or two."""
        if len(self.antennas) < 2 or self.chance.random() < 0.5:
            return []
        return sorted(self.chance.sample(self.antennas, self.chance.randint(1, 2)))

    def _among(self, weights: Sequence[tuple[Any, int]]) -> Any:
        values, parts = zip(*weights, strict=True)
        return self.chance.choices(values, parts)[0]

    @staticmethod
    def _cap(kind: CapKind, most: int) -> Row:
        return {"kind": kind, "most": most, "antenna_code": None, "from_on": None, "until_on": None}


def _owners() -> list[int]:
    """Whoever does partnerships, then the director."""
    found = {row.role: row.id for row in db.session.execute(select(User.role, User.id))}
    return [found[role] for role in (Role.PARTNERSHIPS, Role.DIRECTOR) if role in found]


def _add(model: Any, rows: Sequence[Row]) -> Sequence[int]:
    """The ids, in the order of the rows."""
    if not rows:
        return []
    added = insert(model).returning(model.id, sort_by_parameter_order=True)
    return db.session.scalars(added, list(rows)).all()
