"""The templates of documents and their words; the pages themselves are added by `doors`."""

from flask import Blueprint

from app.documents import labels, rules

bp = Blueprint("documents", __name__, template_folder="templates")
WORDS = {
    "document_kind": labels.kind_of,
    "document_size": labels.size_of,
    "DOCUMENTS_ACCEPTED": labels.ACCEPTED,
    "DOCUMENTS_MOST_MEGABYTES": rules.MOST_MEGABYTES,
}

bp.record(lambda state: state.app.jinja_env.globals.update(WORDS))
