"""What can be asked about refused rows."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select

from app.core.db import db
from app.core.listing import Listing
from app.refused_rows.models import ImportRefusal


def refusals_of(import_id: int, part: int) -> Sequence[ImportRefusal]:
    return db.session.scalars(_refusals(import_id, part)).all()


class RefusedLines(Listing):
    """A page of refused rows of one list: all that is wrong with a row counts as one."""

    def __init__(self, import_id: int, part: int) -> None:
        lines = (
            select(ImportRefusal.line)
            .where(ImportRefusal.import_id == import_id, ImportRefusal.part == part)
            .distinct()
        )
        super().__init__(lines, sorts={"line": (ImportRefusal.line,)}, exact=True)
        statement = _refusals(import_id, part).where(ImportRefusal.line.in_(self.items))
        self.items = db.session.scalars(statement).all()


def count_refused_lines(import_id: int) -> dict[int, int]:
    """How many rows were refused, by the number of the list."""
    counted = (
        select(ImportRefusal.part, func.count(ImportRefusal.line.distinct()))
        .where(ImportRefusal.import_id == import_id)
        .group_by(ImportRefusal.part)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def _refusals(import_id: int, part: int) -> Select[ImportRefusal]:
    mine = ImportRefusal.import_id == import_id, ImportRefusal.part == part
    return select(ImportRefusal).where(*mine).order_by(ImportRefusal.line, ImportRefusal.id)
