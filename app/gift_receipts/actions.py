"""Making and cancelling the receipts of a year."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import Refused, refuse_if
from app.core.i18n import pick
from app.core.jobs import later
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.gift_receipts import queries, rules
from app.gift_receipts.models import GiftReceipt, ReceiptRun, RunState
from app.gifts.files import gift_rules
from app.gifts.models import Donor
from app.gifts.queries.donors import find_donor
from app.gifts.rules import ReceiptRule

ISSUE = "gifts.issue"
AT_ONCE = 100


def ask_for_receipts(*, year: int) -> ReceiptRun:
    """All donors of that year who may have one; made by a job."""
    refuse_if(rules.against_receipts(gift_rules(), year, clock.today()))
    run = ReceiptRun(
        year=year,
        state=RunState.WAITING,
        asked_at=clock.now(),
        asked_by_id=viewer().user_id,
    )
    db.session.add(run)
    events.record("gift_receipts.asked", run, year=year)
    later(ISSUE, run.id)
    return run


def issue_all(run: ReceiptRun, end: Callable[[], None]) -> None:
    """`end` ends a transaction after each part; what is there already is not made twice."""
    said = gift_rules()
    refused = rules.against_receipts(said, run.year, clock.today())
    rule = said.rule_of(run.year)
    if refused or rule is None:
        run.state, run.left_out = RunState.FAILED, {one.code: 0 for one in refused}
        return
    waiting = queries.counted(run.year)
    run.state, run.total, run.done = RunState.RUNNING, len(waiting), 0
    left_out: Counter[str] = Counter()
    for number, (donor_id, entitled) in enumerate(waiting.items(), 1):
        against = rules.against_receipt(rule, entitled)
        if against:
            left_out[against[0].code] += 1
        else:
            _issue(donor_id, run.year, rule)
        if number % AT_ONCE == 0:
            run.done = number
            end()
    run.done, run.state, run.left_out = len(waiting), RunState.DONE, dict(left_out)


def issue_receipt(*, donor: Donor, year: int) -> GiftReceipt:
    """For one donor. Raises `Refused` with all that stands against it."""
    said = gift_rules()
    refused = rules.against_receipts(said, year, clock.today())
    rule = said.rule_of(year)
    if refused or rule is None:
        raise Refused(refused)
    entitled = queries.counted(year, donor.id).get(donor.id)
    refuse_if([rules.NOTHING_NEW] if entitled is None else rules.against_receipt(rule, entitled))
    return _issue(donor.id, year, rule)


def cancel_receipt(*, receipt: GiftReceipt, reason: str) -> GiftReceipt:
    """Its number is never given again; its gifts may be counted by another receipt."""
    refuse_if([rules.CANCELLED] if receipt.cancelled_on else [])
    receipt.cancelled_on, receipt.cancellation_reason = clock.today(), reason
    for gift in queries.gifts_on(receipt.id):
        gift.receipt_id = None
    events.record("gift_receipt.cancelled", receipt, year=receipt.year, number=receipt.number)
    return receipt


def _issue(donor_id: int, year: int, rule: ReceiptRule) -> GiftReceipt:
    donor = find_donor(donor_id)
    if donor is None:
        raise LookupError(f"there is no donor {donor_id}")
    gifts = queries.gifts_to_count(donor_id, year)
    receipt = GiftReceipt(
        year=year,
        number=queries.last_number(year) + 1,
        donor_id=donor_id,
        total_cents=sum(gift.amount_cents for gift in gifts),
        issued_on=clock.today(),
        issued_by_id=viewer().user_id,
        facts=_facts(donor, rule)
        | {
            "gifts": [
                {"on": gift.received_on.isoformat(), "cents": gift.amount_cents, "way": gift.way}
                for gift in gifts
            ]
        },
    )
    db.session.add(receipt)
    db.session.flush()
    for gift in gifts:
        gift.receipt_id = receipt.id
    events.record("gift_receipt.issued", receipt, year=year, number=receipt.number)
    db.session.flush()
    return receipt


def _facts(donor: Donor, rule: ReceiptRule) -> dict[str, Any]:
    """Frozen: what the paper says stays what it said, whatever changes later."""
    language = donor.language if donor.language in rule.names else tenant().default_language
    return {
        "donor": {
            "name": donor.name,
            "address": donor.address,
            "company_number": donor.company_number,
        },
        "language": language,
        "currency": tenant().currency,
        "organisation": dict(gift_rules().organisation),
        "rule": rule.code,
        "name": rule.names[language],
        "statement": rule.statements[language],
        "source": pick(rule.source, language),
    }
