"""Prints of the cells of a row: enough to tell that a cell changed, too little to read it."""

import json
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from app.core.events import plain

EMPTY = 0


def prints_of(values: Mapping[str, Any]) -> dict[str, int]:
    """A print by field; 0 for an empty cell."""
    return {name: print_of(value) for name, value in values.items()}


def print_of(value: Any) -> int:
    if value is None:
        return EMPTY
    text = value if isinstance(value, str) else json.dumps(plain(value), sort_keys=True)
    return crc32(text.encode()) or 1


def changed_cells(now: Mapping[str, int], last: Mapping[str, int]) -> set[str]:
    """Fields whose cell says something else than last time.

    A cell that was never filled says nothing by being empty.
    """
    return {name for name, print_ in now.items() if print_ != last.get(name, EMPTY)}
