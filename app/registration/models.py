"""The table of public forms that are not finished."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.people.models import Kind


class RegistrationDraft(Model):
    """A public form that is not finished; found again only by its key, gone after some days.

    `nonce` is the one-use token it was begun with; once sent, the answers are emptied and the row
    stays until its days are over, so that neither the token nor the form can be used again.
    """

    __tablename__ = "registration_drafts"

    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    kind: Mapped[Kind] = mapped_column(String(6))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    nonce: Mapped[str] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime] = mapped_column(Instant)
    saved_at: Mapped[datetime] = mapped_column(Instant, index=True)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
