"""What a rule of the standard and its measures say of themselves."""

from dataclasses import dataclass
from typing import TypeAlias

from flask_babel import LazyString

Words: TypeAlias = LazyString | str


@dataclass(frozen=True)
class Measure:
    """One share of a rule; `over` says out of what it is counted."""

    code: str
    name: Words
    over: Words
    keeps: Words


@dataclass(frozen=True)
class Rule:
    """`missing` says which part of it has no data yet, and what will bring it if that is known."""

    number: int
    name: Words
    asks: Words
    measures: tuple[Measure, ...] = ()
    missing: Words = ""

    @property
    def code(self) -> str:
        return f"R{self.number}"
