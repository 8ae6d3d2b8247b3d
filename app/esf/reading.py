"""Participants and events from two CSV files: all that is wrong is told, or all is read.

Comma or semicolon, with or without a byte order mark; columns in any order, others ignored; small
and large letters are the same; an empty cell is not known. What is missing at the end of a line is
empty. What changes no figure is noted and not refused: an entry that is there twice, an event of
somebody who has no entry.
"""

import csv
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from app.core.fields import EARLIEST, LATEST
from app.core.vocabularies import COUNTRY_CODES
from app.esf.facts import GENDERS, IMPROVEMENT, IMPROVEMENTS, KINDS, STATUSES, Entry, Happening

STATELESS = "XX"
CITIZENSHIPS = frozenset((*COUNTRY_CODES, STATELESS))
MOST_TOLD, MOST_NOTED = 20, 3
DELIMITERS = (",", ";")


class Unreadable(ValueError):
    """A cell is not one of the values its column allows; says which are."""


class WrongFile(Exception):
    """All that is wrong with a file, a sentence each: file, line, column, what is allowed."""

    def __init__(self, mistakes: list[str]) -> None:
        more = len(mistakes) - MOST_TOLD
        self.told = mistakes[:MOST_TOLD] + ([f"and {more} more mistakes"] if more > 0 else [])
        super().__init__("\n".join(self.told))


@cache
def day(text: str) -> date:
    """As 2026-11-20; the other writings of ISO 8601 (20261120, 2026-W47-5) are none."""
    try:
        found = date.fromisoformat(text) if text[4::3] == "--" else None
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise Unreadable(f"a day such as 2026-11-20, from {EARLIEST.year} to {LATEST.year}")
    return found


def word(text: str) -> str:
    return text


def one_of(allowed: Mapping[str, Any]) -> Callable[[str], Any]:
    """Large and small letters are the same."""
    known = {key: value for name, value in allowed.items() for key in (name, name.lower())}

    def read(text: str) -> Any:
        found = known.get(text, known.get(text.lower()))
        if found is None:
            raise Unreadable(f"one of {', '.join(allowed)}")
        return found

    return read


def country(text: str) -> str:
    if text.upper() not in CITIZENSHIPS:
        raise Unreadable("a country of ISO 3166 in two letters, or XX for stateless")
    return text.upper()


yes_no = one_of({"yes": True, "no": False})
Readers = Mapping[str, Callable[[str], Any]]
PARTICIPANTS: Readers = {
    "person": word,
    "operation": word,
    "gender": one_of({letter: letter for letter in GENDERS}),
    "born_on": day,
    "entry_on": day,
    "exit_on": day,
    "status": one_of({status: status for status in STATUSES}),
    "unemployed_since": day,
    "isced": one_of({str(level): level for level in range(9)}),
    "citizenship": country,
    "parents_born_abroad": yes_no,
    "disability": yes_no,
    "minority": yes_no,
    "homeless": yes_no,
    "rural": yes_no,
    "in_education": yes_no,
}
EVENTS: Readers = {
    "person": word,
    "on": day,
    "kind": one_of({kind: kind for kind in KINDS}),
    "detail": str.lower,
}
ENTRY_NEEDS = ("person", "operation", "entry_on")
EVENT_NEEDS = ("person", "on", "kind")


