"""The refused rows as a file that can be corrected and sent again.

One line a row: where it stood, in which columns what was wrong and why, then the row itself under
its own headers. The reader leaves our four columns out (`ignored` in the tenant's profile).
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.core.export import safe
from app.lists.recognising import Mapped
from app.references.runs import Part
from app.references.tallies import REFUSED, Judged
from app.refused_rows.keeping import cells_kept
from app.refused_rows.models import ImportRefusal
from app.spreadsheets.refused import WrongRow, file_headers, file_line, told_before


def lines_of(refusals: Iterable[ImportRefusal], own: Sequence[str]) -> Iterator[list[str]]:
    """From the rows kept in the database, in the order of their lines."""
    begin = told_before(own)
    for line, group in _by_line(refusals):
        cells = next((each.row for each in group if each.row is not None), [])
        wrong = WrongRow(
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
    wrong = WrongRow(
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
