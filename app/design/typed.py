"""What the macros of forms ask: which message belongs to which field, and what its label was."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g

from app.core.web import Form

ROW = re.compile(r"^(\w+)-(\d{1,3})-(\w+)$")


@dataclass(frozen=True)
class Mistake:
    """One message: the name of its field (empty when it is about the whole form), its label."""

    name: str
    label: str
    text: str


def note_label(name: str, label: object) -> str:
    """Remember what a field is called on this page, for the summary of mistakes; shows nothing."""
    _labels()[name] = str(label)
    return ""


def begin_form(form_id: str) -> str:
    """From here on the ids of fields carry `form_id`, so that two forms can share a page."""
    g.form_id = form_id
    return ""


def field_id(name: str) -> str:
    """The id of a box: what its label, its help and the summary of mistakes point at."""
    form_id = g.get("form_id", "")
    return f"f-{form_id}-{name}" if form_id else f"f-{name}"


def errors_of(form: Form, name: str) -> list[str]:
    """The messages at one field, also at `languages-0-code`; empty when there are none."""
    return [mistake.text for mistake in mistakes_of(form) if mistake.name == name]


def mistakes_of(form: Form) -> list[Mistake]:
    """Every message of the form, in the order in which its fields were shown."""
    labels = _labels()
    order = {name: place for place, name in enumerate(labels)}
    found = [
        Mistake(name, labels.get(name, ""), text) for name, text in _flat(form, form.errors) if text
    ]
    return sorted(found, key=lambda mistake: order.get(mistake.name, len(order)))


def row_names(form: Form, name: str, extra: int) -> list[str]:
    """`languages-0`, `languages-1` ...: a prefix for each row already filled, and `extra` more."""
    taken = {int(part[2]) for part in map(ROW.match, form.values) if part and part[1] == name}
    return [f"{name}-{index}" for index in range(max(taken, default=-1) + 1 + extra)]


def _labels() -> dict[str, str]:
    labels: dict[str, str] = g.setdefault("labels_of_fields", {})
    return labels


def _flat(form: Form, errors: Mapping[Any, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Field names with their messages; a place in a list becomes the row that was typed in."""
    for key, found in errors.items():
        name = _name(form, path, key)
        if isinstance(found, Mapping):
            yield from _flat(form, found, name)
        else:
            yield from ((name, str(text)) for text in found)


def _name(form: Form, path: str, key: Any) -> str:
    if key == "_schema":
        return path
    if not isinstance(key, int):
        return f"{path}-{key}" if path else str(key)
    rows = _filled_rows(form, path)
    return f"{path}-{rows[key]}" if key < len(rows) else path


def _filled_rows(form: Form, name: str) -> list[int]:
    """Empty rows are left out when a form is read, so the second error may be of the third row."""
    parts = [(ROW.match(key), form.values.get(key)) for key in form.values]
    return sorted({int(part[2]) for part, value in parts if part and part[1] == name and value})
