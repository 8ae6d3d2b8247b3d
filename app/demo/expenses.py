"""Invented expenses of mentors over a year and a half: most are paid, some wait for somebody, and
some for a figure that nobody found yet."""

import hashlib
import random
from base64 import b64decode
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select
from stdnum import iban

from app.core import clock
from app.core.db import db
from app.core.events import Event
from app.core.tenancy import tenant
from app.demo.days import working_day
from app.documents.models import Document
from app.duos.models import Duo
from app.expenses.models import Expense, State
from app.expenses.schemas import BY_KM
from app.people.models import Mentor
from app.reimbursements.models import Batch, BatchLine, BatchState, Organisation, PayeeAccount
from app.volunteer_caps import rules
from app.volunteer_caps.book import Kind
from app.volunteer_caps.files import book
from app.volunteer_caps.values import Entry, Volunteer

SEED = 2019
MENTORS, MONTHS = 40, 18
PAID_BEFORE_DAYS, DECIDED_BEFORE_DAYS = 50, 12
WITHOUT_ACCOUNT = 8
"""Of so many mentors one never said where to be paid."""
WAYS: tuple[tuple[str, ...], ...] = (
    (Kind.FLAT,),
    (Kind.FLAT, Kind.FLAT, Kind.FLAT, Kind.PUBLIC),
    (Kind.COST, Kind.PUBLIC),
    (Kind.HOURS,),
    (Kind.HOURS, Kind.PUBLIC),
    (Kind.CAR, Kind.COST, Kind.COST, Kind.COST),
)
"""What one mentor enters; what a country does not know is left out of it."""
FOR = {
    Kind.FLAT: None,
    Kind.COST: "Copies",
    Kind.HOURS: None,
    Kind.CAR: "Liège",
    Kind.BICYCLE: None,
    Kind.PUBLIC: "Train",
}
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one point stands for each receipt."""
ACCOUNTS = {"BE": "999{:07}{}", "NL": "DEMO{:010}", "FR": "99999{:018}", "ES": "9999{:016}"}
"""Accounts of banks that do not exist; in Belgium two digits check the others."""


@dataclass
class Spending:
    """The same expenses at every making."""

    chance: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311 - no secret
    today: date = field(default_factory=clock.today)
    receipts: list[Expense] = field(default_factory=list)

    def make(self) -> None:
        kinds = set(book().kinds)
        made: list[Expense] = []
        for number, mentor in enumerate(_active_mentors()):
            way = [kind for kind in WAYS[number % len(WAYS)] if kind in kinds]
            made += self._of(mentor, way or sorted(kinds & {Kind.COST, Kind.PUBLIC}))
            if number % WITHOUT_ACCOUNT:
                db.session.add(self._account(mentor, number))
        db.session.add_all(made)
        db.session.add(self._organisation())
        db.session.flush()
        self._keep_receipts()
        self._pay(made)
        _tell(made)

    def _of(self, mentor: Mentor, way: Sequence[str]) -> list[Expense]:
        """Only what the law allows; what it cannot judge yet waits."""
        who = Volunteer(mentor.registered_on, mentor.born_on)
        said, found = book(), list[tuple[Entry, Expense]]()
        for month in range(MONTHS if way else 0):
            day = working_day(self.today - timedelta(days=30 * month + self.chance.randint(2, 26)))
            entry = self._entry(self.chance.choice(way), day)
            verdict = rules.judge(said, entry, [one for one, _row in found], who, self.today)
            if not verdict.against:
                found.append((entry, self._row(mentor, entry, verdict)))
        return [row for _entry, row in found]

    def _entry(self, kind: str, on: date) -> Entry:
        hours = self.chance.choice((2, 3, 4))
        amounts = {Kind.FLAT: 3000, Kind.HOURS: hours * 500}
        waived = book().waiver is not None and self.chance.random() < 0.3
        return Entry(
            kind=kind,
            on=on,
            amount_cents=amounts.get(Kind(kind), self.chance.choice((460, 920, 1240, 1780))),
            km=self.chance.choice((12, 24, 38)) if kind in BY_KM else None,
            hours=hours if kind == Kind.HOURS else None,
            fiscal_power=5 if kind == Kind.CAR else None,
            has_receipt=self.chance.random() < 0.95,
            waived=waived,
        )

    def _row(self, mentor: Mentor, entry: Entry, verdict: rules.Verdict) -> Expense:
        state = self._state(entry.on, is_missing=bool(verdict.missing))
        row = Expense(
            person_id=mentor.id,
            antenna_id=mentor.antenna_id,
            kind=entry.kind,
            spent_on=entry.on,
            amount_cents=verdict.amount_cents,
            km=entry.km,
            hours=entry.hours,
            fiscal_power=entry.fiscal_power,
            description=FOR[Kind(entry.kind)],
            state=state,
            waived_on=entry.on if entry.waived else None,
            entered_at=_at(entry.on, 2),
            decided_at=None if state == State.SUBMITTED else _at(entry.on, 6),
            refusal="On this day there was no meeting." if state == State.REFUSED else None,
            figures=rules.frozen(verdict) if state == State.APPROVED else [],
        )
        if entry.has_receipt and entry.kind in book().receipt:
            self.receipts.append(row)
        return row

    def _state(self, on: date, *, is_missing: bool) -> State:
        if is_missing or (self.today - on).days < DECIDED_BEFORE_DAYS:
            return State.SUBMITTED
        return State.REFUSED if self.chance.random() < 0.04 else State.APPROVED

    def _account(self, mentor: Mentor, number: int) -> PayeeAccount:
        long_ago = _at(self.today, -31 * (MONTHS + 1))
        return PayeeAccount(person_id=mentor.id, iban=_iban(number), changed_at=long_ago)

    def _organisation(self) -> Organisation:
        return Organisation(
            name=tenant().names[tenant().default_language][:70], iban=_iban(9_000_000)
        )

    def _keep_receipts(self) -> None:
        rows = [
            {
                "subject_type": Expense.__tablename__,
                "subject_id": row.id,
                "name": "receipt.png",
                "media_type": "image/png",
                "size_bytes": len(PIXEL),
                "sha256": hashlib.sha256(PIXEL).hexdigest(),
                "content": PIXEL,
                "kept_at": row.entered_at,
            }
            for row in self.receipts
        ]
        _add(Document, rows)

    def _pay(self, made: Sequence[Expense]) -> None:
        """What was approved long enough ago, in one payment for each quarter."""
        paid_to = set(db.session.scalars(select(PayeeAccount.person_id)))
        until = self.today - timedelta(days=PAID_BEFORE_DAYS)
        quarters: dict[date, list[Expense]] = defaultdict(list)
        for row in made:
            payable = row.state == State.APPROVED and row.waived_on is None
            if payable and row.person_id in paid_to and row.spent_on < until:
                end = clock.months_after(
                    row.spent_on.replace(day=1), 3 - (row.spent_on.month - 1) % 3
                )
                quarters[min(working_day(end + timedelta(days=9)), self.today)].append(row)
        for day, rows in sorted(quarters.items()):
            self._batch(day, rows)

    def _batch(self, day: date, rows: Sequence[Expense]) -> None:
        batch = Batch(
            state=BatchState.PAID,
            execute_on=day,
            format=book().format,
            expenses_count=len(rows),
            payees_count=len({row.person_id for row in rows}),
            total_cents=sum(row.amount_cents or 0 for row in rows),
            made_at=_at(day, -2),
            paid_on=day,
        )
        db.session.add(batch)
        db.session.flush()
        for row in rows:
            row.state, row.paid_on = State.PAID, day
        lines = [
            {
                "batch_id": batch.id,
                "expense_id": row.id,
                "person_id": row.person_id,
                "amount_cents": row.amount_cents or 0,
            }
            for row in rows
        ]
        _add(BatchLine, lines)


def _active_mentors() -> Sequence[Mentor]:
    """Those who had a duo, at every antenna."""
    with_duo = select(Duo.mentor_id).where(Duo.mentor_id == Mentor.id).exists()
    statement = select(Mentor).where(with_duo, Mentor.merged_into_id.is_(None))
    return db.session.scalars(statement.order_by(Mentor.id.desc()).limit(MENTORS)).all()


def _iban(number: int) -> str:
    country = tenant().country or "BE"
    check = f"{int(f'999{number:07}') % 97 or 97:02}"
    bban = ACCOUNTS.get(country, ACCOUNTS["BE"]).format(number, check)
    return f"{country}{iban.calc_check_digits(f'{country}00{bban}')}{bban}"


def _at(day: date, days: int) -> datetime:
    """So many days later at eleven, and never after now."""
    then = datetime.combine(day + timedelta(days=days), time(11, 0), tenant().zone)
    return min(then, clock.now())


def _tell(made: Sequence[Expense]) -> None:
    named = (("expense.entered", "entered_at"), ("expense.approved", "decided_at"))
    rows = [
        {
            "at": getattr(row, column),
            "user_id": None,
            "actor": "demonstration",
            "via": "command",
            "name": "expense.refused" if row.refusal and column == "decided_at" else name,
            "subject_type": Expense.__tablename__,
            "subject_id": row.id,
            "antenna_id": row.antenna_id,
            "facts": {},
        }
        for row in made
        for name, column in named
        if getattr(row, column) is not None
    ]
    _add(Event, rows)


def _add(model: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(model), rows)
