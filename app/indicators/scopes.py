"""From what was asked for to what is counted: the antenna that was meant, and the day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import ValidationError

from app.antennas.models import Antenna
from app.core import clock
from app.core.errors import messages_of
from app.indicators import pool_queries, queries
from app.indicators.facts import Scope
from app.indicators.schemas import ScopeSchema, told


@dataclass(frozen=True)
class Asked:
    """The scope with the antenna it names, and those that could be named."""

    scope: Scope
    antenna: Antenna | None
    antennas: dict[int, Antenna]


def asked(sent: Any) -> Asked:
    """Raises `ValidationError`, or `LookupError` when the viewer sees no antenna of that code."""
    wanted = ScopeSchema().load(sent)
    antennas = {antenna.id: antenna for antenna in queries.antennas_seen()}
    antenna = _find(wanted["antenna"], antennas)
    scope = Scope(
        on=wanted["on"] or clock.today(),
        first=wanted["first"],
        last=wanted["last"],
        antenna_id=antenna.id if antenna else None,
    )
    return Asked(scope, antenna, antennas)


def asked_as_far_as_right(sent: Mapping[str, Any]) -> tuple[Asked, dict[str, Any]]:
    """What was asked for without the parts that are wrong, and what is wrong with those by name."""
    wrong: dict[str, Any] = {}
    while True:
        try:
            return asked({name: sent[name] for name in sent if name not in wrong}), wrong
        except ValidationError as error:  # of the days together, once each is right by itself
            wrong |= messages_of(error)


def figures_of(wanted: Asked) -> dict[str, Any]:
    """All figures of what was asked, as programs and commands read them (`FiguresSchema`)."""
    scope = wanted.scope
    return told(
        queries.facts(scope),
        pool_queries.pool(scope),
        on=scope.on,
        antenna=wanted.antenna.code if wanted.antenna else None,
        first=scope.first,
        last=scope.last,
    )


def whole(on: date) -> Scope:
    """Everything since ever."""
    return Scope(on=on)


def _find(code: str, antennas: dict[int, Antenna]) -> Antenna | None:
    if not code:
        return None
    found = [antenna for antenna in antennas.values() if antenna.code == code.upper()]
    if not found:
        raise LookupError(code)
    return found[0]
