"""Paying expenses: what is ready, a batch with its file for the bank, word that it was paid."""

from datetime import timedelta

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core import clock, events
from app.core.events import events_of
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.web import LARGEST_ID, Form, requires
from app.expenses import labels, payments, queries
from app.expenses.actions import details, paying
from app.expenses.book import USABLE
from app.expenses.files import book
from app.expenses.models import Batch, BatchState
from app.expenses.schemas import BatchSchema, OrganisationSchema, PaidSchema

bp = Blueprint("payments", __name__, url_prefix="/payments", template_folder="templates")


@bp.route("/", methods=["GET", "POST"])
@requires(Permission.EXPENSES_PAY)
def index() -> ResponseReturnValue:
    """Make a payment of all that is ready."""
    form = Form(BatchSchema(), of={"execute_on": clock.today() + timedelta(days=1)})
    if form.submit(paying.make_batch):
        flash(_("The payment is made. Its file for the bank is ready in a moment."))
        return redirect(url_for(".show", batch_id=form.result.id), 303)
    count, people, cents = payments.payable_sum()
    return render_template(
        "expenses/payments.html",
        form=form,
        count=count,
        people=people,
        cents=cents,
        without=payments.without_account(),
        organisation=queries.organisation(),
        format=book().format,
        format_is_known=book().format_status in USABLE,
        today=clock.today(),
        listing=Listing(payments.batches(), sorts=payments.BATCH_SORTS),
    ), form.status


@bp.get("/<int:batch_id>")
@requires(Permission.EXPENSES_PAY)
def show(batch_id: int) -> ResponseReturnValue:
    return _page(_batch_or_404(batch_id), Form(PaidSchema(), of={"paid_on": clock.today()}))


@bp.get("/<int:batch_id>/progress")
@requires(Permission.EXPENSES_PAY)
def progress(batch_id: int) -> ResponseReturnValue:
    batch = _batch_or_404(batch_id)
    going = batch.state == BatchState.WAITING
    state = "failed" if batch.state == BatchState.FAILED else "running" if going else "done"
    words = str(labels.BATCH_STATES[batch.state])
    return jsonify(done=0 if going else 1, total=1, state=state, words=words)


@bp.get("/<int:batch_id>/file")
@requires(Permission.EXPENSES_PAY, writes=True)
def file(batch_id: int) -> ResponseReturnValue:
    """For the bank, as it was made; each download is noted."""
    batch = payments.find_batch(batch_id, whole=True) if batch_id <= LARGEST_ID else None
    if batch is None or not batch.content or batch.state == BatchState.CANCELLED:
        abort(404)
    events.record("expense_batch.downloaded", batch)
    response = Response(batch.content, content_type="application/xml")
    name = {"filename": f"{batch.reference}.xml"}
    response.headers["Content-Disposition"] = dump_options_header("attachment", name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.post("/<int:batch_id>/confirmation")
@requires(Permission.EXPENSES_PAY)
def confirm(batch_id: int) -> ResponseReturnValue:
    batch, form = _batch_or_404(batch_id), Form(PaidSchema())
    if form.submit(paying.confirm, batch=batch):
        flash(_("The payment is noted as paid."))
        return redirect(url_for(".show", batch_id=batch_id), 303)
    return _page(_batch_or_404(batch_id), form)


@bp.post("/<int:batch_id>/cancellation")
@requires(Permission.EXPENSES_PAY)
def cancel(batch_id: int) -> ResponseReturnValue:
    paying.cancel(batch=_batch_or_404(batch_id))
    flash(_("The payment is cancelled. Its expenses wait for another one."))
    return redirect(url_for(".show", batch_id=batch_id), 303)


@bp.post("/<int:batch_id>/production")
@requires(Permission.EXPENSES_PAY)
def produce(batch_id: int) -> ResponseReturnValue:
    paying.produce_again(batch=_batch_or_404(batch_id))
    return redirect(url_for(".show", batch_id=batch_id), 303)


@bp.route("/organisation", methods=["GET", "POST"])
@requires(Permission.EXPENSES_PAY)
def organisation() -> ResponseReturnValue:
    """From which account the organisation pays, and what a receipt says of it."""
    form = Form(OrganisationSchema(), of=queries.organisation())
    if form.submit(details.change_organisation):
        flash(_("The account of the organisation is kept."))
        return redirect(url_for(".index"), 303)
    return render_template("expenses/organisation.html", form=form), form.status


def _page(batch: Batch, form: Form) -> ResponseReturnValue:
    return render_template(
        "expenses/payment.html",
        batch=batch,
        form=form,
        lines=payments.lines_of(batch),
        events=events_of(batch, queries.FEW),
        names=dict(ask("event.names")),
        today=clock.today(),
    ), form.status


def _batch_or_404(batch_id: int) -> Batch:
    found = payments.find_batch(batch_id) if 0 < batch_id <= LARGEST_ID else None
    return found or abort(404)
