"""What the codes and events of gifts are called."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.gifts.models import DonorKind, Every, Way

Labels = Mapping[str, LazyString]

KINDS: Labels = {
    DonorKind.PERSON: _("Person"),
    DonorKind.ORGANISATION: _("Organisation"),
}
WAYS: Labels = {
    Way.TRANSFER: _("Bank transfer"),
    Way.CARD: _("Card"),
    Way.CASH: _("Cash"),
    Way.CHEQUE: _("Cheque"),
}
EVERY: Labels = {
    Every.MONTH: _("Every month"),
    Every.QUARTER: _("Every quarter"),
    Every.YEAR: _("Every year"),
}
THANKED: Labels = {
    "no": _("Not thanked yet"),
    "yes": _("Thanked"),
}
EVENTS: Labels = {
    "donor.added": _("Donor added"),
    "donor.changed": _("Donor changed"),
    "donor.opposed": _("Does not want to be contacted"),
    "donor.opposition_ended": _("May be contacted again"),
    "pledge.made": _("Recurring gift promised"),
    "pledge.stopped": _("Recurring gift stopped"),
    "gift.recorded": _("Gift recorded"),
    "gift.changed": _("Gift changed"),
    "gift.withdrawn": _("Gift withdrawn: recorded in error"),
    "gift.restored": _("Withdrawal of a gift undone"),
    "gift.thanked": _("Thanked for a gift"),
    "gifts.exported": _("List of gifts exported"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a donor and the journal."""
    return list(EVENTS.items())
