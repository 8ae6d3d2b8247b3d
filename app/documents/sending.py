"""Sending a document: always to be saved, never shown inside a page of ours."""

from flask import Response
from werkzeug.http import dump_options_header

from app.documents.models import Document
from app.documents.queries import content_of

POLICY = "default-src 'none'; sandbox"


def send(document: Document) -> Response:
    """The file as an attachment; the caller has checked who may open what it belongs to."""
    response = Response(content_of(document), content_type=document.media_type)
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment", {"filename": document.name}
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = POLICY
    return response
