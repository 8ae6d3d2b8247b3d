"""What the states, events and caps of the ledger are called."""

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

from app.allocation.models import Evidence
from app.antennas.queries import antenna_name
from app.core import i18n
from app.core.money import money
from app.grants.models import CapKind, GrantCap

EVIDENCE: dict[str, LazyString] = {
    Evidence.MISSING: _("Missing"),
    Evidence.PARTIAL: _("In part"),
    Evidence.COMPLETE: _("Complete"),
}
EVIDENCE_TAGS = {
    Evidence.MISSING: "late",
    Evidence.PARTIAL: "watch",
    Evidence.COMPLETE: "good",
}
STATES: dict[str, LazyString] = {
    "standing": _("Standing"),
    "released": _("Released"),
    "all": _("All lines"),
}
CLAIMS: dict[str, LazyString] = {"yes": _("In a claim"), "no": _("In no claim yet")}
COUNTED: dict[str, LazyString] = {"twice": _("Counted twice")}
EVENTS: dict[str, LazyString] = {
    "allocation.made": _("Counted for a grant"),
    "allocation.moved": _("Moved to another grant"),
    "allocation.released": _("Released"),
    "allocation.restored": _("Release taken back"),
    "allocation.locked": _("Locked"),
    "allocation.unlocked": _("Unlocked"),
    "allocation.evidence_changed": _("State of the evidence changed"),
    "allocations.exported": _("Ledger exported"),
}
YES, NO = _("yes"), _("no")
FIELDS: dict[str, LazyString] = {
    "id": _("Number"),
    "subject": _("Duo or mentor"),
    "reference": _("Reference"),
    "antenna": _("Antenna"),
    "grant_code": _("Grant"),
    "unit": _("What is paid for"),
    "happened_on": _("Day"),
    "quantity": _("Quantity"),
    "value": _("Value"),
    "currency": _("Currency"),
    "evidence": _("Evidence"),
    "locked": _("Locked"),
    "claimed": _("In a claim"),
    "twice": _("Counted twice"),
    "released_at": _("Released"),
}
"""The columns of an export, in their order."""


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def evidence_name(evidence: str) -> str:
    return str(EVIDENCE[Evidence(evidence)])


def evidence_tag(evidence: str) -> str:
    return EVIDENCE_TAGS[Evidence(evidence)]


def subject_name(subject: str, reference: str | None = None) -> str:
    """Never a name: those who work with funders do not know who it is."""
    kind, _sep, number = subject.partition(":")
    if kind == "mentor":
        return str(gettext("Mentor %(number)s", number=number))
    return reference or str(gettext("Duo %(number)s", number=number))


def cap_in_words(cap: GrantCap) -> str:
    """At most so much, there, then."""
    parts = [_most(cap)]
    if cap.antenna_code:
        parts.append(antenna_name(cap.antenna_code))
    if cap.from_on:
        parts.append(gettext("from %(day)s", day=i18n.day(cap.from_on)))
    if cap.until_on:
        parts.append(gettext("until %(day)s", day=i18n.day(cap.until_on)))
    return ", ".join(parts)


def _most(cap: GrantCap) -> str:
    if cap.kind == CapKind.MONEY:
        return str(gettext("at most %(most)s", most=money(cap.most)))
    if cap.kind == CapKind.SHARE:
        return str(gettext("at most %(most)s per cent", most=cap.most))
    return str(gettext("at most %(most)s", most=i18n.number(cap.most)))
