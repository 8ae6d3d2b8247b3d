"""The words of the schemes for their codes."""

from collections.abc import Mapping
from datetime import date

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from app.core.i18n import day
from app.schemes.kinds import Scheme, Standing, Status, Version

Labels = Mapping[str, LazyString]

UNITS: Labels = {
    "duo_started": _("Duo started"),
    "duo_completed": _("Duo completed"),
    "positive_exit": _("Positive exit"),
    "mentor_trained": _("Mentor trained"),
    "hour": _("Hour"),
    "actual_cost": _("Share of the actual cost"),
    "staff_flat_rate": _("Flat rate on staff cost"),
    "instalment": _("Instalments of a grant"),
}
FUNDER_KINDS: Labels = {
    "authority": _("Authority"),
    "foundation": _("Foundation"),
    "company": _("Company"),
    "european_fund": _("European fund"),
    "donor": _("Donor"),
}
CAP_KINDS: Labels = {
    "units": _("At most so many"),
    "money": _("At most so much money"),
    "share": _("At most this share"),
}
CADENCES: Labels = {
    "month": _("Every month"),
    "quarter": _("Every quarter"),
    "half_year": _("Every half year"),
    "year": _("Every year"),
    "end": _("Once, at the end"),
}
STATUSES: Labels = {
    Status.READ: _("Read in the source"),
    Status.DERIVED: _("Derived from the source"),
    Status.UNVERIFIED: _("To be confirmed"),
    Status.NOT_FOUND: _("Not found"),
}
STATUS_TAGS: Mapping[str, str] = {
    Status.READ: "good",
    Status.DERIVED: "neutral",
    Status.UNVERIFIED: "watch",
    Status.NOT_FOUND: "watch",
}
STANDINGS: Labels = {
    Standing.OPEN: _("Open now"),
    Standing.RUNNING: _("Closed to new applications"),
    Standing.COMING: _("Coming"),
    Standing.ENDED: _("No longer open"),
    Standing.FRAME: _("Rule"),
    Standing.ASKED: _("To be looked for"),
}
STANDING_TAGS: Mapping[str, str] = {
    Standing.OPEN: "good",
    Standing.RUNNING: "neutral",
    Standing.COMING: "accent",
    Standing.ENDED: "neutral",
    Standing.FRAME: "neutral",
    Standing.ASKED: "watch",
}


def period(version: Version) -> str:
    """From when to when its rules hold, in words."""
    first, last = version.valid_from, version.valid_until
    words = {"from": day(first), "to": day(last)}
    if first and last:
        return str(gettext("%(from)s to %(to)s", **words))
    if first:
        return str(gettext("From %(from)s", **words))
    if last:
        return str(gettext("Until %(to)s", **words))
    return str(gettext("Days not known"))


def in_a_line(scheme: Scheme, on: date) -> str:
    """Who pays, from when to when, and for what, as a row of a list says it."""
    version = scheme.version_on(on) or scheme.latest
    known = version.valid_from or version.valid_until or not scheme.frame
    when = period(version) if known else ""
    return " · ".join(filter(None, [scheme.funder, when, unit_of(version)]))


def unit_of(version: Version) -> str:
    return str(UNITS[version.unit]) if version.unit else ""


def asked_of(scheme: Scheme, version: Version) -> list[str]:
    """What the country still has to find out of a scheme that pays, in words."""
    lacking = {
        gettext("the amount"): version.is_amount_asked,
        gettext("what is paid for"): version.unit is None,
        gettext("the first day"): version.valid_from is None,
        gettext("the last day"): version.valid_until is None,
        gettext("the papers demanded"): not version.evidence,
        gettext("how often it is reported"): version.cadence is None,
        gettext("how long papers are kept"): scheme.retention_years is None,
    }
    return [what for what, is_lacking in lacking.items() if is_lacking]
