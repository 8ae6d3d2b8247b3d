"""A row of a file as the people of the house understand it, with all that is wrong with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.core.tenancy import Tenant
from app.lists.fields import DUOS, FIELDS, MENTEES, MENTORS, Field
from app.lists.problems import Problem
from app.lists.profiles import Profile
from app.lists.recognising import Mapped
from app.lists.values import Ways, understand_cell
from app.spreadsheets.cells import Wrong, text_of_cell
from app.spreadsheets.tables import Cell

MOST_LETTERS_SHOWN = 200
MISSING = {
    "reference": "missing_reference",
    "first_name": "missing_name",
    "last_name": "missing_name",
}


@dataclass(frozen=True)
class Ages:
    """Whole years, both ends allowed: who may be a mentee or a mentor on some day."""

    mentee_least: int
    mentee_most: int
    mentor_least: int


@dataclass(frozen=True)
class Setting:
    """What a row is held against besides the file itself."""

    on: date
    """The reference day: when an age is not that of another day named in the row."""
    ages: Callable[[date], Ages]
    kept_out: frozenset[str] = frozenset()
    """Fields that this country does not store (sensitive.parents_birthplace)."""


@dataclass
class Understood:
    """What one line says. `values` has a key for each column of the file that is kept."""

    line: int
    reference: str
    values: dict[str, Any]
    cells: list[Cell]
    problems: list[Problem] = field(default_factory=list)
    kept_out: tuple[str, ...] = ()
    """Fields that were filled in and are not stored in this country: told once a file."""


def setting_of(tenant: Tenant, on: date) -> Setting:
    """The eligibility rules and the sensitive fields of the tenant."""

    def ages(day: date) -> Ages:
        try:
            rules = tenant.eligibility_on(day)
        except LookupError:  # recorded before the oldest rules we know
            rules = tenant.eligibility_on(on)
        return Ages(rules.mentee.min_age, rules.mentee.max_age, rules.mentor.min_age)

    stored = tenant.sensitive.parents_birthplace
    return Setting(on, ages, frozenset() if stored else frozenset({"parents_born_outside_eu"}))


def understand_rows(mapped: Mapped, profile: Profile, setting: Setting) -> Iterator[Understood]:
    """Every row of the table, one by one; a reference that stood there before is a problem.

    Of the rows with one reference the first counts in which nothing else is wrong.
    """
    understand = Understanding(mapped, profile, setting)
    seen: dict[str, int] = {}
    for line, cells in mapped.lines():
        row = understand.row(line, cells)
        if row.reference in seen:
            wrong = Wrong("duplicate_reference", other=seen[row.reference])
            row.problems.append(understand.problem(row, "reference", wrong))
        elif row.reference and not row.problems:
            seen[row.reference] = line
        yield row


class Understanding:
    """The way from cells to values of one table, worked out once for all its rows."""

    def __init__(self, mapped: Mapped, profile: Profile, setting: Setting) -> None:
        self.mapped = mapped
        self.setting = setting
        self.ways = Ways(profile, mapped.language, mapped.date_order, setting.on)
        place_of = {name: place for place, name in mapped.columns.items()}
        self.fields: list[tuple[int, Field]] = [
            (place_of[each.name], each) for each in FIELDS[mapped.kind] if each.name in place_of
        ]
        self.places = place_of

    def row(self, line: int, cells: list[Cell]) -> Understood:
        """The values of one line and its problems, in the order of the fields."""
        row = Understood(line, "", {}, cells)
        kept_out: list[str] = []
        for place, each in self.fields:
            cell = cells[place] if place < len(cells) else ""
            if each.name not in self.setting.kept_out:
                self._take(row, each, cell)
            elif text_of_cell(cell):
                kept_out.append(each.name)
        row.reference = row.values.get("reference") or ""
        row.kept_out = tuple(kept_out)
        if any(text_of_cell(cell) for cell in cells[len(self.mapped.headers) :]):
            row.problems.append(Problem(line, "", "", "", "too_many_cells"))
        for name, wrong in AGAINST[self.mapped.kind](row.values, self.setting):
            row.problems.append(self.problem(row, name, wrong))
        return row

    def _take(self, row: Understood, each: Field, cell: Cell) -> None:
        try:
            value = understand_cell(cell, each, self.ways)
        except Wrong as wrong:
            row.problems.append(self.problem(row, each.name, wrong))
            return
        if value is None and each.needed:
            missing = Wrong(MISSING.get(each.name, "missing_value"))
            row.problems.append(self.problem(row, each.name, missing))
        else:
            row.values[each.name] = value

    def problem(self, row: Understood, name: str, wrong: Wrong) -> Problem:
        """The reason with the place it was found at, as the file calls it."""
        place = self.places.get(name)
        column = self.mapped.headers[place] if place is not None else ""
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        shown = str(wrong.value) if wrong.value is not None else text_of_cell(cell)
        return Problem(row.line, column, name, shown[:MOST_LETTERS_SHOWN], wrong.code, wrong.named)


def years_between(born: date, day: date) -> int:
    """Whole years of age on that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


Told = Iterator[tuple[str, Wrong]]


def against_mentee(values: dict[str, Any], setting: Setting) -> Told:
    """A mentee is of the right age on the day of the interview (eligibility in tenant.toml)."""
    born = values.get("born_on")
    if born is not None:
        day = values.get("interviewed_on") or setting.on
        ages, age = setting.ages(day), years_between(born, day)
        if age < ages.mentee_least:
            yield "born_on", Wrong("too_young", least=ages.mentee_least)
        elif age > ages.mentee_most:
            yield "born_on", Wrong("too_old", most=ages.mentee_most)


def against_mentor(values: dict[str, Any], setting: Setting) -> Told:
    """A mentor is old enough by now, if not yet on registering (eligibility in tenant.toml)."""
    born = values.get("born_on")
    if born is not None:
        day = max(values.get("registered_on") or setting.on, setting.on)
        least = setting.ages(day).mentor_least
        if years_between(born, day) < least:
            yield "born_on", Wrong("too_young", least=least)


def against_duo(values: dict[str, Any], _setting: Setting) -> Told:
    """Only what contradicts itself: a duo of the past is recorded as it was."""
    started, ended, state = (values.get(name) for name in ("started_on", "ended_on", "state"))
    planned = values.get("planned_end_on")
    if started and ended and ended < started:
        yield "ended_on", Wrong("ends_before_start")
    elif state == "running" and ended:
        yield "ended_on", Wrong("running_but_ended")
    elif state in {"completed", "broken_off"} and "ended_on" in values and ended is None:
        yield "ended_on", Wrong("missing_value")
    if started and planned and planned < started:
        yield "planned_end_on", Wrong("ends_before_start")


AGAINST: dict[str, Callable[[dict[str, Any], Setting], Told]] = {
    MENTEES: against_mentee,
    MENTORS: against_mentor,
    DUOS: against_duo,
}
