"""The rules of gifts: what a country asks of a receipt, when a pledge is due, what is refused."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.i18n import Said
from app.gifts.models import Every, Gift

MONTHS = {Every.MONTH: 1, Every.QUARTER: 3, Every.YEAR: 12}

IN_THE_FUTURE = Reason("future", _("The day lies in the future."))
ON_A_RECEIPT = Reason("on_a_receipt", _("A receipt counts this gift. Cancel the receipt first."))
WITHDRAWN = Reason("withdrawn", _("This gift was withdrawn."))
BEFORE_IT_BEGAN = Reason("before_it_began", _("A pledge cannot end before it began."))
STOPPED = Reason("stopped", _("This pledge has stopped already."))
NO_ADDRESS = Reason("no_address", _("The address of the donor is missing."))
NO_COMPANY_NUMBER = Reason("no_company_number", _("The company number of the donor is missing."))

ORGANISATION_WORDS = {
    "registration": Reason("registration", _("The registration number of the organisation.")),
    "approval": Reason("approval", _("The approval to give receipts, with its period.")),
    "address": Reason("address", _("The address of the organisation.")),
    "purpose": Reason("purpose", _("The purpose of the organisation, as its statutes say it.")),
    "signatory": Reason("signatory", _("Who signs the receipts.")),
}
"""What a receipt may have to say about the organisation, still to be filled in by the country."""
DONOR_NEEDS = {"address": NO_ADDRESS, "company_number": NO_COMPANY_NUMBER}


@dataclass(frozen=True)
class ReceiptRule:
    """One version of a country's rule, with its source; None is not known and asked for."""

    code: str
    names: Mapping[str, str]
    source: Said
    status: str
    kinds: tuple[str, ...]
    donor_needs: tuple[str, ...]
    organisation_needs: tuple[str, ...]
    statements: Mapping[str, str]
    valid_from: date | None = None
    valid_until: date | None = None
    least_cents: int | None = None
    reduction_percent: int | float | None = None
    confirmed_on: date | None = None

    def holds_in(self, year: int) -> bool:
        """On the last day of the year, when the sum of its gifts is known."""
        last = date(year, 12, 31)
        return (self.valid_from or date.min) <= last <= (self.valid_until or date.max)


@dataclass(frozen=True)
class GiftRules:
    """What `gifts.toml` of a country says."""

    rules: tuple[ReceiptRule, ...] = ()
    organisation: Mapping[str, str | None] = field(default_factory=dict)
    opposition_years: int | None = None
    opposition_source: str = ""

    def rule_of(self, year: int) -> ReceiptRule | None:
        return next((rule for rule in self.rules if rule.holds_in(year)), None)


def against_gift(received_on: date, today: date) -> list[Reason]:
    return [IN_THE_FUTURE] if received_on > today else []


def against_withdrawing(gift: Gift) -> list[Reason]:
    return ([] if gift.stands else [WITHDRAWN]) + ([ON_A_RECEIPT] if gift.receipt_id else [])


def against_stopping(begins_on: date, ends_on: date | None, last_on: date) -> list[Reason]:
    if ends_on is not None:
        return [STOPPED]
    return [BEFORE_IT_BEGAN] if last_on < begins_on else []


def days_due(begins_on: date, every: Every, until: date) -> list[date]:
    """The days a pledge is due from its beginning to `until`; the 31st becomes the month's last."""
    found, count = [], 0
    while (day := _months_after(begins_on, count * MONTHS[every])) <= until:
        found.append(day)
        count += 1
    return found


def missed_cents(due: Sequence[date], amount_cents: int, given_cents: int) -> int:
    """What a pledge brought less than it promised so far; never below nothing."""
    return max(0, len(due) * amount_cents - given_cents)


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
