"""What stands against an expense of the database: the rules, asked with what they need to know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.core import clock
from app.expenses import queries
from app.expenses.models import Expense
from app.people.models import Person
from app.volunteer_caps.book import Book
from app.volunteer_caps.files import book
from app.volunteer_caps.rules import Room, Verdict, judge, rooms
from app.volunteer_caps.values import Entry


def judge_new(person: Person, entry: Entry) -> Verdict:
    standing = queries.standing_of([person.id], entry.on.year)[person.id]
    who = queries.volunteers([person], entry.on.year)[person.id]
    others = [queries.entry_of(row) for row in standing]
    return judge(book(), entry, others, who, clock.today())


def verdicts_of(expenses: Sequence[Expense]) -> dict[int, Verdict]:
    """By id, each among the others of its volunteer and year."""
    receipts, said = queries.with_receipt([one.id for one in expenses]), book()
    known = queries.people_known({one.person_id for one in expenses})
    found: dict[int, Verdict] = {}
    for year in {one.spent_on.year for one in expenses}:
        of_year = [one for one in expenses if one.spent_on.year == year]
        people = {one.person_id: known[one.person_id] for one in of_year}
        standing = queries.standing_of(people, year)
        who = queries.volunteers(list(people.values()), year)
        for one in of_year:
            others = [queries.entry_of(o) for o in standing[one.person_id] if o.id != one.id]
            entry = _as_entered(said, one, receipt=one.id in receipts)
            found[one.id] = judge(said, entry, others, who[one.person_id], clock.today())
    return found


def verdict_of(expense: Expense) -> Verdict:
    return verdicts_of([expense])[expense.id]


def _as_entered(said: Book, row: Expense, *, receipt: bool) -> Entry:
    """Kilometres are paid at the rate that is known today; it may not have been on the day."""
    entry = queries.entry_of(row, receipt=receipt)
    return replace(entry, amount_cents=None) if said.rate_of(row.kind) else entry


def room_of(person: Person, on: date) -> list[Room]:
    """What is left to a volunteer under the caps of that year."""
    standing = queries.standing_of([person.id], on.year)[person.id]
    who = queries.volunteers([person], on.year)[person.id]
    return rooms(book(), [queries.entry_of(row) for row in standing], who, on)
