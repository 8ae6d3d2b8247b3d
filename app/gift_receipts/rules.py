"""Why a country gives no receipts for a year yet, and why a donor gets none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.gifts.models import DonorKind
from app.gifts.rules import DONOR_NEEDS, ORGANISATION_WORDS, GiftRules, ReceiptRule

CONFIRMED = ("read", "derived")
"""Marks of a rule that rests on a source somebody read; any other a country must confirm first."""

NO_RULE = Reason("no_rule", _("The country has no rule for the receipts of this year yet."))
NOT_CONFIRMED = Reason(
    "not_confirmed", _("Nobody has confirmed the rule for receipts: it was not read in a source.")
)
NO_LEAST = Reason(
    "no_least", _("From which amount a receipt is given is not known. Fill it in first.")
)
YEAR_NOT_OVER = Reason("year_not_over", _("The year is not over: more gifts may come."))
NOTHING_NEW = Reason("nothing_new", _("This donor has no gift of that year without a receipt."))
HAS_RECEIPT = Reason(
    "has_receipt", _("This donor has a receipt for that year. Cancel it to make another.")
)
TOO_LITTLE = Reason("too_little", _("The gifts of that year stay below the amount for a receipt."))
NOT_THIS_KIND = Reason("not_this_kind", _("The rule of the country gives this donor no receipt."))
CANCELLED = Reason("cancelled", _("This receipt was cancelled already."))


def against_receipts(said: GiftRules, year: int, today: date) -> list[Reason]:
    """Why the country can give no receipts for that year; nothing means it can."""
    rule = said.rule_of(year)
    over = [] if today > date(year, 12, 31) else [YEAR_NOT_OVER]
    return over + ([NO_RULE] if rule is None else against_rule(rule, said.organisation))


def against_rule(rule: ReceiptRule, organisation: Mapping[str, str | None]) -> list[Reason]:
    """What a country has still to fill in or to confirm before the rule can be used."""
    found = [NO_LEAST] if rule.least_cents is None else []
    if rule.status not in CONFIRMED and rule.confirmed_on is None:
        found.append(NOT_CONFIRMED)
    lacks = [need for need in rule.organisation_needs if not organisation.get(need)]
    return found + [ORGANISATION_WORDS[need] for need in lacks]


@dataclass(frozen=True)
class Entitled:
    """A donor with the gifts of a year that no receipt counts yet."""

    kind: DonorKind
    total_cents: int
    known: Mapping[str, str | None]
    has_receipt: bool = False


def against_receipt(rule: ReceiptRule, donor: Entitled) -> list[Reason]:
    """Why this donor gets none; nothing means a receipt can be made."""
    if donor.has_receipt:
        return [HAS_RECEIPT]
    if not donor.total_cents:
        return [NOTHING_NEW]
    if donor.kind not in rule.kinds:
        return [NOT_THIS_KIND]
    found = [TOO_LITTLE] if donor.total_cents < (rule.least_cents or 0) else []
    return found + [DONOR_NEEDS[need] for need in rule.donor_needs if not donor.known.get(need)]
