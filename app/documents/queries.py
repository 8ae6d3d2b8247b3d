"""Every question to the table of documents; the content is loaded only by who sends it."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload, undefer

from app.accounts.models import User
from app.core.db import Model, db
from app.documents.models import Document


def _of(row: Model) -> Select[Document]:
    return select(Document).where(
        Document.subject_type == row.__tablename__, Document.subject_id == row.id
    )


def documents_of(row: Model, *, removed: bool = False) -> Sequence[Document]:
    """Kept with `row`, the newest first; with `removed`, those that were taken away."""
    wanted = Document.removed_at.is_not(None) if removed else Document.removed_at.is_(None)
    named = joinedload(Document.kept_by).options(lazyload(User.antennas))
    statement = _of(row).where(wanted).options(named).order_by(Document.id.desc())
    return db.session.scalars(statement).all()


def find_document(row: Model, document_id: int) -> Document | None:
    """Of this row only, also when it was taken away."""
    return db.session.scalars(_of(row).where(Document.id == document_id)).one_or_none()


def find_same(row: Model, sha256: str) -> Document | None:
    """A document of this row with the same content that was not taken away."""
    same = _of(row).where(Document.sha256 == sha256, Document.removed_at.is_(None))
    return db.session.scalars(same.limit(1)).one_or_none()


def content_of(document: Document) -> bytes:
    whole = select(Document).where(Document.id == document.id).options(undefer(Document.content))
    found = db.session.scalars(whole.execution_options(populate_existing=True)).one()
    return found.content
