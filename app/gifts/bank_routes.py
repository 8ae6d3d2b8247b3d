"""Files of the bank for people: brought in, and each line decided."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core.fields import Schema
from app.core.permissions import Permission
from app.core.web import Form, get_or_404, requires
from app.gifts import labels, pages, schemas
from app.gifts.actions import banking as actions
from app.gifts.models import BankFile
from app.gifts.queries import giving as queries

bp = Blueprint("bank", __name__, url_prefix="/bank-files")


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE, limit="30 per minute")
def index() -> ResponseReturnValue:
    form = Form(Schema())
    if form.submit(actions.bring_in, file=request.files.get("file")):
        return _to(form.result.id)
    listing = queries.bank_files()
    waiting = queries.waiting_by_file([file.id for file in listing.items])
    page = render_template("gifts/bank_files.html", form=form, listing=listing, waiting=waiting)
    return page, form.status


@bp.get("/<int:file_id>")
@requires(Permission.GIFTS_MANAGE)
def show(file_id: int) -> ResponseReturnValue:
    return _page(get_or_404(BankFile, file_id), Form(schemas.DecisionsSchema()))


@bp.post("/<int:file_id>/decisions")
@requires(Permission.GIFTS_MANAGE)
def decide(file_id: int) -> ResponseReturnValue:
    form = Form(schemas.DecisionsSchema())
    if form.submit(actions.decide, file=get_or_404(BankFile, file_id)):
        for sentence in pages.told_after_deciding(form.result):
            flash(sentence)
        return _to(file_id)
    return _page(get_or_404(BankFile, file_id), form)


@bp.post("/<int:file_id>/discarding")
@requires(Permission.GIFTS_MANAGE)
def discard(file_id: int) -> ResponseReturnValue:
    actions.discard(get_or_404(BankFile, file_id))
    flash(_("The file was discarded. Nothing of it was taken over."))
    return redirect(url_for("gifts.bank.index"), 303)


def _page(file: BankFile, form: Form) -> tuple[str, int]:
    verdict = request.args.get("verdict", "")
    page = render_template(
        "gifts/bank_file.html",
        file=file,
        form=form,
        listing=queries.entries(file.id, verdict if verdict in labels.VERDICTS else ""),
        has_gifts=queries.has_gifts(file.id),
    )
    return page, form.status


def _to(file_id: int) -> Response:
    return redirect(url_for("gifts.bank.show", file_id=file_id), 303)
