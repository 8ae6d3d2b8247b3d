"""Table of the mails that went out, or are about to."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.sealing import Sealed


class Mail(Model):
    """Written in the transaction that causes it; delivered by a job after the commit.

    The body is sealed until then and emptied once delivered: links in it are keys.
    """

    __tablename__ = "mails"

    kind: Mapped[str] = mapped_column(String(40))
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(5))
    subject: Mapped[str] = mapped_column(String(200))
    body: Mapped[str | None] = mapped_column(Sealed("messages.body"))
    written_at: Mapped[datetime] = mapped_column(Instant)
    delivered_at: Mapped[datetime | None] = mapped_column(Instant)
