"""What a page of figures says, once for the screen and for every file made of it.

A page is a `Sheet` of parts; the template, the spreadsheet and the paper each write the same parts
down, so that they cannot tell different numbers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.core.listing import Listing
from app.core.quarters import Quarter


@dataclass(frozen=True)
class Cell:
    """`text` and `note` are what people read; the rest is the same as numbers, for a file."""

    text: str
    note: str = ""
    value: float | str | None = None
    low: float | None = None
    high: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    unknown: int | None = None
    tag: str = ""
    code: str = ""


@dataclass(frozen=True)
class Table:
    """`heads`: the first is of the names of rows. `numbers`: the others are columns of numbers,
    but for the first `named` that hold words.

    The first cell of a row names it; its `code` leads to a definition.
    """

    id: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    words: str = ""
    defines: Sequence[str] = ()
    numbers: bool = True
    named: int = 1
    listing: Listing | None = None
    kind: str = field(default="table", init=False)


@dataclass(frozen=True)
class Chart:
    """`draw` is the macro that draws it: interval, funnel, multiples, bars or parts."""

    id: str
    title: str
    draw: str
    data: dict[str, Any]
    sentence: str = ""
    defines: Sequence[str] = ()
    kind: str = field(default="chart", init=False)


@dataclass(frozen=True)
class Words:
    """Paragraphs; `tone` is plain, watch or done, and empty for text without a frame."""

    paragraphs: Sequence[str]
    title: str = ""
    tone: str = ""
    kind: str = field(default="words", init=False)


@dataclass(frozen=True)
class Empty:
    """Nothing to show yet, and what happens next."""

    title: str
    text: str
    kind: str = field(default="empty", init=False)


@dataclass(frozen=True)
class Entry:
    """A definition: a text, then what belongs to it by name."""

    id: str
    title: str
    text: str
    facts: Sequence[tuple[str, str]]
    kind: str = field(default="entry", init=False)


Part = Table | Chart | Words | Empty | Entry


@dataclass(frozen=True)
class Choice:
    """What a page lets people choose in the address; `empty` is what it shows without."""

    label: str
    name: str
    options: Mapping[str, str]
    empty: str


@dataclass(frozen=True)
class Sheet:
    """`page` is its name in the address."""

    page: str
    title: str
    lead: str
    parts: Sequence[Part]
    quarter: Quarter | None = None
    choices: Sequence[Choice] = ()

    @property
    def charts(self) -> list[Chart]:
        return [part for part in self.parts if isinstance(part, Chart)]

    @property
    def tables(self) -> list[Table]:
        return [part for part in self.parts if isinstance(part, Table)]
