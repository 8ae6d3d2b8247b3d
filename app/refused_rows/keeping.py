"""Refused rows written down, so that they can be corrected; and forgotten."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Select, delete, insert

from app.core.db import db
from app.lists.rows import Understood
from app.references.runs import Part
from app.references.tallies import Judged
from app.refused_rows.models import ImportRefusal
from app.spreadsheets.cells import text_of_cell


def keep_refused(import_id: int, part: Part, judged: Sequence[Judged]) -> None:
    """Every problem of every row of these that was refused."""
    refusals = [refusal for each in judged for refusal in _refusals(import_id, part, each)]
    if refusals:
        db.session.execute(insert(ImportRefusal), refusals)


def forget_refused(import_ids: Select[int] | Sequence[int]) -> None:
    """Those of these imports go."""
    db.session.execute(
        delete(ImportRefusal).where(ImportRefusal.import_id.in_(import_ids)),
        execution_options={"synchronize_session": False},
    )


def _refusals(import_id: int, part: Part, judged: Judged) -> Iterator[dict[str, object]]:
    for number, problem in enumerate(judged.problems):
        yield {
            "import_id": import_id,
            "part": part.number,
            "line": problem.line,
            "column": problem.column[:200] or None,
            "value": problem.value,
            "code": problem.code,
            "named": {name: str(value) for name, value in problem.named.items()},
            "row": None if number else cells_kept(part, judged.row),
        }


def cells_kept(part: Part, row: Understood) -> list[str]:
    """The cells as text, without those that this country does not store."""
    kept_out = part.understanding.setting.kept_out
    hidden = {place for place, name in part.mapped.columns.items() if name in kept_out}
    return ["" if place in hidden else text_of_cell(cell) for place, cell in enumerate(row.cells)]
