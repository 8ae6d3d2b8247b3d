"""How far an import is, written down while its rows are taken in."""

from collections.abc import Sequence

from sqlalchemy import update

from app.core.db import db
from app.imports.models import Import
from app.references.runs import Part
from app.references.tallies import VERDICTS, Judged, Tally, sum_of
from app.refused_rows.keeping import keep_refused


class Progress:
    """Writes down in the import how far it is, and the rows that were refused."""

    def __init__(self, import_id: int) -> None:
        self.import_id = import_id
        self.tallies: dict[int, Tally] = {}

    def __call__(self, part: Part, judged: Sequence[Judged]) -> None:
        self.tallies[part.number] = part.tally
        total = sum_of(self.tallies.values())
        counts = {verdict: total.counts[verdict] for verdict in VERDICTS}
        changed = update(Import).where(Import.id == self.import_id)
        db.session.execute(
            changed.values(done=total.rows, **counts),
            execution_options={"synchronize_session": False},
        )
        keep_refused(self.import_id, part, judged)
