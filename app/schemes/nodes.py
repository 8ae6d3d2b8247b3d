"""Conditions as frozen values: what is asked of one fact, and how several are joined."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Test:
    """One fact and what is asked of it: pairs of an operator and its value, all to be met."""

    fact: str
    asked: tuple[tuple[str, Any], ...]

    def __getitem__(self, operator: str) -> Any:
        """What that operator asks; None where it asks nothing."""
        return dict(self.asked).get(operator)


@dataclass(frozen=True)
class AllOf:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class AnyOf:
    parts: tuple["Node", ...]


@dataclass(frozen=True)
class NotOf:
    part: "Node"


Node = Test | AllOf | AnyOf | NotOf


@dataclass(frozen=True)
class Predicate:
    """Conditions that all have to be met; none is met by everybody."""

    conditions: tuple[Node, ...] = ()

    def __and__(self, other: "Predicate") -> "Predicate":
        return Predicate((*self.conditions, *other.conditions))


@dataclass(frozen=True)
class Facts:
    """What is known of one duo or mentor on a day; a fact that is absent or None is not known."""

    on: date
    values: Mapping[str, Any] = field(default_factory=dict)


def facts_in(node: Node) -> frozenset[str]:
    """The names of the facts that a condition asks for."""
    if isinstance(node, Test):
        return frozenset({node.fact})
    parts = (node.part,) if isinstance(node, NotOf) else node.parts
    return frozenset[str]().union(*map(facts_in, parts))
