"""What can be done to antennas. Nothing here commits: the request does, once, at its end."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.antennas import queries, rules
from app.antennas.models import Antenna
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason, refuse_if
from app.core.questions import ask
from app.core.tenancy import AntennaRecord


def take_over_antennas(records: Sequence[AntennaRecord]) -> None:
    """Add the antennas of `antennas.csv` that the table lacks; what was changed since stays."""
    known = queries.codes()
    for record in records:
        if record.code not in known:
            db.session.add(_taken_over(record))
    db.session.flush()


def open_antenna(
    *,
    code: str,
    nuts2: str,
    names: Mapping[str, str],
    opened_on: date,
    area: Mapping[str, list[str]],
) -> Antenna:
    """Raises `Refused` when another antenna has the code or serves one of the places.

    `area` holds `postal_codes` and `languages`.
    """
    refuse_if(rules.against_code(code, queries.codes()))
    antenna = Antenna(
        code=code.upper(), names=dict(names), opened_on=opened_on, nuts2=nuts2, **area
    )
    refuse_if(rules.against_area(antenna, queries.all_antennas()))
    db.session.add(antenna)
    events.record("antenna.opened", antenna, code=antenna.code)
    return antenna


def change_antenna(
    antenna: Antenna,
    *,
    names: Mapping[str, str],
    opened_on: date | None,
    area: Mapping[str, list[str]],
) -> Antenna:
    """A planned antenna that gets its day opens on it. Raises `Refused` as opening does."""
    with db.session.no_autoflush:
        antenna.names, antenna.opened_on = dict(names), opened_on
        antenna.postal_codes, antenna.languages = area["postal_codes"], sorted(area["languages"])
        if antenna.planned and opened_on is not None and opened_on <= clock.today():
            antenna.planned = False
        others = [other for other in queries.all_antennas() if other.id != antenna.id]
        refuse_if(rules.against_area(antenna, others))
    events.record("antenna.changed", antenna, **events.changed_fields(antenna))
    return antenna


def close_antenna(antenna: Antenna, *, on: date, reason: str) -> Antenna:
    """Close it from that day. Raises `Refused` with all the reasons that stand against it."""
    refuse_if(against_closing(antenna, on))
    antenna.closed_on, antenna.closing_reason = on, reason
    events.record("antenna.closed", antenna, on=on, reason=reason)
    return antenna


def reopen_antenna(antenna: Antenna) -> Antenna:
    """Take back a closing. Raises `Refused` when it is not closed or its area was given away."""
    refuse_if(rules.against_reopening(antenna, queries.all_antennas()))
    antenna.closed_on = antenna.closing_reason = None
    events.record("antenna.reopened", antenna)
    return antenna


def against_closing(antenna: Antenna, on: date) -> list[Reason]:
    """All that stands against it, what the higher features know included."""
    others_open = queries.count_others_open(antenna)
    own = rules.against_closing(antenna, on, others_open=others_open)
    return [*own, *ask("antenna.closing", antenna)]


def _taken_over(record: AntennaRecord) -> Antenna:
    return Antenna(
        code=record.code,
        names=dict(record.names),
        planned=not record.is_open,
        opened_on=record.opened_on,
        nuts2=record.nuts2,
        postal_codes=[str(part) for part in record.postal_codes],
        languages=list(record.languages),
    )
