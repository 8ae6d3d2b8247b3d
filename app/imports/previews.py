"""How a list was read, as JSON: what the page shows before anything is taken in."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from app.core.events import plain
from app.lists.fields import FIELDS
from app.lists.profiles import Profile
from app.lists.recognising import Mapped
from app.lists.rows import Setting, Understood, understand_rows
from app.references.tallies import Tally

ROWS_SHOWN = 10
EXAMPLES = 2


def part_of(mapped: Mapped, profile: Profile, setting: Setting) -> dict[str, Any]:
    """What the file calls its columns, what they are taken for, and the first rows."""
    rows = list(islice(understand_rows(mapped, profile, setting), ROWS_SHOWN))
    hidden = {at for at, name in mapped.columns.items() if name in setting.kept_out}
    return {
        "kind": mapped.kind,
        "sheet": mapped.table.sheet,
        "rows": max(0, mapped.table.line_count - _above(mapped)),
        "form": mapped.table.form,
        "encoding": mapped.table.encoding,
        "delimiter": mapped.table.delimiter,
        "language": mapped.language.code,
        "date_order": mapped.date_order,
        "headers": list(mapped.headers),
        "columns": {str(at): name for at, name in mapped.columns.items()},
        "leftovers": list(mapped.leftovers),
        "examples": [
            "" if at in hidden else _example(rows, at) for at in range(len(mapped.headers))
        ],
        "sample": [_shown(row) for row in rows],
    }


def without_rows(part: dict[str, Any]) -> dict[str, Any]:
    """The same without anything that a row said: what is kept once the file was taken in."""
    return {name: value for name, value in part.items() if name not in {"sample", "examples"}}


def with_counts(parts: Iterable[dict[str, Any]], tallies: Iterable[Tally]) -> list[dict[str, Any]]:
    return [
        {**part, "counts": {**tally.as_dict(), "kept_out": dict(tally.kept_out)}}
        for part, tally in zip(parts, tallies, strict=True)
    ]


def fields_shown(part: dict[str, Any]) -> list[str]:
    """The fields that the list has, in our order."""
    there = set(part["columns"].values())
    return [each.name for each in FIELDS[part["kind"]] if each.name in there]


def _above(mapped: Mapped) -> int:
    """Lines with something in them down to the names of the columns."""
    found = 0
    for number, _cells in mapped.table.lines():
        if number > mapped.header_line:
            break
        found += 1
    return found


def _example(rows: Iterable[Understood], at: int) -> str:
    filled = (str(row.cells[at]).strip() for row in rows if at < len(row.cells))
    return ", ".join(islice((text[:40] for text in filled if text), EXAMPLES))


def _shown(row: Understood) -> dict[str, Any]:
    return {
        "line": row.line,
        "values": plain(row.values),
        "problems": [
            {
                "column": each.column,
                "value": each.value,
                "code": each.code,
                "named": {name: str(value) for name, value in each.named.items()},
            }
            for each in row.problems
        ],
    }
