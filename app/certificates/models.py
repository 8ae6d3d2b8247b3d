"""Table of the certificates."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Model
from app.people.models import Person


class Certificate(Model):
    """What somebody followed, on paper. `code` is on it and opens the page that verifies it.

    `facts` is what the paper says, frozen: {"modules": [{title, hours, completed_on}], "hours"}.
    """

    __tablename__ = "certificates"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    code: Mapped[str] = mapped_column(String(24), unique=True)
    language: Mapped[str] = mapped_column(String(5))
    issued_on: Mapped[date]
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    revoked_on: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="raise_on_sql")
