"""What files last said about a person or duo, and what it takes to undo that."""

from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model


class ImportedRow(Model):
    """What files last said about one person or duo: a print of each cell, by field.

    A cell whose print is still the same never overwrites what somebody changed by hand since.
    `import_id` is the last import that wrote; `spell_id` the situation that a duo's row told.
    """

    __tablename__ = "imported_rows"

    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("people.id", ondelete="CASCADE"), unique=True
    )
    duo_id: Mapped[int | None] = mapped_column(
        ForeignKey("duos.id", ondelete="CASCADE"), unique=True
    )
    spell_id: Mapped[int | None] = mapped_column(
        ForeignKey("spells.id", ondelete="SET NULL"), index=True
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    prints: Mapped[dict[str, int]] = mapped_column(JSON)


class ImportChange(Model):
    """A row that was there and that the import changed; `before` is what it takes to undo it.

    It goes when the person or duo goes, because it holds what was known about them.
    """

    __tablename__ = "import_changes"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), index=True)
    row_id: Mapped[int] = mapped_column(
        ForeignKey("imported_rows.id", ondelete="CASCADE"), index=True
    )
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
