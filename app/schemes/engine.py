"""The engine of the conditions, asked of the facts of one duo or mentor.

The logic has three values, as that of SQL: true, false, and None where a fact is not known. Only
what is true is met. `app/schemes/sql.py` gives the same answer for many rows at once.
"""

from collections.abc import Callable, Mapping
from typing import Any

from app.core.errors import Reason
from app.core.postal import as_range
from app.core.vocabularies import LANGUAGE_LEVELS
from app.schemes import wording
from app.schemes.nodes import AllOf, AnyOf, Facts, Node, NotOf, Predicate, Test
from app.schemes.reading import parse
from app.schemes.vocabulary import FACTS, GROUPS, Kind

__all__ = ["Facts", "Predicate", "against", "is_met", "parse", "verdict"]

LEVELS = {code: place for place, code in enumerate(LANGUAGE_LEVELS)}


def against(predicate: Predicate, facts: Facts, *, told: bool = False) -> list[Reason]:
    """Why somebody does not count, one reason for each condition; nothing means that they do.

    `told` is for a reader who may know sensitive facts; without it a reason does not say whether
    such a fact is lacking or another.
    """
    return [
        _against(node, facts, told=told)
        for node in predicate.conditions
        if verdict(node, facts) is not True
    ]


def is_met(predicate: Predicate, facts: Facts) -> bool:
    return all(verdict(node, facts) is True for node in predicate.conditions)


def verdict(node: Node, facts: Facts) -> bool | None:
    if isinstance(node, Test):
        return _of_test(node, facts.values.get(node.fact))
    if isinstance(node, NotOf):
        inner = verdict(node.part, facts)
        return None if inner is None else not inner
    found = [verdict(part, facts) for part in node.parts]
    decisive = isinstance(node, AnyOf)
    if decisive in found:
        return decisive
    return None if None in found else not decisive


def _against(node: Node, facts: Facts, *, told: bool) -> Reason:
    if isinstance(node, Test):
        return wording.against(node, facts, told=told)
    if isinstance(node, AllOf):
        failing = next(part for part in node.parts if verdict(part, facts) is not True)
        return _against(failing, facts, told=told)
    parts = node.parts if isinstance(node, AnyOf) else ()
    return wording.against_joined(node, [_against(part, facts, told=told) for part in parts])


def _of_test(test: Test, value: Any) -> bool | None:
    if value is None:
        return False if test["known"] else None
    kind = FACTS[test.fact].kind
    if kind is Kind.SPOKEN:
        return _speaks(test, value)
    return all(ASKED[operator](kind, value, asked) for operator, asked in test.asked)


def _speaks(test: Test, levels: Mapping[str, str]) -> bool:
    """One of the languages, at that level at least."""
    wanted, least = test["one_of"], LEVELS.get(test["at_least"] or "", 0)
    return any(
        (wanted is None or code in wanted) and LEVELS.get(level, -1) >= least
        for code, level in levels.items()
    )


def expanded(codes: tuple[str, ...]) -> frozenset[str]:
    """The codes, with those of a group that is named."""
    return frozenset[str]().union(*(GROUPS.get(code, {code}) for code in codes))


def _is_one_of(kind: Kind, value: Any, codes: tuple[str, ...]) -> bool:
    if kind is Kind.AREA:
        return any(value.startswith(code) for code in codes)
    if kind is Kind.LISTED:
        return any(code in value for code in codes)
    return value in expanded(codes)


ASKED: Mapping[str, Callable[[Kind, Any, Any], bool]] = {
    "at_least": lambda _kind, value, asked: value >= asked,
    "at_most": lambda _kind, value, asked: value <= asked,
    "from": lambda _kind, value, asked: value >= asked,
    "until": lambda _kind, value, asked: value <= asked,
    "is": lambda _kind, value, asked: value is asked,
    "one_of": _is_one_of,
    "none_of": lambda kind, value, asked: not _is_one_of(kind, value, asked),
    "in_postal": lambda _kind, value, asked: any(value in as_range(one) for one in asked),
    "known": lambda _kind, _value, _asked: True,
}
