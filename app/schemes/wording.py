"""Conditions and refusals in plain words, in the reader's language."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from app.core import i18n
from app.core.errors import Reason
from app.core.vocabularies import LANGUAGE_LEVELS
from app.schemes.nodes import AllOf, AnyOf, Facts, Node, NotOf, Test
from app.schemes.vocabulary import DATED, FACTS, Fact, Kind


def sentence(node: Node) -> str:
    """A condition as a reader of the scheme understands it."""
    if isinstance(node, Test):
        return str(_("%(fact)s: %(asked)s", fact=FACTS[node.fact].label, asked=asked(node)))
    if isinstance(node, NotOf):
        return str(_("Not: %(condition)s", condition=sentence(node.part)))
    joined = _list([sentence(part) for part in node.parts])
    if isinstance(node, AllOf):
        return str(_("All of these: %(conditions)s", conditions=joined))
    return str(_("At least one of these: %(conditions)s", conditions=joined))


def asked(test: Test) -> str:
    """What a condition asks of its fact: "18 to 33", "French, Dutch", "yes"."""
    fact = FACTS[test.fact]
    if fact.kind is Kind.NUMBER:
        said = _numbers(fact, test)
    elif fact.kind is Kind.DAY:
        said = _days(test)
    else:
        told = dict(test.asked)
        said = [SAYING[operator](fact, told[operator]) for operator in SAYING if operator in told]
    return ", ".join(said) or _("known")


def against(test: Test, facts: Facts, *, told: bool) -> Reason:
    """Why a condition is not met, with the value found and what is asked; `told` is whether this
    reader may know that somebody's sensitive fact is lacking. Its value is never told: whoever may
    read it opens it on the profile, where each reading is noted."""
    fact, found = FACTS[test.fact], facts.values.get(test.fact)
    words: dict[str, Any] = {"fact": fact.label, "asked": asked(test), "day": i18n.day(facts.on)}
    if fact.sensitive and not told:
        text = _("%(fact)s: not known, or not what is asked for: %(asked)s.", **words)
        return Reason(f"{test.fact}.not_met", text)
    if found is None:
        text = _("%(fact)s: not known; asked for: %(asked)s.", **words)
        return Reason(f"{test.fact}.unknown", text)
    return Reason(f"{test.fact}.not_met", _not_met(test.fact, found, words))


def _not_met(name: str, found: Any, words: Mapping[str, Any]) -> Any:
    fact = FACTS[name]
    if fact.sensitive:
        return _("%(fact)s: not what is asked for: %(asked)s.", **words)
    if name == "age":
        return _("Aged %(age)s on %(day)s; this scheme asks for %(asked)s.", age=found, **words)
    said = dict(words, found=_found(fact, found))
    if name in DATED:
        return _("%(fact)s on %(day)s: %(found)s; asked for: %(asked)s.", **said)
    return _("%(fact)s: %(found)s; asked for: %(asked)s.", **said)


def against_joined(node: Node, reasons: Sequence[Reason]) -> Reason:
    """Why alternatives, or the opposite of something, are not met."""
    if isinstance(node, AnyOf):
        told = _list([str(reason.text).rstrip(".") for reason in reasons])
        return Reason("any.not_met", _("None of these is met: %(reasons)s.", reasons=told))
    condition = sentence(node)
    return Reason("not.not_met", _("Not met or not known: %(condition)s.", condition=condition))


def _numbers(fact: Fact, test: Test) -> list[str]:
    least, most = test["at_least"], test["at_most"]
    if least is not None and most is not None:
        return [_("%(least)s to %(most)s", least=least, most=most)]
    if least is not None:
        return [_("at least %(least)s", least=least)]
    return [_("at most %(most)s", most=most)] if most is not None else []


def _days(test: Test) -> list[str]:
    first, last = test["from"], test["until"]
    found = [_("from %(day)s", day=i18n.day(first))] if first else []
    return [*found, _("until %(day)s", day=i18n.day(last))] if last else found


def _flag(_fact: Fact, value: bool) -> str:  # noqa: FBT001 - one of a table
    return str(_("yes") if value else _("no"))


def _any_of(fact: Fact, codes: Sequence[str]) -> str:
    return _list([str(fact.named(code)) for code in codes])


def _none_of(fact: Fact, codes: Sequence[str]) -> str:
    return str(_("any but %(these)s", these=_any_of(fact, codes)))


def _level(_fact: Fact, level: str) -> str:
    return str(_("at least %(least)s", least=_short(level)))


def _short(level: str) -> str:
    """B1; only the level of a native speaker has no letters of its own."""
    return level if level[1:].isdigit() else str(LANGUAGE_LEVELS[level])


def _ranges(_fact: Fact, ranges: Sequence[str]) -> str:
    return _list(ranges)


def _found(fact: Fact, value: Any) -> str:
    """A value as it was found."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if fact.kind is Kind.DAY:
        return i18n.day(value)
    if fact.kind is Kind.SPOKEN:
        return _list([f"{fact.named(code)} ({_short(level)})" for code, level in value.items()])
    if fact.kind is Kind.LISTED:
        return _any_of(fact, value)
    return str(value) if fact.kind is Kind.NUMBER else str(fact.named(value))


def _list(parts: Sequence[str]) -> str:
    return (
        i18n.joined(parts)
        if any("," in part or ":" in part for part in parts)
        else ", ".join(parts)
    )


SAYING: Mapping[str, Callable[[Fact, Any], str]] = {
    "is": _flag,
    "one_of": _any_of,
    "none_of": _none_of,
    "in_postal": _ranges,
    "at_least": _level,
}
"""In the order in which they are said."""
