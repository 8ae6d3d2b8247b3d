"""The words for the kinds of expenses, and for how sure a figure of the law is."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.volunteer_caps.book import Kind

Labels = Mapping[str, LazyString]

KINDS: Labels = {
    Kind.FLAT: _("Flat rate"),
    Kind.COST: _("Real cost"),
    Kind.HOURS: _("Fee by the hour"),
    Kind.CAR: _("Trip by car"),
    Kind.BICYCLE: _("Trip by bicycle"),
    Kind.PUBLIC: _("Public transport"),
}
STATUSES: Labels = {
    "read": _("read in the source"),
    "derived": _("derived from the source"),
    "confirmed": _("confirmed"),
    "unverified": _("to be confirmed"),
    "not found": _("asked for"),
}
