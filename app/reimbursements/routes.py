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
from app.expenses.queries import FEW
from app.reimbursements import account_pages, labels, queries, year_pages
from app.reimbursements.actions import accounts, paying
from app.reimbursements.models import Batch, BatchState
from app.reimbursements.schemas import BatchSchema, OrganisationSchema, PaidSchema
from app.volunteer_caps.book import USABLE
from app.volunteer_caps.files import book

bp = Blueprint("reimbursements", __name__, url_prefix="/expenses", template_folder="templates")
bp.record(lambda state: state.app.jinja_env.globals.update(labels.WORDS))
bp.register_blueprint(account_pages.bp)
bp.register_blueprint(year_pages.bp)


@bp.route("/payments/", methods=["GET", "POST"])
@requires(Permission.EXPENSES_PAY)
def index() -> ResponseReturnValue:
    """Make a payment of all that is ready."""
    form = Form(BatchSchema(), of={"execute_on": clock.today() + timedelta(days=1)})
    if form.submit(paying.make_batch):
        flash(_("The payment is made. Its file for the bank is ready in a moment."))
        return redirect(url_for(".show", batch_id=form.result.id), 303)
    count, people, cents = queries.payable_sum()
    return render_template(
        "reimbursements/payments.html",
        form=form,
        count=count,
        people=people,
        cents=cents,
        without=queries.without_account(),
        unproven=queries.accounts_to_check(),
        organisation=queries.organisation(),
        format=book().format,
        format_is_known=book().format_status in USABLE,
        today=clock.today(),
        listing=Listing(queries.batches(), sorts=queries.BATCH_SORTS),
    ), form.status


@bp.get("/payments/<int:batch_id>")
@requires(Permission.EXPENSES_PAY)
def show(batch_id: int) -> ResponseReturnValue:
    return _page(_batch_or_404(batch_id), Form(PaidSchema(), of={"paid_on": clock.today()}))


@bp.get("/payments/<int:batch_id>/progress")
@requires(Permission.EXPENSES_PAY)
def progress(batch_id: int) -> ResponseReturnValue:
    batch = _batch_or_404(batch_id)
    going = batch.state == BatchState.WAITING
    state = "failed" if batch.state == BatchState.FAILED else "running" if going else "done"
    words = str(labels.BATCH_STATES[batch.state])
    return jsonify(done=0 if going else 1, total=1, state=state, words=words)


@bp.get("/payments/<int:batch_id>/file")
@requires(Permission.EXPENSES_PAY, writes=True)
def file(batch_id: int) -> ResponseReturnValue:
    """For the bank, as it was made; each download is noted."""
    batch = queries.find_batch(batch_id, whole=True) if batch_id <= LARGEST_ID else None
    if batch is None or not batch.content or batch.state == BatchState.CANCELLED:
        abort(404)
    events.record("expense_batch.downloaded", batch)
    response = Response(batch.content, content_type="application/xml")
    name = {"filename": f"{batch.reference}.xml"}
    response.headers["Content-Disposition"] = dump_options_header("attachment", name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


@bp.post("/payments/<int:batch_id>/confirmation")
@requires(Permission.EXPENSES_PAY)
def confirm(batch_id: int) -> ResponseReturnValue:
    batch, form = _batch_or_404(batch_id), Form(PaidSchema())
    if form.submit(paying.confirm, batch=batch):
        flash(_("The payment is noted as paid."))
        return redirect(url_for(".show", batch_id=batch_id), 303)
    return _page(_batch_or_404(batch_id), form)


@bp.post("/payments/<int:batch_id>/cancellation")
@requires(Permission.EXPENSES_PAY)
def cancel(batch_id: int) -> ResponseReturnValue:
    paying.cancel(batch=_batch_or_404(batch_id))
    flash(_("The payment is cancelled. Its expenses wait for another one."))
    return redirect(url_for(".show", batch_id=batch_id), 303)


@bp.post("/payments/<int:batch_id>/production")
@requires(Permission.EXPENSES_PAY)
def produce(batch_id: int) -> ResponseReturnValue:
    paying.produce_again(batch=_batch_or_404(batch_id))
    return redirect(url_for(".show", batch_id=batch_id), 303)


@bp.route("/payments/organisation", methods=["GET", "POST"])
@requires(Permission.EXPENSES_PAY)
def organisation() -> ResponseReturnValue:
    """From which account the organisation pays, and what a receipt says of it."""
    form = Form(OrganisationSchema(), of=queries.organisation())
    if form.submit(accounts.change_organisation):
        flash(_("The account of the organisation is kept."))
        return redirect(url_for(".index"), 303)
    return render_template("reimbursements/organisation.html", form=form), form.status


def _page(batch: Batch, form: Form) -> ResponseReturnValue:
    past, lines = events_of(batch, FEW), queries.lines_of(batch)
    return render_template(
        "reimbursements/payment.html",
        batch=batch,
        form=form,
        lines=lines,
        events=past,
        saved=next((one for one in past if one.name == "expense_batch.downloaded"), None),
        last_spent_on=max((line.spent_on for line in lines), default=clock.today()),
        names=dict(ask("event.names")),
        today=clock.today(),
    ), form.status


def _batch_or_404(batch_id: int) -> Batch:
    found = queries.find_batch(batch_id) if 0 < batch_id <= LARGEST_ID else None
    return found or abort(404)
