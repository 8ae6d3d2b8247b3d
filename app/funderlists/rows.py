"""What each row of a list of funders says, with all that is wrong with it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from marshmallow import ValidationError

from app.core.fields import CONTROL
from app.core.money import Money
from app.core.text import fold
from app.funderlists.fields import ADDRESS, FIELDS, NAME, NOTES, Field
from app.funderlists.problems import Problem
from app.funderlists.words import Words
from app.funders.schemas import Website
from app.spreadsheets.cells import Wrong, as_email, no_longer, refuse_formula, text_of_cell
from app.spreadsheets.dates import Dates, as_date

MOST_LETTERS_SHOWN = 200
WHO = {"contact_name", "contact_first_name", "contact_email"}
ASKED_FOR = {
    "contact_phone": {"contact_phone", *WHO},
    "contact_function": {"contact_function", *WHO},
}
"""Where one of these is wrong already, nothing more is said of it."""
BETWEEN_LANGUAGES = ("/", ",", ";", "+", "&")


@dataclass(frozen=True)
class Ways:
    """What is needed to read the cells of one list.

    `owners` gives an id by the e-mail and by the folded name of who may own a funder; `kind`,
    `language`, `owner_id` and `due_on` stand where a new funder's row says nothing.
    """

    words: Words
    dates: Dates
    languages: Sequence[str]
    owners: Mapping[str, int]
    language: str
    kind: str | None = None
    owner_id: int | None = None
    due_on: date | None = None


@dataclass
class Row:
    """One line: `values` has what it says, by field; cells that say nothing are left out."""

    line: int
    cells: list[Any]
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.values.get(NAME, ""))


Reader = Callable[[str, Any, Ways], Any]


def understand(
    lines: Sequence[tuple[int, list[Any]]],
    headers: Sequence[str],
    columns: Mapping[int, str],
    ways: Ways,
) -> Iterator[Row]:
    """Every row, in the order of the list."""
    reading = Reading(headers, columns, ways)
    for line, cells in lines:
        yield reading.row(line, cells)


class Reading:
    """The way from cells to values, the same for all rows of a list."""

    def __init__(self, headers: Sequence[str], columns: Mapping[int, str], ways: Ways) -> None:
        self.headers, self.columns, self.ways = headers, columns, ways

    def row(self, line: int, cells: list[Any]) -> Row:
        row, notes = Row(line, cells), []
        for at, name in self.columns.items():
            try:
                value = read_cell(cells[at] if at < len(cells) else "", FIELDS[name], self.ways)
            except Wrong as wrong:
                row.problems.append(self._problem(row, at, name, wrong))
                continue
            if name == NOTES and value is not None:
                notes.append((at, value))
            elif value is not None:
                row.values[name] = value
        told = {each.field for each in row.problems}
        for name, against in self._whole(row.values, notes):
            if not told & ASKED_FOR.get(name, {name}):
                row.problems.append(self._problem(row, self._place(name), name, against))
        if any(str(cell).strip() for cell in cells[len(self.headers) :]):
            row.problems.append(Problem(line, "", "", "", "too_many_cells"))
        return row

    def _whole(self, values: dict[str, Any], notes: list[tuple[int, str]]) -> Iterator[Any]:
        """Values that stand in several columns, and what of a row belongs together."""
        try:
            _join(values, self._notes(notes))
        except Wrong as wrong:
            yield str(wrong.value), wrong
        if NAME not in values:
            yield NAME, Wrong("missing_name")
        yield from _against_contact(values)
        if "next_on" in values and "next_text" not in values:
            values["next_text"] = self.headers[self._place("next_on") or 0]
        elif "next_text" in values and "next_on" not in values:
            if self.ways.due_on is None:
                yield "next_on", Wrong("missing_day")
            else:
                values["next_on"] = self.ways.due_on

    def _notes(self, notes: list[tuple[int, str]]) -> str:
        """What stands in several columns of notes is told with what each was called."""
        if len(notes) < 2:
            return "".join(text for _at, text in notes)
        return "\n".join(f"{self.headers[at]}: {text}" for at, text in notes)

    def _place(self, name: str) -> int | None:
        return next((at for at, each in self.columns.items() if each == name), None)

    def _problem(self, row: Row, at: int | None, name: str, wrong: Wrong) -> Problem:
        """The reason with the place it was found at, as the list calls it."""
        column = self.headers[at] if at is not None else ""
        cell = row.cells[at] if at is not None and at < len(row.cells) else ""
        shown = text_of_cell(cell)[:MOST_LETTERS_SHOWN]
        return Problem(row.line, column, name, shown, wrong.code, wrong.named)


def _join(values: dict[str, Any], notes: str) -> None:
    """One address and one name of the contact out of their columns. Raises `Wrong`."""
    found = {name: values.pop(name) for name in ADDRESS if name in values}
    place = " ".join(found[name] for name in ("postal_code", "city") if name in found)
    parts = (found.get("address"), place, found.get("country"))
    if address := ", ".join(part for part in parts if part):
        values["address"] = address
    first = values.pop("contact_first_name", "")
    if person := f"{first} {values.get('contact_name', '')}".strip():
        values["contact_name"] = person
    if notes:
        if len(notes) > FIELDS[NOTES].most:
            raise Wrong("too_long", NOTES, most=FIELDS[NOTES].most)
        values[NOTES] = notes


def _against_contact(values: dict[str, Any]) -> Iterator[tuple[str, Wrong]]:
    """A contact without a name is called by its address; a number of nobody cannot be kept."""
    said = [name for name in ("contact_phone", "contact_function") if name in values]
    if "contact_name" in values:
        return
    if "contact_email" in values:
        values["contact_name"] = values["contact_email"][:160]
    elif said:
        yield said[0], Wrong("nobody")


def read_cell(cell: Any, of: Field, ways: Ways) -> Any:
    """The value, or None for a cell that says nothing. Raises `Wrong`."""
    text = text_of_cell(cell)
    if not text or text.casefold() in ways.words.blanks:
        return None
    if of.form != "phone":
        refuse_formula(text, cell)
    if CONTROL.search(text):
        raise Wrong("control")
    return READERS[of.form](no_longer(text, of.most), cell, ways)


def read_kind(text: str, _cell: Any, ways: Ways) -> str:
    return _found(ways.words.kinds.find(text), "unknown_kind")


def read_stage(text: str, _cell: Any, ways: Ways) -> str:
    return _found(ways.words.stages.find(text), "unknown_stage")


def read_language(text: str, _cell: Any, ways: Ways) -> str:
    """Of several languages the first one is written in."""
    for sign in BETWEEN_LANGUAGES:
        text = text.split(sign)[0]
    code = ways.words.languages.find(text)
    return _found(code if code in ways.languages else None, "unknown_language")


def read_owner(text: str, _cell: Any, ways: Ways) -> int:
    found = ways.owners.get(text.casefold()) or ways.owners.get(fold(text))
    if found is None:
        raise Wrong("unknown_owner")
    return found


def read_website(text: str, _cell: Any, _ways: Ways) -> str:
    """`fondation.example` is taken as `https://fondation.example`."""
    whole = text if text.lower().startswith(("http://", "https://", "www.")) else f"https://{text}"
    try:
        return str(Website(300).deserialize(whole))
    except ValidationError:
        raise Wrong("bad_website") from None


def read_money(text: str, cell: Any, _ways: Ways) -> int:
    """Cents, with or without the sign of the currency. A number of a spreadsheet is what it is:
    12.345 was typed by nobody, and is not twelve thousand."""
    if isinstance(cell, float):
        text = f"{cell:.2f}"
    try:
        return int(Money().deserialize(text))
    except ValidationError:
        raise Wrong("bad_amount") from None


def _found(code: str | None, wrong: str) -> str:
    if code is None:
        raise Wrong(wrong)
    return code


READERS: Mapping[str, Reader] = {
    "text": lambda text, _cell, _ways: text,
    "phone": lambda text, _cell, _ways: text,
    "kind": read_kind,
    "stage": read_stage,
    "language": read_language,
    "owner": read_owner,
    "website": read_website,
    "money": read_money,
    "email": lambda text, _cell, _ways: as_email(text),
    "date": lambda text, cell, ways: as_date(text, cell, ways.dates),
}
