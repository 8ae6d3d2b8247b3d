"""What follows a claim that was handed in: questions, the decision, money, and each taken back."""

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import func, select

from app.claims import queries, rules
from app.claims.models import (
    Claim,
    ClaimLine,
    ClaimPayment,
    ClaimQuestion,
    ClaimState,
    PaymentKind,
)
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.viewer import viewer

NOT_HANDED_IN = Reason("not_handed_in", _("This claim was not handed in yet."))
DECIDED = Reason("decided", _("The funder has decided already."))
NOT_DECIDED = Reason("not_decided", _("The funder has not decided yet."))
BEFORE_HANDING_IN = Reason("before", _("This day lies before the claim was handed in."))
BEFORE_DECISION = Reason("before", _("This day lies before the decision of the funder."))
BEFORE_QUESTION = Reason("before", _("This day lies before the question."))
ANSWERED = Reason("answered", _("This question was answered already."))
LINES_CUT = Reason("lines_cut", _("Lines were cut: restore them, or approve with them."))
NOTHING_CUT = Reason("nothing_cut", _("No line was cut."))
NOT_LESS = Reason("not_less", _("The sum is not smaller than what was asked."))
MORE_THAN_LINE = Reason("more", _("The line asked for less than that."))
PAID = Reason("paid", _("Payments stand against it: take them away first."))
MORE_THAN_GRANTED = Reason("more", _("All payments together come to more than was granted."))
MORE_THAN_PAID = Reason("more", _("More is taken back than was paid."))


def note_question(*, claim: Claim, asked_on: date, due_on: date | None, text: str) -> Claim:
    _refuse(_against_deciding(claim) | {BEFORE_HANDING_IN: _too_early(claim, asked_on)})
    claim.questions.append(ClaimQuestion(asked_on=asked_on, due_on=due_on, text=text))
    return _settle(claim, "claim.question_noted", asked_on=asked_on)


def answer_question(
    *, claim: Claim, question: ClaimQuestion, answered_on: date, answer: str
) -> Claim:
    early = {BEFORE_QUESTION: answered_on < question.asked_on}
    _refuse({ANSWERED: question.answered_on is not None} | early)
    question.answered_on, question.answer = answered_on, answer
    return _settle(claim, "claim.question_answered", question=question.id)


def remove_question(*, claim: Claim, question: ClaimQuestion) -> Claim:
    """Noted in error."""
    _refuse({ANSWERED: question.answered_on is not None})
    question.withdrawn_at = clock.now()
    return _settle(claim, "claim.question_removed", question=question.id)


def cut_line(*, claim: Claim, line: ClaimLine, amount_cents: int, reason: str) -> Claim:
    """The funder grants less for one line; the whole is decided afterwards."""
    more = amount_cents >= (line.amount_cents or 0)
    _refuse(_against_deciding(claim) | {MORE_THAN_LINE: more})
    line.approved_cents, line.cut_reason = amount_cents, reason
    return _settle(claim, "claim.line_cut", line=line.id, cents=amount_cents)


def restore_line(*, claim: Claim, line: ClaimLine) -> Claim:
    _refuse(_against_deciding(claim))
    line.approved_cents = line.cut_reason = None
    return _settle(claim, "claim.line_restored", line=line.id)


def decide(
    *, claim: Claim, decided_on: date, decision: str, amount_cents: int | None, reason: str | None
) -> Claim:
    """Approved as asked, for a smaller sum, or with the lines that were cut."""
    granted, cut = _granted(claim)
    less = decision == "reduced"
    stands = {
        BEFORE_HANDING_IN: _too_early(claim, decided_on),
        LINES_CUT: decision != "lines" and cut,
        NOTHING_CUT: decision == "lines" and not cut,
        NOT_LESS: less and (amount_cents or 0) >= claim.amount_cents,
    }
    _refuse(_against_deciding(claim) | stands)
    claim.approved_cents = amount_cents if less else granted
    claim.decided_on, claim.decision_reason = decided_on, reason
    event = "claim.approved" if decision == "approved" else "claim.reduced"
    return _settle(claim, event, cents=claim.approved_cents)


def _granted(claim: Claim) -> tuple[int, int]:
    """Cents with what was cut, and how many lines were."""
    lines = queries.LINES.c
    value = func.coalesce(lines.approved_cents, lines.amount_cents, 0)
    statement = select(func.sum(value), func.count(lines.approved_cents))
    cents, cut = db.session.execute(statement.where(lines.claim_id == claim.id)).one()
    return int(cents or 0), cut


def undo_decision(*, claim: Claim) -> Claim:
    _refuse({NOT_DECIDED: claim.decided_on is None, PAID: claim.paid_cents > 0})
    claim.approved_cents = claim.decided_on = claim.decision_reason = None
    return _settle(claim, "claim.decision_undone")


def pay(*, claim: Claim, paid_on: date, amount_cents: int) -> Claim:
    """Money that came, all of it or a part."""
    stands = {
        NOT_DECIDED: claim.decided_on is None,
        BEFORE_DECISION: claim.decided_on is not None and paid_on < claim.decided_on,
        MORE_THAN_GRANTED: claim.paid_cents + amount_cents > (claim.approved_cents or 0),
    }
    _refuse(stands)
    return _book(claim, PaymentKind.PAYMENT, paid_on=paid_on, amount_cents=amount_cents)


def claw_back(*, claim: Claim, paid_on: date, amount_cents: int, reason: str) -> Claim:
    """The funder takes back some of what was paid."""
    _refuse({MORE_THAN_PAID: claim.clawed_back_cents + amount_cents > claim.paid_cents})
    facts = {"paid_on": paid_on, "amount_cents": amount_cents, "reason": reason}
    return _book(claim, PaymentKind.CLAWBACK, **facts)


def withdraw_payment(*, claim: Claim, payment: ClaimPayment) -> Claim:
    """Entered in error."""
    payment.withdrawn_at = payment.withdrawn_at or clock.now()
    left = rules.paid_of(claim, PaymentKind.PAYMENT)
    _refuse({MORE_THAN_PAID: rules.paid_of(claim, PaymentKind.CLAWBACK) > left})
    return _settle(claim, "claim.payment_withdrawn", cents=payment.amount_cents)


def _book(claim: Claim, kind: PaymentKind, **facts: Any) -> Claim:
    claim.payments.append(ClaimPayment(kind=kind, recorded_by_id=viewer().user_id, **facts))
    event = "claim.paid" if kind == PaymentKind.PAYMENT else "claim.clawed_back"
    return _settle(claim, event, cents=facts["amount_cents"], on=facts["paid_on"])


def _against_deciding(claim: Claim) -> dict[Reason, Any]:
    withdrawn = claim.state == ClaimState.WITHDRAWN
    return {
        NOT_HANDED_IN: claim.submitted_on is None or withdrawn,
        DECIDED: claim.decided_on is not None,
    }


def _too_early(claim: Claim, day: date) -> bool:
    return claim.submitted_on is not None and day < claim.submitted_on


def _refuse(stands: dict[Reason, Any]) -> None:
    refuse_if([reason for reason, holds in stands.items() if holds])


def _settle(claim: Claim, event: str, **facts: Any) -> Claim:
    """The sums and the state follow from the facts."""
    claim.paid_cents = rules.paid_of(claim, PaymentKind.PAYMENT)
    claim.clawed_back_cents = rules.paid_of(claim, PaymentKind.CLAWBACK)
    claim.state = rules.state_of(claim)
    events.record(event, claim, **facts)
    return claim
