"""Gifts for people: the list, each gift, thanks."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.core import clock
from app.core.export import TYPES
from app.core.listing import kept_arguments
from app.core.permissions import Permission
from app.core.web import Form, requires
from app.gifts import donor_routes, labels, pages, schemas
from app.gifts.actions import giving as actions
from app.gifts.models import Gift
from app.gifts.queries import donors
from app.gifts.queries import giving as queries

bp = Blueprint("gifts", __name__, url_prefix="/gifts", template_folder="templates")
bp.register_blueprint(donor_routes.bp)
bp.app_context_processor(lambda: {"gift_labels": labels, "gift_tabs": pages.tabs})


@bp.get("/")
@requires(Permission.GIFTS_READ)
def index() -> ResponseReturnValue:
    asked = pages.asked(request.args)
    return render_template(
        "gifts/index.html",
        listing=queries.all_gifts(**asked),
        sum_cents=queries.sum_of(**asked),
        kept=kept_arguments(),
    )


@bp.get("/export.<kind>")
@requires(Permission.GIFTS_READ, writes=True)
def export(kind: str) -> ResponseReturnValue:
    return pages.export(kind, pages.asked(request.args)) if kind in TYPES else abort(404)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE)
def new() -> ResponseReturnValue:
    shown = {"donor_id": request.args.get("donor", type=int), "received_on": clock.today()}
    form = Form(schemas.GiftSchema(), of=shown)
    if form.submit(actions.record_gift):
        flash(_("The gift is recorded."))
        return _to(form.result)
    return render_template("gifts/form.html", form=form, donors=donors.donor_names()), form.status


@bp.get("/<int:gift_id>")
@requires(Permission.GIFTS_READ)
def show(gift_id: int) -> ResponseReturnValue:
    return _page(_gift(gift_id), Form(schemas.WithdrawalSchema()))


@bp.route("/<int:gift_id>/edit", methods=["GET", "POST"])
@requires(Permission.GIFTS_MANAGE)
def edit(gift_id: int) -> ResponseReturnValue:
    gift = _gift(gift_id)
    form = Form(schemas.GiftSchema(), of=gift)
    if form.submit(actions.change_gift, gift=gift):
        flash(_("The gift was changed."))
        return _to(gift)
    page = render_template(
        "gifts/form.html", form=form, gift=_gift(gift_id), donors=donors.donor_names()
    )
    return page, form.status


@bp.post("/<int:gift_id>/withdrawal")
@requires(Permission.GIFTS_MANAGE)
def withdraw(gift_id: int) -> ResponseReturnValue:
    form = Form(schemas.WithdrawalSchema())
    if form.submit(actions.withdraw_gift, gift=_gift(gift_id)):
        flash(_("The gift is withdrawn. You can undo this."))
        return _to(form.result)
    return _page(_gift(gift_id), form)


@bp.post("/<int:gift_id>/restoration")
@requires(Permission.GIFTS_MANAGE)
def restore(gift_id: int) -> ResponseReturnValue:
    gift = actions.restore_gift(_gift(gift_id))
    flash(_("The gift counts again."))
    return _to(gift)


@bp.post("/<int:gift_id>/thanks")
@requires(Permission.GIFTS_MANAGE)
def note_thanks(gift_id: int) -> ResponseReturnValue:
    gift = actions.note_thanks(_gift(gift_id))
    flash(_("Noted: thanked today."))
    return _to(gift)


@bp.post("/thanks")
@requires(Permission.GIFTS_MANAGE)
def thank() -> ResponseReturnValue:
    form = Form(schemas.ThanksSchema())
    if form.submit(actions.thank):
        for sentence in pages.told_after_thanks(form.result):
            flash(sentence)
    else:
        flash(_("Tick one gift at least."), "error")
    return redirect(url_for(".index", **kept_arguments()), 303)


def _gift(gift_id: int) -> Gift:
    return queries.find_gift(gift_id) or abort(404)


def _page(gift: Gift, form: Form) -> tuple[str, int]:
    receipt = pages.receipt_numbers([gift]).get(gift.receipt_id or 0)
    facts: dict[str, Any] = {"gift": gift, "form": form, "receipt": receipt}
    return render_template("gifts/show.html", **facts), form.status


def _to(gift: Gift) -> Response:
    return redirect(url_for("gifts.show", gift_id=gift.id), 303)
