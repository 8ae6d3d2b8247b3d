"""Which kind of list a table is, in which language, and which column holds what."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from app.lists.fields import FIELDS, KINDS, dated, field_of
from app.lists.profiles import Language, Profile
from app.lists.refusals import NoSuchList
from app.spreadsheets.dates import ORDERS, order_among
from app.spreadsheets.tables import Cell, Line, Table, Unreadable
from app.spreadsheets.words import compact, header

LINES_SEARCHED = 10
"""How far down the line with the names of the columns may be, under a title."""
LINES_SAMPLED = 2_000
FEWEST_COLUMNS = 3
MISREAD = re.compile("Ã.|â€|�")
"""How accents look that were saved in one encoding and read in another."""


@dataclass(frozen=True)
class Choices:
    """What somebody has set by hand; what is empty is recognised."""

    kind: str | None = None
    columns: Mapping[int, str] | None = None
    """The field by the place of the column (0 is the first); others are left out."""
    date_order: str | None = None


@dataclass(frozen=True)
class Mapped:
    """A table with the meaning of its columns."""

    table: Table
    kind: str
    language: Language
    header_line: int
    headers: tuple[str, ...]
    columns: Mapping[int, str]
    leftovers: tuple[str, ...]
    """Names of columns that nobody knows: told, and left out."""
    date_order: str

    def column(self, name: str) -> str:
        """What the file calls the column of that field; empty when it has none."""
        return next((self.headers[at] for at, each in self.columns.items() if each == name), "")

    def lines(self) -> Iterator[Line]:
        """The rows of people or duos, without what stands above them."""
        return (line for line in self.table.lines() if line[0] > self.header_line)


@dataclass
class Candidate:
    """One reading of a line as names of columns."""

    kind: str
    language: Language
    columns: dict[int, str] = field(default_factory=dict)
    own: int = 0
    """How many columns it names in its own language."""

    def weight(self, hinted: str | None) -> tuple[int, int, int, bool]:
        """More fields is better, then those that must be there, in one language, as hinted."""
        names = set(self.columns.values())
        needed = sum(each.needed for each in FIELDS[self.kind] if each.name in names)
        return len(names), needed, self.own, self.kind == hinted


def recognise(table: Table, profile: Profile, choices: Choices | None = None) -> Mapped:
    """The table with its kind, language, columns and order of dates. Raises `Unreadable`."""
    chosen = choices or Choices()
    _check_choices(chosen)
    top = list(islice(table.lines(), LINES_SEARCHED + 1))
    if not top:
        raise Unreadable("empty")
    at, best = _header(top, table, profile, chosen)
    number, cells = top[at]
    names = tuple(_text(cell) for cell in cells)
    if chosen.columns is None:
        _refuse_second_header(top[at + 1 :], best, number)
        columns = best.columns
    else:
        columns = _chosen_columns(chosen.columns, best.kind, len(names))
    _refuse_missing(best.kind, columns)
    mapped = Mapped(
        table=table,
        kind=best.kind,
        language=best.language,
        header_line=number,
        headers=names,
        columns=columns,
        leftovers=_leftovers(names, columns, profile),
        date_order=chosen.date_order or profile.date_order,
    )
    if chosen.date_order:
        return mapped
    return Mapped(**{**vars(mapped), "date_order": _date_order(mapped)})


def recognise_all(
    tables: list[Table], profile: Profile, choices: Choices | None = None
) -> list[Mapped]:
    """Every list among the sheets, mentees before mentors before duos; other sheets are left out.

    Raises the `Unreadable` of the first sheet when there is no list at all.
    """
    found: list[Mapped] = []
    refused: list[Unreadable] = []
    for table in tables:
        try:
            found.append(recognise(table, profile, choices))
        except Unreadable as reason:
            if reason.code not in {"no_header", "unknown_kind"}:
                raise
            refused.append(reason)
    if not found:
        raise refused[0] if refused else Unreadable("empty")
    wanted = choices.kind if choices else None
    order = list(KINDS)
    matching = [each for each in found if wanted in (None, each.kind)]
    return sorted(matching, key=lambda each: order.index(each.kind))


def _check_choices(chosen: Choices) -> None:
    if chosen.kind is not None and chosen.kind not in KINDS:
        raise Unreadable("bad_choice", choice=chosen.kind)
    if chosen.date_order is not None and chosen.date_order not in ORDERS:
        raise Unreadable("bad_choice", choice=chosen.date_order)


def _header(
    top: list[Line], table: Table, profile: Profile, chosen: Choices
) -> tuple[int, Candidate]:
    """The place in `top` of the line with the names of the columns, and how it is read.

    Above it only a title may stand, in one cell: another line of several cells is a second
    line of headers. Which kind an equal number of columns means, only a person can say. Where
    a person has said what the columns are, the first line may be in words we do not know.
    """
    hinted = _hinted(table.name, profile)
    for at, (number, cells) in enumerate(top[:LINES_SEARCHED]):
        read = _candidates(cells, profile, chosen.kind)
        best = max(read, key=lambda each: each.weight(hinted))
        if len(best.columns) >= FEWEST_COLUMNS:
            above = [line for line, others in top[:at] if len(_filled(others)) > 1]
            if above:
                raise Unreadable("two_headers", first=above[-1], second=number)
            if any(
                each.kind != best.kind and each.weight(hinted) == best.weight(hinted)
                for each in read
            ):
                raise NoSuchList("unknown_kind")
            _refuse_twice(cells, best)
            return at, best
    if chosen.kind and chosen.columns:
        return 0, Candidate(chosen.kind, profile.languages[0])
    if any(MISREAD.search(_text(cell)) for _number, cells in top[:1] for cell in cells):
        raise Unreadable("wrong_encoding", encoding=table.encoding or "?", line=top[0][0])
    raise Unreadable("no_header")


def _hinted(name: str, profile: Profile) -> str | None:
    """The kind that the name of the file or sheet tells; `mentorés` before `mentor`."""
    words = {word: kind for each in profile.languages for word, kind in each.sheets.items()}
    there = [word for word in words if word in compact(name)]
    return words[max(there, key=len)] if there else None


def _refuse_twice(cells: list[Cell], best: Candidate) -> None:
    seen: set[str] = set()
    for cell in cells:
        name = _field_named(header(_text(cell)), best.kind, best.language)
        if name in seen:
            raise Unreadable("duplicate_columns", column=_text(cell))
        seen |= {name} if name else set()


def _candidates(cells: list[Cell], profile: Profile, kind: str | None) -> list[Candidate]:
    """Every reading, as each kind and in each language, the tenant's default language first."""
    names = [header(_text(cell)) for cell in cells]
    found = []
    for language in profile.languages:
        for each in [kind] if kind else KINDS:
            candidate = Candidate(each, language)
            for at, name in enumerate(names):
                field_name = _field_named(name, each, language)
                if field_name and field_name not in candidate.columns.values():
                    candidate.columns[at] = field_name
            found.append(candidate)
    for candidate in found:
        _complete(candidate, names, profile)
    return found


