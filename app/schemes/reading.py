"""Conditions as data, `{fact = "age", at_least = 18}`, read into nodes; a mistake says its place.

Used for `funding.toml` and for the conditions that a grant adds, so both are written alike.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError

from app.core.postal import as_range
from app.core.tenant_fields import day_of
from app.core.vocabularies import LANGUAGE_LEVELS
from app.schemes.nodes import AllOf, AnyOf, Node, NotOf, Predicate, Test
from app.schemes.vocabulary import FACTS, MOST, OPERATORS, Fact, Kind

JOINS = ("all", "any", "not")
DEEPEST = 5
MONTHS = 1200


def parse(conditions: Any) -> Predicate:
    """Raises `ValidationError` whose messages are by place (from 0) and key."""
    if not isinstance(conditions, Sequence) or isinstance(conditions, str):
        raise ValidationError(_("Allowed: a list of conditions."))
    return Predicate(_several(conditions, DEEPEST))


def _several(said: Sequence[Any], depth: int) -> tuple[Node, ...]:
    mistakes, found = dict[Any, Any](), list[Node]()
    for place, one in enumerate(said):
        try:
            found.append(_node(one, depth))
        except ValidationError as error:
            mistakes[place] = error.messages
    if mistakes:
        raise ValidationError(mistakes)
    return tuple(found)


def _node(said: Any, depth: int) -> Node:
    if not isinstance(said, Mapping) or not said:
        raise ValidationError(_("Allowed: a condition with a fact, or with all, any or not."))
    if depth == 0:
        raise ValidationError(_("Conditions cannot stand so deep inside each other."))
    if "fact" in said:
        return _test(said)
    key = next(iter(said))
    if len(said) > 1 or key not in JOINS:
        wrong = next((name for name in said if name not in JOINS), key)
        raise ValidationError({wrong: [_("Allowed: fact, or one of all, any and not alone.")]})
    try:
        return _joined(key, said[key], depth - 1)
    except ValidationError as error:
        raise ValidationError({key: error.messages}) from None


def _joined(key: str, said: Any, depth: int) -> Node:
    if key == "not":
        return NotOf(_node(said, depth))
    if not isinstance(said, list | tuple) or not said:
        raise ValidationError(_("Allowed: a list of one condition at least."))
    parts = _several(said, depth)
    return AllOf(parts) if key == "all" else AnyOf(parts)


def _test(said: Mapping[str, Any]) -> Test:
    fact = FACTS.get(said["fact"]) if isinstance(said["fact"], str) else None
    if fact is None:
        raise ValidationError({"fact": [_("Allowed: %(facts)s.", facts=", ".join(FACTS))]})
    allowed = (*OPERATORS[fact.kind], "known")
    mistakes, asked = dict[str, list[str]](), list[tuple[str, Any]]()
    for operator in [key for key in said if key != "fact"]:
        try:
            if operator not in allowed:
                raise ValidationError(_("Allowed here: %(keys)s.", keys=", ".join(allowed)))
            asked.append((operator, _value(said["fact"], fact, operator, said[operator])))
        except ValidationError as error:
            mistakes[operator] = [str(text) for text in error.messages]
    if not mistakes and not asked:
        mistakes["fact"] = [_("Say what is asked of it: %(keys)s.", keys=", ".join(allowed))]
    if not mistakes:
        mistakes = _against_range(dict(asked))
    if mistakes:
        raise ValidationError(mistakes)
    return Test(said["fact"], tuple(sorted(asked, key=lambda pair: pair[0])))


def _against_range(asked: Mapping[str, Any]) -> dict[str, list[str]]:
    for low, high in (("at_least", "at_most"), ("from", "until")):
        if low in asked and high in asked and asked[high] < asked[low]:
            return {high: [_("Allowed: not less than %(key)s.", key=low)]}
    return {}


def _value(name: str, fact: Fact, operator: str, value: Any) -> Any:
    if operator in {"known", "is"}:
        return _flag(value, only_true=operator == "known")
    if operator == "at_least" and fact.kind is Kind.SPOKEN:
        return _code(value, tuple(LANGUAGE_LEVELS))
    return READERS[operator](name, fact, value)


def _flag(value: Any, *, only_true: bool) -> bool:
    if value is True or (value is False and not only_true):
        return bool(value)
    raise ValidationError(_("Allowed: true.") if only_true else _("Allowed: true or false."))


def _number(name: str, _fact: Fact, value: Any) -> int:
    most = MOST.get(name, MONTHS)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValidationError(_("Allowed: a whole number from 0 to %(most)s.", most=most))
    return value


def _day(_name: str, _fact: Fact, value: Any) -> date:
    try:
        return day_of(value)
    except (TypeError, ValueError):
        raise ValidationError(_("Allowed: a day, 2026-01-31.")) from None


def _codes(_name: str, fact: Fact, value: Any) -> tuple[str, ...]:
    said = [value] if isinstance(value, str) else value
    if not isinstance(said, list | tuple) or not said:
        raise ValidationError(_("Allowed: a list of one code at least."))
    return tuple(_code(one, fact.allowed) for one in said)


def _code(value: Any, allowed: Collection[str] | None) -> str:
    if isinstance(value, str) and value.strip() and (allowed is None or value in allowed):
        return value
    if allowed is None:
        raise ValidationError(_("Allowed: a list of one code at least."))
    raise ValidationError(_("Allowed: %(codes)s.", codes=", ".join(allowed)))


def _postal(_name: str, _fact: Fact, value: Any) -> tuple[str, ...]:
    said = [value] if isinstance(value, str) else value
    if not isinstance(said, list | tuple) or not said or not all(map(_is_range, said)):
        raise ValidationError(_("Allowed: a list of postal codes or ranges, 1000-1299."))
    return tuple(said)


def _is_range(value: Any) -> bool:
    """Digits alone, the same number at both ends, the first not behind the last."""
    if not isinstance(value, str):
        return False
    found = as_range(value)
    digits = f"{found.first}{found.last}"
    plain = digits.isascii() and digits.isdigit()
    return plain and len(found.first) == len(found.last) and found.first <= found.last


READERS: Mapping[str, Callable[[str, Fact, Any], Any]] = {
    "at_least": _number,
    "at_most": _number,
    "from": _day,
    "until": _day,
    "one_of": _codes,
    "none_of": _codes,
    "in_postal": _postal,
}
