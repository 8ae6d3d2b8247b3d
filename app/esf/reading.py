"""Participants and events from two CSV files: all that is wrong is told, or all is read.

Comma or semicolon, with or without a byte order mark; columns in any order, others ignored; an
empty cell is not known. What is missing at the end of a line is empty.
"""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from app.core.fields import EARLIEST, LATEST
from app.core.vocabularies import COUNTRY_CODES
from app.esf.facts import GENDERS, IMPROVEMENT, IMPROVEMENTS, KINDS, STATUSES, Entry, Happening

STATELESS = "XX"
CITIZENSHIPS = frozenset((*COUNTRY_CODES, STATELESS))
MOST_TOLD = 20
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
    try:
        found = date.fromisoformat(text) if len(text) == len("2026-11-20") else None
    except ValueError:
        found = None
    if found is None or not EARLIEST <= found <= LATEST:
        raise Unreadable("a day such as 2026-11-20")
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
    "detail": word,
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
                yield from self._lines(csv.reader(file, delimiter=self._delimiter(), strict=True))
        except UnicodeDecodeError:
            self.tell(None, None, "is not written in UTF-8")
        except csv.Error as error:
            self.tell(None, None, f"is no CSV file: {error}")

    def _delimiter(self) -> str:
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            head = file.readline()
        return max(DELIMITERS, key=head.count)

    def _lines(self, lines: Any) -> Iterator[tuple[int, dict[str, Any]]]:
        header = [name.strip().lower() for name in next(lines, [])]
        missing = [name for name in self.readers if name not in header]
        twice = sorted({name for name in header if name and header.count(name) > 1})
        for name in missing:
            self.tell(1, name, "this column is missing")
        for name in twice:
            self.tell(1, name, "this column is there twice")
        if missing or twice:
            return
        wanted = [(header.index(name), name, read) for name, read in self.readers.items()]
        for cells in lines:
            if len(cells) > len(header):
                self.tell(lines.line_num, str(len(header) + 1), "there are more cells than columns")
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

    def tell(self, line: int | None, column: str | None, what: str) -> None:
        place = f", line {line}, column {column}" if line else ""
        self.mistakes.append(f"{self.path}{place}: {what}")


def read_participants(path: Path, operation: str) -> tuple[list[Entry], bool]:
    """The entries into that operation, and whether the file knows it at all.

    Raises `WrongFile`, also for what is wrong on a line of another operation.
    """
    reading = Reading(path, PARTICIPANTS, ENTRY_NEEDS)
    entries, known = [], False
    for line, values in reading.rows():
        _check_days(reading, line, values)
        if values.pop("operation") == operation:
            known = True
            entries.append(_entry(values))
    reading.end()
    return entries, known


def _entry(values: dict[str, Any]) -> Entry:
    return Entry(entered_on=values.pop("entry_on"), exited_on=values.pop("exit_on"), **values)


def _check_days(reading: Reading, line: int, values: Mapping[str, Any]) -> None:
    entered, left, born = (values[name] for name in ("entry_on", "exit_on", "born_on"))
    if entered and left and left < entered:
        reading.tell(line, "exit_on", "this is before entry_on")
    if entered and born and born > entered:
        reading.tell(line, "born_on", "this is after entry_on")


def read_events(path: Path) -> list[Happening]:
    """Raises `WrongFile`. What an event says beside its kind only counts for an improvement; an
    improvement that does not say which is kept, and counts for nothing."""
    reading = Reading(path, EVENTS, EVENT_NEEDS)
    found = []
    for line, values in reading.rows():
        detail = values["detail"]
        if values["kind"] == IMPROVEMENT and detail and detail not in IMPROVEMENTS:
            allowed = f"one of {', '.join(IMPROVEMENTS)}"
            reading.tell(line, "detail", f"{detail!r} is not allowed: write {allowed}")
        found.append(Happening(**values))
    reading.end()
    return found