def _complete(candidate: Candidate, names: list[str], profile: Profile) -> None:
    """A Dutch list may well say `GSM` or `E-mail` in another language; nothing is taken twice."""
    candidate.own = len(candidate.columns)
    if candidate.own < FEWEST_COLUMNS:
        return
    for language in profile.languages:
        for at, name in enumerate(names):
            found = _field_named(name, candidate.kind, language)
            if found and at not in candidate.columns and found not in candidate.columns.values():
                candidate.columns[at] = found


def _field_named(name: str, kind: str, language: Language) -> str | None:
    return language.headers[kind].get(name)


def _refuse_second_header(below: list[Line], best: Candidate, first: int) -> None:
    """A second line of names would become a person called `First name`."""
    if not below:
        return
    number, cells = below[0]
    words = best.language.headers[best.kind]
    filled = _filled(cells)
    named = sum(header(text) in words for text in filled)
    if named >= FEWEST_COLUMNS and named * 2 > len(filled):
        raise Unreadable("two_headers", first=first, second=number)


def _filled(cells: list[Cell]) -> list[str]:
    return [text for text in map(_text, cells) if text]


def _chosen_columns(columns: Mapping[int, str], kind: str, width: int) -> dict[int, str]:
    for at, name in columns.items():
        if not 0 <= at < width or field_of(kind, name) is None:
            raise Unreadable("bad_choice", choice=name)
    if len(set(columns.values())) < len(columns):
        twice = Counter(columns.values()).most_common(1)[0][0]
        raise Unreadable("duplicate_columns", column=twice)
    return dict(columns)


def _refuse_missing(kind: str, columns: Mapping[int, str]) -> None:
    there = set(columns.values())
    missing = [each.label for each in FIELDS[kind] if each.needed and each.name not in there]
    if missing:
        raise NoSuchList("missing_columns", kind=KINDS[kind], columns=missing)


def _leftovers(
    names: tuple[str, ...], columns: Mapping[int, str], profile: Profile
) -> tuple[str, ...]:
    ignored = frozenset().union(*(each.ignored for each in profile.languages))
    return tuple(
        name
        for at, name in enumerate(names)
        if at not in columns and name and header(name) not in ignored
    )


def _date_order(mapped: Mapped) -> str:
    """Day first or month first, by the dates that can only be one of them; else as the tenant."""
    places = [at for at, name in mapped.columns.items() if name in dated(mapped.kind)]
    texts = (
        _text(cells[at])
        for _number, cells in islice(mapped.lines(), LINES_SAMPLED)
        for at in places
        if at < len(cells)
    )
    return order_among(texts) or mapped.date_order


def _text(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()
