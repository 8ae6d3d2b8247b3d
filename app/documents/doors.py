"""The pages of the documents of one kind of row, added to the blueprint of the feature it is of.

    add_documents(bp, Owner(find=_funder, url=lambda row: url_for("funders.show", funder_id=row.id),
                            read=Permission.FUNDING_READ, manage=Permission.FUNDING_MANAGE))

adds `/<row_id>/documents` (adding one), `/<row_id>/documents/<document_id>` (saving it), and its
`removal` and `restoration`. On the page of the row:

    {% from "documents/list.html" import documents_card with context %}
    {{ documents_card(documents, removed, "funders", funder.id, manages) }}
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.core.db import Model
from app.core.errors import Reason, refuse_if
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, Form, requires
from app.documents import actions, queries
from app.documents.models import Document
from app.documents.schemas import UploadSchema
from app.documents.sending import send


@dataclass(frozen=True)
class Owner:
    """What documents belong to. `find` answers the row or aborts with 404, so it also guards;
    `against_removing` says why nothing may be taken away from it any more."""

    find: Callable[[int], Any]
    url: Callable[[Any], str]
    read: Permission
    manage: Permission
    against_removing: Callable[[Any], Sequence[Reason]] = lambda _row: ()


def add_documents(bp: Blueprint, owner: Owner, path: str = "/<int:row_id>/documents") -> None:
    @bp.route(path, methods=["GET", "POST"])
    @requires(owner.manage, limit="60 per minute")
    def keep_document(row_id: int) -> ResponseReturnValue:
        row, form = owner.find(row_id), Form(UploadSchema())
        if form.submit(actions.attach, row=row, file=request.files.get("file")):
            flash(_("The document is kept."))
            return redirect(owner.url(row), 303)
        back = owner.url(owner.find(row_id))
        return render_template("documents/keep.html", form=form, back=back), form.status

    @bp.get(f"{path}/<int:document_id>")
    @requires(owner.read)
    def document(row_id: int, document_id: int) -> ResponseReturnValue:
        found = _document(owner.find(row_id), document_id)
        return send(found) if found.removed_at is None else abort(404)

    @bp.post(f"{path}/<int:document_id>/removal")
    @requires(owner.manage)
    def remove_document(row_id: int, document_id: int) -> ResponseReturnValue:
        row = owner.find(row_id)
        refuse_if(owner.against_removing(row))
        actions.remove(row, _document(row, document_id))
        flash(_("The document was taken away. It can be put back below the list."))
        return redirect(owner.url(row), 303)

    @bp.post(f"{path}/<int:document_id>/restoration")
    @requires(owner.manage)
    def restore_document(row_id: int, document_id: int) -> ResponseReturnValue:
        row = owner.find(row_id)
        actions.restore(row, _document(row, document_id))
        flash(_("The document is back."))
        return redirect(owner.url(row), 303)


def _document(row: Model, document_id: int) -> Document:
    return (
        queries.find_document(row, document_id) if document_id <= LARGEST_ID else None
    ) or abort(404)
