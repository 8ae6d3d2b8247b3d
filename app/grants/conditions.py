"""Conditions that a contract adds, as rows of a form: a fact, what is asked of it, and a value.

A condition that does not fit in a row (one of several, not) keeps its JSON, and is shown as a
sentence.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, post_dump, pre_load

from app.grants.schemas import GrantSchema
from app.schemes.reading import parse
from app.schemes.vocabulary import FACTS, Kind
from app.schemes.wording import sentence

ASKED: Mapping[str, LazyString] = {
    "at_least": _("at least"),
    "at_most": _("at most"),
    "one_of": _("one of"),
    "none_of": _("none of"),
    "in_postal": _("postal code between"),
    "from": _("from"),
    "until": _("until"),
    "is": _("is (yes or no)"),
}
YES = frozenset({"yes", "true", "1", "oui", "ja", "sí", "si", "y"})
NO = frozenset({"no", "false", "0", "non", "nee", "nein", "n"})


class GrantFormSchema(GrantSchema):
    """The same as a form holds it."""

    @pre_load
    def from_rows(self, sent: Any, **_options: Any) -> Any:
        if not isinstance(sent, Mapping) or not isinstance(sent.get("conditions"), list):
            return sent
        return {**sent, "conditions": [condition_of(row) for row in sent["conditions"]]}

    @post_dump
    def as_rows(self, shown: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if "conditions" not in shown:
            return shown
        return {**shown, "conditions": [r for one in shown["conditions"] for r in rows_of(one)]}


def rows_of(condition: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """One row for each thing asked; a language and its level belong together, so they stay JSON."""
    fact = FACTS.get(str(condition.get("fact")))
    asked = {name: value for name, value in condition.items() if name != "fact"}
    whole = fact is None or (fact.kind is Kind.SPOKEN and len(asked) > 1)
    if whole or not asked or not set(asked) <= set(ASKED):
        yield {"json": json.dumps(condition, ensure_ascii=False)}
        return
    for name, value in asked.items():
        yield {"fact": str(condition["fact"]), "asked": name, "value": _typed(value)}


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def condition_of(row: Any) -> Any:
    """A row of the form as a condition; what cannot be one is left for `parse` to refuse."""
    if not isinstance(row, Mapping):
        return row
    if "json" in row:
        try:
            return json.loads(row["json"])
        except (TypeError, ValueError, RecursionError):
            return {}
    if "fact" not in row and "value" not in row:
        return {}
    return {"fact": row.get("fact"), str(row.get("asked")): _read(row)}


def _read(row: Mapping[str, Any]) -> Any:
    value, asked = str(row.get("value") or "").strip(), row.get("asked")
    fact = FACTS.get(str(row.get("fact")))
    if asked in {"one_of", "none_of", "in_postal"}:
        return [part for part in re.split(r"\s*[,;]\s*", value) if part]
    if asked == "is":
        return True if value.casefold() in YES else False if value.casefold() in NO else value
    number = fact is not None and fact.kind is Kind.NUMBER and re.fullmatch(r"\d{1,6}", value)
    return int(value) if number else value


def told_row(text: str) -> str:
    """The sentence of a condition that is kept as JSON."""
    read = condition_of({"json": text})
    return " ".join(in_words([read])) if isinstance(read, dict) else ""


def in_words(conditions: list[dict[str, Any]]) -> list[str]:
    """Each as a sentence; nothing for what can no longer be understood."""
    try:
        return [sentence(node) for node in parse(conditions).conditions]
    except ValidationError:
        return []
