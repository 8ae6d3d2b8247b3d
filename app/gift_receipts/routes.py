"""Receipts for people: those of a year, made at once or one by one, as papers."""

from datetime import date

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core import clock, events
from app.core.listing import number_in
from app.core.permissions import Permission
from app.core.web import Form, requires
from app.gift_receipts import actions, on_paper, queries, rules, schemas
from app.gift_receipts.models import GiftReceipt
from app.gifts.donor_page import donor_page
from app.gifts.files import gift_rules
from app.gifts.models import Donor
from app.gifts.queries.donors import find_donor

bp = Blueprint("gift_receipts", __name__, url_prefix="/gifts", template_folder="templates")


@bp.get("/receipts/")
@requires(Permission.GIFTS_READ)
def index() -> ResponseReturnValue:
    return _page(_year(), Form(schemas.YearSchema()))


@bp.post("/receipts/runs")
@requires(Permission.GIFTS_MANAGE, limit="10 per minute")
def ask() -> ResponseReturnValue:
    form = Form(schemas.YearSchema())
    if form.submit(actions.ask_for_receipts):
        return redirect(url_for(".index", year=form.data["year"]), 303)
    return _page(_year(), form)


@bp.get("/receipts/runs/<int:run_id>/progress")
@requires(Permission.GIFTS_READ)
def progress(run_id: int) -> ResponseReturnValue:
    """What the bar of the page asks for once a second."""
    run = queries.find_run(run_id) or abort(404)
    return jsonify(done=run.done, total=run.total, state=run.state, words="")


@bp.get("/receipts/<int:receipt_id>.pdf")
@requires(Permission.GIFTS_READ, writes=True, limit="60 per minute")
def paper(receipt_id: int) -> ResponseReturnValue:
    receipt = _receipt(receipt_id)
    events.record("gift_receipt.downloaded", receipt)
    with force_locale(receipt.facts["language"]):
        made = on_paper.receipts_paper([receipt])
    return _pdf(made, f"{_('receipt')}-{receipt.year}-{receipt.number}")


@bp.get("/receipts/<int:year>/all.pdf")
@requires(Permission.GIFTS_READ, writes=True, limit="10 per minute")
def papers_of(year: int) -> ResponseReturnValue:
    """Every receipt of the year that stands, one after the other, to print."""
    found = queries.standing_in(year)
    if not found:
        abort(404)
    events.record("gift_receipt.downloaded", None, year=year, receipts=len(found))
    return _pdf(on_paper.receipts_paper(found), f"{_('receipts')}-{year}")


@bp.post("/receipts/<int:receipt_id>/cancellation")
@requires(Permission.GIFTS_MANAGE)
def cancel(receipt_id: int) -> ResponseReturnValue:
    form = Form(schemas.CancellationSchema())
    if form.submit(actions.cancel_receipt, receipt=_receipt(receipt_id)):
        flash(_("The receipt is cancelled. Its number is not used again."))
        return redirect(url_for("gifts.donors.show", donor_id=form.result.donor_id), 303)
    return _cancelling(receipt_id, form)


@bp.get("/receipts/<int:receipt_id>/cancellation")
@requires(Permission.GIFTS_MANAGE)
def cancelling(receipt_id: int) -> ResponseReturnValue:
    return _cancelling(receipt_id, Form(schemas.CancellationSchema()))


@bp.post("/donors/<int:donor_id>/receipts")
@requires(Permission.GIFTS_MANAGE)
def issue(donor_id: int) -> ResponseReturnValue:
    form = Form(schemas.YearSchema())
    if form.submit(actions.issue_receipt, donor=_donor(donor_id)):
        flash(_("The receipt is made."))
        return redirect(url_for("gifts.donors.show", donor_id=donor_id), 303)
    return donor_page(_donor(donor_id), receipt=form)


def _donor(donor_id: int) -> Donor:
    return find_donor(donor_id) or abort(404)


def _receipt(receipt_id: int) -> GiftReceipt:
    return queries.find_receipt(receipt_id) or abort(404)


def _cancelling(receipt_id: int, form: Form) -> tuple[str, int]:
    page = {"form": form, "receipt": _receipt(receipt_id)}
    return render_template("gift_receipts/cancellation.html", **page), form.status


def _year() -> int:
    """The one asked for, else the last that is over."""
    asked = number_in(request.values.get("year", ""))
    return asked if asked in range(schemas.FIRST_YEAR, date.max.year) else clock.today().year - 1


def _page(year: int, form: Form) -> tuple[str, int]:
    said = gift_rules()
    page = render_template(
        "gift_receipts/index.html",
        year=year,
        years={one: one for one in sorted({*queries.years_with_gifts(), year}, reverse=True)},
        form=form,
        listing=queries.receipts_in(year),
        run=queries.last_run(year),
        rule=said.rule_of(year),
        against=rules.against_receipts(said, year, clock.today()),
        waiting=sum(not one.has_receipt for one in queries.counted(year).values()),
        why_left_out=on_paper.WHY,
    )
    return page, form.status


def _pdf(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = dump_options_header(
        "attachment", {"filename": f"{name}.pdf"}
    )
    return response
