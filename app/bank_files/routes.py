"""Files of the bank for people: brought in, and each line decided."""

from collections.abc import Iterator, Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug import Response

from app.bank_files import actions, labels, queries, schemas
from app.bank_files.models import BankFile
from app.core.fields import Schema
from app.core.permissions import Permission
from app.core.web import Form, get_or_404, requires

bp = Blueprint("bank_files", __name__, url_prefix="/gifts/bank-files", template_folder="templates")


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE, limit="30 per minute")
def index() -> ResponseReturnValue:
    form = Form(Schema())
    if form.submit(actions.bring_in, file=request.files.get("file")):
        return _to(form.result.id)
    listing = queries.bank_files()
    waiting = queries.waiting_by_file([file.id for file in listing.items])
    page = render_template("bank_files/index.html", form=form, listing=listing, waiting=waiting)
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
        for sentence in _told(form.result):
            flash(sentence)
        return _to(file_id)
    return _page(get_or_404(BankFile, file_id), form)


@bp.post("/<int:file_id>/discarding")
@requires(Permission.GIFTS_MANAGE)
def discard(file_id: int) -> ResponseReturnValue:
    actions.discard(get_or_404(BankFile, file_id))
    flash(_("The file was discarded. Nothing of it was taken over."))
    return redirect(url_for(".index"), 303)


def _page(file: BankFile, form: Form) -> tuple[str, int]:
    verdict = request.args.get("verdict", "")
    page = render_template(
        "bank_files/show.html",
        labels=labels,
        file=file,
        form=form,
        listing=queries.entries(file.id, verdict if verdict in labels.VERDICTS else ""),
        has_gifts=queries.has_gifts(file.id),
    )
    return page, form.status


def _to(file_id: int) -> Response:
    return redirect(url_for(".show", file_id=file_id), 303)


def _told(told: Mapping[str, int]) -> Iterator[str]:
    said = {
        "gift": ngettext(
            "%(num)d line became a gift.", "%(num)d lines became gifts.", told.get("gift", 0)
        ),
        "other": ngettext(
            "%(num)d line is no gift.", "%(num)d lines are no gifts.", told.get("other", 0)
        ),
        "new_donor": ngettext(
            "%(num)d donor was added.", "%(num)d donors were added.", told.get("new_donor", 0)
        ),
        "changed": ngettext(
            "%(num)d line had been decided before and stays as it is.",
            "%(num)d lines had been decided before and stay as they are.",
            told.get("changed", 0),
        ),
    }
    return (sentence for what, sentence in said.items() if told.get(what))
