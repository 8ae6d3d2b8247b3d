"""The refused rows as a file that can be corrected and sent again.

One line a row: where it stood, in which columns what was wrong and why, then the row itself under
its own headers. The reader leaves our four columns out (`ignored` in the tenant's profile).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.export import safe
from app.core.tenancy import tenant
from app.imports.models import ImportRefusal
from app.imports.recognising import Mapped
from app.imports.runs import Part
from app.imports.taking_in import cells_kept
from app.imports.tallies import REFUSED, Judged

BETWEEN = " | "
COLUMNS_TOLD = 4


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one row: in which columns, with which values, and why."""

    columns: list[str]
    values: list[str]
    reasons: list[str]


def told_headers() -> list[str]:
    return [_("Line"), _("Column"), _("Value"), _("Reason")]


def told_before(own: Sequence[str]) -> int:
    """How many of the first columns we added to this file when rows of it were refused before."""
    told: set[tuple[str, ...]] = set()
    for language in tenant().languages:
        with force_locale(language):
            told.add(tuple(told_headers()))
    count = 0
    while tuple(own[count : count + COLUMNS_TOLD]) in told:
        count += COLUMNS_TOLD
    return count


def file_headers(own: Sequence[str]) -> list[str]:
    return [*told_headers(), *own[told_before(own) :]]


def file_line(line: int, wrong: Wrong, cells: Sequence[str], width: int) -> list[str]:
    """The cells as wide as the headers are, so that every line has the same number."""
    told = [BETWEEN.join(part) for part in (wrong.columns, wrong.values, wrong.reasons)]
    return [str(line), *told, *cells, *[""] * (width - len(cells))]


def lines_of(refusals: Iterable[ImportRefusal], own: Sequence[str]) -> Iterator[list[str]]:
    """From the rows kept in the database, in the order of their lines."""
    begin = told_before(own)
    for line, group in _by_line(refusals):
        cells = next((each.row for each in group if each.row is not None), [])
        wrong = Wrong(
            [each.column or "" for each in group],
            [each.value or "" for each in group],
            [each.text for each in group],
        )
        yield file_line(line, wrong, cells[begin:], len(own) - begin)


class RefusedFiles:
    """Written while a file is taken in: `path`, or a file beside it for each of several lists.

    Every list gets its file, also when nothing of it is refused. They hold what the file held
    about people, so nobody else may read them.
    """

    def __init__(self, path: Path, lists: Sequence[Mapped]) -> None:
        self.paths = [path]
        if len(lists) > 1:
            self.paths = [path.with_stem(f"{path.stem}-{each.kind}") for each in lists]
        self.begins = [told_before(each.headers) for each in lists]
        for own, each in zip(self.paths, lists, strict=True):
            own.unlink(missing_ok=True)
            own.touch(mode=0o600)
            _append(own, [file_headers(each.headers)], "utf-8-sig")

    def __call__(self, part: Part, judged: Sequence[Judged]) -> None:
        begin = self.begins[part.number]
        lines = [_line_of(part, each, begin) for each in judged if each.verdict == REFUSED]
        _append(self.paths[part.number], lines, "utf-8")


def _line_of(part: Part, judged: Judged, begin: int) -> list[str]:
    wrong = Wrong(
        [each.column for each in judged.problems],
        [each.value for each in judged.problems],
        [each.text for each in judged.problems],
    )
    cells = cells_kept(part, judged.row)[begin:]
    return file_line(judged.row.line, wrong, cells, len(part.mapped.headers) - begin)


def _append(path: Path, lines: Iterable[Sequence[str]], encoding: str) -> None:
    with path.open("a", encoding=encoding, newline="") as target:
        writer = csv.writer(target, delimiter=";")
        writer.writerows([safe(cell) for cell in line] for line in lines)


def _by_line(refusals: Iterable[ImportRefusal]) -> Iterator[tuple[int, list[ImportRefusal]]]:
    group: list[ImportRefusal] = []
    for refusal in refusals:
        if group and refusal.line != group[0].line:
            yield group[0].line, group
            group = []
        group.append(refusal)
    if group:
        yield group[0].line, group
