"""The steps of a claim for people: each a form or a button, and each taken back where possible."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from app.claims import actions, judging, schemas, settling
from app.claims.finding import claim_or_404, line_or_404, one_of
from app.claims.labels import DECISIONS
from app.core import clock
from app.core.permissions import Permission
from app.core.web import Form, requires

bp = Blueprint("steps", __name__, url_prefix="/<int:claim_id>")


@bp.post("/evidence")
@requires(Permission.FUNDING_MANAGE)
def note_evidence(claim_id: int) -> ResponseReturnValue:
    claim, form = claim_or_404(claim_id), Form(schemas.EvidenceSchema())
    if form.submit(actions.note_evidence, claim=claim):
        flash(_("The evidence is noted."))
        return _to(claim_id)
    return _page("evidence", claim_id, form, papers=judging.papers_of(claim.grant))


@bp.post("/check")
@requires(Permission.FUNDING_MANAGE)
def check(claim_id: int) -> ResponseReturnValue:
    actions.check(claim=claim_or_404(claim_id))
    return _done(claim_id, _("The claim is checked. It can be handed in."))


@bp.post("/check/undoing")
@requires(Permission.FUNDING_MANAGE)
def undo_check(claim_id: int) -> ResponseReturnValue:
    actions.undo_check(claim=claim_or_404(claim_id))
    return _done(claim_id, _("The claim is in preparation again."))


@bp.route("/submission", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def submit(claim_id: int) -> ResponseReturnValue:
    done = _("The claim is handed in. Its lines and rates are frozen.")
    form = Form(schemas.SubmissionSchema(), of={"submitted_on": clock.today()})
    if form.submit(actions.submit, claim=claim_or_404(claim_id)):
        return _done(claim_id, done)
    claim = claim_or_404(claim_id)
    return _page("submit", claim_id, form, verdict=judging.verdict_on(claim))


@bp.post("/submission/undoing")
@requires(Permission.FUNDING_MANAGE)
def undo_submission(claim_id: int) -> ResponseReturnValue:
    actions.undo_submission(claim=claim_or_404(claim_id))
    return _done(claim_id, _("The claim was not handed in."))


@bp.post("/withdrawal")
@requires(Permission.FUNDING_MANAGE)
def withdraw(claim_id: int) -> ResponseReturnValue:
    actions.withdraw(claim=claim_or_404(claim_id))
    flash(_("The claim is withdrawn. Its lines can go into another claim."))
    return redirect(url_for("claims.index"), 303)


@bp.route("/questions", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def question(claim_id: int) -> ResponseReturnValue:
    of = {"asked_on": clock.today()}
    return _step(
        "question", claim_id, Form(schemas.QuestionSchema(), of=of), settling.note_question
    )


@bp.route("/questions/<int:claim_question_id>/answer", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def answer(claim_id: int, claim_question_id: int) -> ResponseReturnValue:
    found = one_of(claim_or_404(claim_id).questions, claim_question_id)
    form = Form(schemas.AnswerSchema(), of={"answered_on": clock.today()})
    return _step("answer", claim_id, form, settling.answer_question, question=found)


@bp.post("/questions/<int:claim_question_id>/removal")
@requires(Permission.FUNDING_MANAGE)
def remove_question(claim_id: int, claim_question_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    settling.remove_question(claim=claim, question=one_of(claim.questions, claim_question_id))
    return _done(claim_id, _("The question was taken away."))


@bp.route("/lines/<int:claim_line_id>/cut", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def cut(claim_id: int, claim_line_id: int) -> ResponseReturnValue:
    line = line_or_404(claim_or_404(claim_id), claim_line_id)
    return _step("cut", claim_id, Form(schemas.CutSchema()), settling.cut_line, line=line)


@bp.post("/lines/<int:claim_line_id>/restoration")
@requires(Permission.FUNDING_MANAGE)
def restore(claim_id: int, claim_line_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    settling.restore_line(claim=claim, line=line_or_404(claim, claim_line_id))
    flash(_("The line stands as it was asked."))
    return redirect(url_for("claims.lines", claim_id=claim_id), 303)


@bp.route("/decision", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def decide(claim_id: int) -> ResponseReturnValue:
    form = Form(schemas.DecisionSchema(), of={"decided_on": clock.today()})
    return _step("decide", claim_id, form, settling.decide)


@bp.post("/decision/undoing")
@requires(Permission.FUNDING_MANAGE)
def undo_decision(claim_id: int) -> ResponseReturnValue:
    settling.undo_decision(claim=claim_or_404(claim_id))
    return _done(claim_id, _("The claim waits for the decision again."))


@bp.route("/payments", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def pay(claim_id: int) -> ResponseReturnValue:
    awaited = claim_or_404(claim_id).awaited_cents
    of = {"paid_on": clock.today(), "amount_cents": awaited or None}
    return _step("pay", claim_id, Form(schemas.PaymentSchema(), of=of), settling.pay)


@bp.route("/clawbacks", methods=["GET", "POST"])
@requires(Permission.FUNDING_MANAGE)
def claw_back(claim_id: int) -> ResponseReturnValue:
    form = Form(schemas.ClawbackSchema(), of={"paid_on": clock.today()})
    return _step("claw_back", claim_id, form, settling.claw_back)


@bp.post("/payments/<int:payment_id>/withdrawal")
@requires(Permission.FUNDING_MANAGE)
def withdraw_payment(claim_id: int, payment_id: int) -> ResponseReturnValue:
    claim = claim_or_404(claim_id)
    settling.withdraw_payment(claim=claim, payment=one_of(claim.payments, payment_id))
    return _done(claim_id, _("The payment was taken away."))


def _step(
    name: str, claim_id: int, form: Form, action: Callable[..., Any], **about: Any
) -> ResponseReturnValue:
    """A page with one form that takes the claim a step further."""
    if form.submit(action, claim=claim_or_404(claim_id), **about):
        return _done(claim_id, _("It is noted."))
    ids = request.view_args or {}
    if "claim_line_id" in ids:
        about["line"] = line_or_404(claim_or_404(claim_id), ids["claim_line_id"])
    if "claim_question_id" in ids:
        about["question"] = one_of(claim_or_404(claim_id).questions, ids["claim_question_id"])
    return _page(name, claim_id, form, **about)


def _page(name: str, claim_id: int, form: Form, **about: Any) -> ResponseReturnValue:
    """Read again after a form that was refused, since nothing read before holds then."""
    page = render_template(
        f"claims/{name}.html",
        claim=claim_or_404(claim_id),
        form=form,
        today=clock.today(),
        decisions=DECISIONS,
        **about,
    )
    return page, form.status


def _done(claim_id: int, words: str) -> Response:
    flash(words)
    return _to(claim_id)


def _to(claim_id: int) -> Response:
    return redirect(url_for("claims.show", claim_id=claim_id), 303)
