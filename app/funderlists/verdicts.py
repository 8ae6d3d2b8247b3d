"""What a row means for the funders there are: which is new, which says more, which says otherwise.

Nothing here asks the database: `Known` is told, and rows of the list that go before count as known.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from app.core.text import fold
from app.funderlists.fields import OF_CONTACT, OF_FUNDER
from app.funderlists.problems import Problem
from app.funderlists.rows import Row, Ways


class Verdict(StrEnum):
    NEW = "new"
    COMPLETED = "completed"
    SAME = "same"
    REFUSED = "refused"


@dataclass
class Person:
    """A contact of a funder; `id` is None for one of this list."""

    id: int | None
    values: dict[str, Any]


@dataclass
class Known:
    """A funder there is, or an earlier row of the list: then `id` is None and `line` is its row."""

    id: int | None
    values: dict[str, Any]
    contacts: list[Person] = field(default_factory=list)
    reminders: set[tuple[date, str]] = field(default_factory=set)
    line: int | None = None


@dataclass(frozen=True)
class Difference:
    """A filled field of which the list says something else; `taken` when that was chosen."""

    field: str
    there: Any
    said: Any
    taken: bool


@dataclass
class Plan:
    """What one row comes to. `funder` and `contact` are what is written, the id of the contact
    None when it is a new one; `reminder` is a step that is not noted yet."""

    row: Row
    verdict: Verdict
    known: Known | None = None
    funder: dict[str, Any] = field(default_factory=dict)
    contact: dict[str, Any] = field(default_factory=dict)
    person: Person | None = None
    reminder: tuple[date, str] | None = None
    differences: list[Difference] = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.row.name)

    @property
    def written(self) -> list[str]:
        """The names of the fields that are written to a funder there is."""
        step = ["next_text"] if self.reminder else []
        return [*self.funder, *(f"contact_{name}" for name in self.contact), *step]


def key_of(name: str) -> str:
    """The same for names that differ in accents, case and punctuation, as funders are compared."""
    return fold(name)[:160]


def plans(
    rows: Iterable[Row], known: Mapping[str, Known], ways: Ways, taken: Collection[str] = ()
) -> Iterator[Plan]:
    """One for each row, in order. `taken` names differences that are taken over, as `12-stage`."""
    there = dict(known)
    for row in rows:
        if row.problems:
            yield Plan(row, Verdict.REFUSED)
            continue
        found = there.get(key_of(row.name))
        plan = _completing(row, found, taken) if found else _new(row, ways)
        if plan.verdict == Verdict.NEW and plan.known:
            there[plan.key] = plan.known
        yield plan


def _new(row: Row, ways: Ways) -> Plan:
    """What the row does not say is as it was chosen for the whole list."""
    said = {name: row.values[name] for name in OF_FUNDER if name in row.values}
    chosen = {"kind": ways.kind, "language": ways.language, "owner_id": ways.owner_id}
    values = {name: value for name, value in chosen.items() if value is not None} | said
    if "kind" not in values:
        row.problems.append(Problem(row.line, "", "kind", "", "missing_kind"))
        return Plan(row, Verdict.REFUSED)
    known = Known(None, dict(values), line=row.line)
    plan = Plan(row, Verdict.NEW, known, values)
    _meet(plan, known, ())
    return plan


def _completing(row: Row, known: Known, taken: Collection[str]) -> Plan:
    plan = Plan(row, Verdict.SAME, known)
    said = {name: row.values[name] for name in OF_FUNDER if name in row.values}
    plan.funder = _more(plan, "", known.values, said, taken)
    known.values |= plan.funder
    _meet(plan, known, taken)
    if plan.written:
        plan.verdict = Verdict.COMPLETED
    return plan


def _meet(plan: Plan, known: Known, taken: Collection[str]) -> None:
    """The contact and the next step of the row: noted once, however often they are told."""
    values = plan.row.values
    if name := values.get("contact_name"):
        said = {
            each: values[f"contact_{each}"] for each in OF_CONTACT if f"contact_{each}" in values
        }
        person = _same_person(known.contacts, name, said.get("email"))
        if person is None:
            plan.contact = {"name": name} | said
            plan.person = Person(None, dict(plan.contact))
            known.contacts.append(plan.person)
        else:
            called = {} if name == said.get("email") else {"name": name}
            plan.contact = _more(plan, "contact_", person.values, called | said, taken)
            plan.person = person
            person.values |= plan.contact
    if "next_on" in values and (values["next_on"], values["next_text"]) not in known.reminders:
        plan.reminder = values["next_on"], values["next_text"]
        known.reminders.add(plan.reminder)


def _same_person(there: Iterable[Person], name: str, email: str | None) -> Person | None:
    """By the e-mail; by the name where one of both has no e-mail."""
    for person in there:
        known = (person.values.get("email") or "").casefold()
        if email and known:
            if known == email.casefold():
                return person
        elif fold(person.values["name"]) == fold(name):
            return person
    return None


def _more(
    plan: Plan, mark: str, there: Mapping[str, Any], said: Mapping[str, Any], taken: Collection[str]
) -> dict[str, Any]:
    """What fills an empty field, and what was chosen over another value; the rest is told."""
    written: dict[str, Any] = {}
    for name, value in said.items():
        before = there.get(name)
        if before is None or before == "":
            written[name] = value
        elif not _alike(before, value):
            chosen = f"{plan.row.line}-{mark}{name}" in taken
            plan.differences.append(Difference(mark + name, before, value, chosen))
            if chosen:
                written[name] = value
    return written


def _alike(before: Any, value: Any) -> bool:
    """Texts in which only case, spaces or the end of an address differ say the same."""
    if isinstance(before, str) and isinstance(value, str):
        return _plain(before) == _plain(value)
    return bool(before == value)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("/")
