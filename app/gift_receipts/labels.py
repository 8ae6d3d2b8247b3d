"""What the events of receipts are called."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

EVENTS: Mapping[str, LazyString] = {
    "gift_receipt.issued": _("Receipt issued"),
    "gift_receipt.cancelled": _("Receipt cancelled"),
    "gift_receipt.downloaded": _("Receipt downloaded"),
    "gift_receipts.asked": _("Receipts of a year asked for"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the history of a donor and the journal."""
    return list(EVENTS.items())
