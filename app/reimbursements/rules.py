"""What stands against a payment of expenses."""

from datetime import date

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.volunteer_caps.rules import IN_FUTURE

TOO_EARLY = Reason("too_early", _("The bank needs a day from today on."))
NOBODY_TO_PAY = Reason("nobody_to_pay", _("There is no approved expense that can be paid."))
NO_ORGANISATION = Reason(
    "no_organisation", _("First fill in from which account the organisation pays.")
)
NOT_READY = Reason("not_ready", _("This payment is not with the bank."))
BEFORE_SPENT = Reason("before_spent", _("This day lies before the last expense of the payment."))
PAID_ALREADY = Reason("paid_already", _("A payment that is paid or cancelled stays as it is."))


def against_paid_on(paid_on: date, last_spent_on: date, today: date) -> list[Reason]:
    checks = ((IN_FUTURE, paid_on > today), (BEFORE_SPENT, paid_on < last_spent_on))
    return [reason for reason, holds in checks if holds]


def against_batch(*, organisation: bool, on: date, today: date, payable: int) -> list[Reason]:
    checks = ((NO_ORGANISATION, not organisation), (TOO_EARLY, on < today))
    found = [reason for reason, holds in checks if holds]
    return found or ([] if payable else [NOBODY_TO_PAY])