@dataclass
class Reading:
    """One file under way, with the mistakes found so far."""

    path: Path
    readers: Readers
    needs: tuple[str, ...]
    mistakes: list[str] = field(default_factory=list)

    def rows(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The number and the values of each line that is right."""
        try:
            with self.path.open(encoding="utf-8-sig", newline="") as file:
                lines = csv.reader(file, delimiter=self._delimiter(), strict=True)
                try:
                    yield from self._lines(lines)
                except csv.Error as error:
                    self.tell(lines.line_num, None, f"this is no CSV: {error}")
        except UnicodeDecodeError:
            self.tell(self._line_that_is_not_utf_8(), None, "this is not written in UTF-8")

    def _line_that_is_not_utf_8(self) -> int:
        with self.path.open("rb") as file:
            for number, line in enumerate(file, 1):
                try:
                    line.decode()
                except UnicodeDecodeError:
                    return number
        return 1

    def _delimiter(self) -> str:
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
        return max(DELIMITERS, key=head.count)

    def _lines(self, lines: Any) -> Iterator[tuple[int, dict[str, Any]]]:
        header = [name.strip().lower() for name in next(lines, [])]
        missing = [name for name in self.readers if name not in header]
        twice = sorted({name for name in header if name and header.count(name) > 1})
        if not header:
            self.tell(1, None, "the file is empty; its first line names the columns")
        elif missing:
            self.tell(1, None, f"these columns are missing: {', '.join(missing)}")
        if twice:
            self.tell(1, None, f"these columns are there twice: {', '.join(twice)}")
        if missing or twice:
            return
        wanted = [(header.index(name), name, read) for name, read in self.readers.items()]
        for cells in lines:
            if len(cells) > len(header):
                self.tell(lines.line_num, None, "there are more cells than columns")
            elif any(map(str.strip, cells)):
                yield lines.line_num, self._values(lines.line_num, cells, wanted)

    def _values(self, line: int, cells: list[str], wanted: list[Any]) -> dict[str, Any]:
        values = {}
        for index, name, read in wanted:
            text = cells[index].strip() if index < len(cells) else ""
            values[name] = self._cell(line, name, text, read)
        return values

    def _cell(self, line: int, name: str, text: str, read: Callable[[str], Any]) -> Any:
        if not text:
            if name in self.needs:
                self.tell(line, name, "this may not be empty")
            return None
        try:
            return read(text)
        except Unreadable as allowed:
            self.tell(line, name, f"{text!r} is not allowed: write {allowed}")
            return None

    def end(self) -> None:
        if self.mistakes:
            raise WrongFile(self.mistakes)

    def tell(self, line: int, column: str | None, what: str) -> None:
        where = f", column {column}" if column else ""
        self.mistakes.append(f"{self.path}, line {line}{where}: {what}")


class Participants(NamedTuple):
    """`people` are all whom the file names, of whichever operation."""

    entries: list[Entry]
    people: frozenset[str]
    notes: list[str]


def read_participants(path: Path, operation: str) -> Participants:
    """The entries into that operation.

    Raises `WrongFile`, also for what is wrong on a line of another operation.
    """
    reading = Reading(path, PARTICIPANTS, ENTRY_NEEDS)
    entries, people = [], set()
    lines: dict[Any, int] = {}
    twice = []
    for line, values in reading.rows():
        _check_days(reading, line, values)
        people.add(values["person"])
        if values.pop("operation") == operation:
            entries.append(entry := _entry(values))
            known = lines.setdefault(entry[:2], line)
            if known != line:
                twice.append(f"{path}, line {line}: the same entry as in line {known}")
    reading.end()
    notes = [] if entries else [f"{path} has no line of operation {operation}"]
    return Participants(entries, frozenset(people), notes + _first_of(twice))


def _first_of(notes: list[str]) -> list[str]:
    more = len(notes) - MOST_NOTED
    return notes[:MOST_NOTED] + ([f"and {more} more such lines"] if more > 0 else [])


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(entered_on=values.pop("entry_on"), exited_on=values.pop("exit_on"), **values)


def _check_days(reading: Reading, line: int, values: Mapping[str, Any]) -> None:
    entered, left, born = (values[name] for name in ("entry_on", "exit_on", "born_on"))
    if entered and left and left < entered:
        reading.tell(line, "exit_on", "this is before entry_on")
    if entered and born and born > entered:
        reading.tell(line, "born_on", "this is after entry_on")


def read_events(path: Path, people: Collection[str]) -> tuple[list[Happening], list[str]]:
    """The events of all, and a note of those of whom the other file knows nobody.

    Raises `WrongFile`. What an event says beside its kind only counts for an improvement; an
    improvement that does not say which is kept, and counts for nothing.
    """
    reading = Reading(path, EVENTS, EVENT_NEEDS)
    found, strangers = [], []
    for line, values in reading.rows():
        person, detail = values["person"], values["detail"]
        if values["kind"] == IMPROVEMENT and detail and detail not in IMPROVEMENTS:
            allowed = f"one of {', '.join(IMPROVEMENTS)}"
            reading.tell(line, "detail", f"{detail!r} is not allowed: write {allowed}")
        if person not in people:
            strangers.append(f"{path}, line {line}: {person} has no entry")
        found.append(Happening(**values))
    reading.end()
    return found, _first_of(strangers)
