"""Receipts on paper, each as it was frozen, in its donor's language."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.i18n import day, pick
from app.core.money import money
from app.core.pdf import paper
from app.core.tenancy import tenant
from app.gift_receipts import rules
from app.gift_receipts.models import GiftReceipt
from app.gifts.labels import WAYS
from app.gifts.rules import NO_ADDRESS, NO_COMPANY_NUMBER

TEMPLATE = Path(__file__).parent / "papers" / "receipt.typ"
WHY: Mapping[str, Any] = {
    reason.code: reason.text
    for reason in (
        rules.HAS_RECEIPT,
        rules.TOO_LITTLE,
        NO_ADDRESS,
        NO_COMPANY_NUMBER,
        rules.NOT_THIS_KIND,
        rules.NOTHING_NEW,
    )
}
"""Why a donor got none, by the code that a run counted."""


def receipts_paper(receipts: Sequence[GiftReceipt]) -> bytes:
    """One PDF, each receipt on a page of its own."""
    return paper(
        TEMPLATE,
        {
            "title": pick(tenant().names),
            "receipts": [_said(receipt) for receipt in receipts],
        },
    )


def _said(receipt: GiftReceipt) -> dict[str, Any]:
    """Texts, sums and days as the donor reads them."""
    facts = receipt.facts
    with force_locale(facts["language"]):
        return {
            "language": facts["language"],
            "name": facts["name"],
            "number": _("Number %(year)s-%(number)s", year=receipt.year, number=receipt.number),
            "donor": [one for one in facts["donor"].values() if one],
            "about": [one for one in facts["organisation"].values() if one],
            "statement": facts["statement"],
            "heads": [_("Day"), _("Way"), _("Amount")],
            "gifts": [_line(gift, facts["currency"]) for gift in facts["gifts"]],
            "total": [_("Total"), money(receipt.total_cents, facts["currency"])],
            "issued": _("Issued on %(day)s.", day=day(receipt.issued_on)),
            "cancelled": _("This receipt was cancelled on %(day)s.", day=day(receipt.cancelled_on))
            if receipt.cancelled_on
            else "",
        }


def _line(gift: Mapping[str, Any], currency: str) -> list[str]:
    on = day(date.fromisoformat(gift["on"]))
    return [on, str(WAYS[gift["way"]]), money(gift["cents"], currency)]
