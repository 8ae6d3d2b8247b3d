"""What the schemes answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.errors import Reason
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.duos.models import Duo
from app.people.panels import Panel
from app.schemes import queries
from app.schemes.engine import against
from app.schemes.facts import facts_of_duos
from app.schemes.kinds import PAYING, Scheme, Version


@dataclass(frozen=True)
class Verdict:
    """Whether a scheme could pay for a duo; no reasons against mean that it could."""

    scheme: Scheme
    version: Version
    reasons: tuple[Reason, ...]


def panels(duo: Duo) -> Iterator[Panel]:
    """Which schemes could pay for a duo: those in force in its region on the day it began."""
    if not viewer().may(Permission.FUNDING_READ):
        return
    yield Panel(
        title=_("Which schemes could pay"),
        template="schemes/_panel.html",
        context={"verdicts": verdicts(duo), "region": duo.antenna.nuts2},
        order=70,
    )


def verdicts(duo: Duo) -> list[Verdict]:
    """Those that could pay first; nothing where no scheme was in force in the region."""
    facts = facts_of_duos([duo.id]).get(duo.id)
    told = viewer().may(Permission.SENSITIVE_READ)
    found = []
    for scheme in queries.schemes() if facts else ():
        version = scheme.version_on(duo.started_on)
        there = scheme.is_in(duo.antenna.nuts2)
        if facts and version and there and scheme.standing_on(duo.started_on) in PAYING:
            reasons = tuple(against(version.predicate, facts, told=told))
            found.append(Verdict(scheme, version, reasons))
    return sorted(found, key=lambda one: len(one.reasons))
