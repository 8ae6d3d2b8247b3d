"""What the codes and events of the bank's files are called."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.bank_files.models import Verdict

Labels = Mapping[str, LazyString]

VERDICTS: Labels = {
    Verdict.WAITING: _("To be decided"),
    Verdict.GIFT: _("Gift"),
    Verdict.OTHER: _("Not a gift"),
}
GROUNDS: Labels = {
    "iban": _("Same account number"),
    "name": _("Same name"),
}
LEFT_OUT: Labels = {
    "out": _("Money that went out"),
    "reversed": _("Taken back by the bank"),
    "pending": _("Not booked yet"),
    "currency": _("In another currency"),
    "known": _("Known from an earlier file"),
}
EVENTS: Labels = {
    "bank_file.brought_in": _("Bank file brought in"),
    "bank_file.discarded": _("Bank file discarded"),
    "bank_file.decided": _("Lines of a bank file decided"),
    "bank_file.lines_forgotten": _("Payers of lines that are no gift forgotten"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the journal."""
    return list(EVENTS.items())
