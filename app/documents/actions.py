"""Keeping a file with what it belongs to, taking it away, putting it back.

Each leaves an event about what the document belongs to. Names of files may hold names of people,
so they stay out of events and logs.
"""

import hashlib
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import FileStorage

from app.core import clock, events
from app.core.db import Model, db
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer
from app.documents import queries, rules
from app.documents.models import Document


def keep(row: Model, name: str, content: bytes) -> Document:
    """Keep a file with `row`. Raises `ValidationError` at `file` for what cannot be taken, and
    `Refused` when the same content is there already."""
    if not content:
        raise _wrong(_("Choose a file that is not empty."))
    if len(content) > rules.MOST_BYTES:
        raise _wrong(_("At most %(most)s MB.", most=rules.MOST_MEGABYTES))
    media_type = rules.media_type_of(name, content)
    if media_type is None:
        raise _wrong(
            _("Only PDF, pictures, documents and tables without macros, CSV, text and mails.")
        )
    digest = hashlib.sha256(content).hexdigest()
    refuse_if(_against_twice(queries.find_same(row, digest)))
    document = Document(
        subject_type=row.__tablename__,
        subject_id=row.id,
        name=rules.clean_name(name, media_type),
        media_type=media_type,
        size_bytes=len(content),
        sha256=digest,
        content=content,
        kept_at=clock.now(),
        kept_by_id=viewer().user_id,
    )
    db.session.add(document)
    db.session.flush()
    _tell("document.kept", row, document)
    return document


def attach(*, row: Model, file: FileStorage | None) -> Document:
    """Keep what a form sent; see `keep`."""
    if file is None or not file.filename:
        raise _wrong(_("Choose a file."))
    return keep(row, file.filename, file.stream.read(rules.MOST_BYTES + 1))


def remove(row: Model, document: Document) -> None:
    """Out of sight, until it is put back or erased; a second time changes nothing."""
    if document.removed_at is None:
        document.removed_at = clock.now()
        _tell("document.removed", row, document)


def restore(row: Model, document: Document) -> None:
    """Raises `Refused` when the same content was added again meanwhile."""
    if document.removed_at is not None:
        refuse_if(_against_twice(queries.find_same(row, document.sha256)))
        document.removed_at = None
        _tell("document.restored", row, document)


def _against_twice(same: Document | None) -> list[Reason]:
    if same is None:
        return []
    text = _("The same file is here already, as “%(name)s”.", name=same.name)
    return [Reason("document_twice", text)]


def _wrong(text: str) -> ValidationError:
    return ValidationError({"file": [text]})


def _tell(name: str, row: Model, document: Document) -> None:
    facts: dict[str, Any] = {"document_id": document.id, "media_type": document.media_type}
    events.record(name, row, **facts)
