"""What a measure of the board is made of: what it counts one by one, and which of them keep it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, and_

from app.indicators.facts import Scope

Condition: TypeAlias = ColumnElement[bool]


class Source(StrEnum):
    """What a measure counts one by one: duos, registrations, decisions of the intake, or the
    contacts with the two sides of duos."""

    DUOS = "duos"
    PEOPLE = "people"
    DECISIONS = "decisions"
    CONTACTS = "contacts"


@dataclass(frozen=True)
class Counted:
    """`base` names the rows of a scope, `kept` those that keep the rule; where `unknown` holds,
    a row that does not keep it came from a source that could not say."""

    source: Source
    base: Callable[[Scope], Condition]
    kept: Callable[[Scope], Condition]
    unknown: Condition


def within(column: Any, scope: Scope) -> Condition:
    inside: Condition = column <= scope.until
    return and_(inside, column >= scope.first) if scope.first else inside


def always(condition: Condition) -> Callable[[Scope], Condition]:
    return lambda _scope: condition
