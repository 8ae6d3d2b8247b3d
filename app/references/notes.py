"""What is noted of rows about people and duos that were there: what a file said, how it was."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, update

from app.core.db import db
from app.references.known import Known
from app.references.plain_tables import CHANGES, ROWS
from app.references.runs import Run

NOW: Mapping[str, Any] = {
    name: bindparam(f"now_{name}") for name in ("prints", "import_id", "spell_id")
}
Changes = dict[str, list[Any]]
"""`{field: [before, after]}`, as JSON can keep it."""


@dataclass(frozen=True)
class Note:
    """`whose` names the person or duo by the column of the imported row; `said` has its columns,
    and `before` is what it takes to undo what was changed."""

    known: Known
    whose: tuple[str, int]
    said: Mapping[str, Any]
    before: Mapping[str, Any]


class Notes:
    """Those of a chunk, written together at its end."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.notes: list[Note] = []

    def add(self, note: Note) -> None:
        self.notes.append(note)

    def write(self) -> None:
        """Imported rows are made where there is none, as for people entered with a reference."""
        if not self.notes or self.run.dry:
            return
        ids = {note.whose: note.known.row_id for note in self.notes}
        new = [whose for whose, row_id in ids.items() if row_id is None]
        for whose in new:
            made: dict[str, Any] = {"import_id": self.run.import_id, "prints": {}}
            made[whose[0]] = whose[1]
            ids[whose] = db.session.scalar(insert(ROWS).values(made).returning(ROWS.c.id))
        said = [self._said(note) | {"row": ids[note.whose]} for note in self.notes]
        db.session.execute(update(ROWS).where(ROWS.c.id == bindparam("row")).values(NOW), said)
        changes = [
            {
                "import_id": self.run.import_id,
                "row_id": ids[note.whose],
                "before": _before(note),
            }
            for note in self.notes
            if note.before
        ]
        if changes:
            db.session.execute(insert(CHANGES), changes)

    def _said(self, note: Note) -> dict[str, Any]:
        wrote = note.before or note.known.last_import_id is None
        return {
            "now_prints": {**note.known.prints, **note.said["prints"]},
            "now_import_id": self.run.import_id if wrote else note.known.last_import_id,
            "now_spell_id": note.said.get("spell_id", note.known.spell_id),
        }


def _before(note: Note) -> dict[str, Any]:
    return {
        "values": note.before,
        "prints": note.known.prints,
        "import_id": note.known.last_import_id,
        "spell_id": note.known.spell_id,
    }
