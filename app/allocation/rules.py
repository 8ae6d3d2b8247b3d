"""When somebody may count for a grant, and what stands against changing a line of the ledger."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from flask_babel import lazy_gettext as _

from app.allocation.models import Allocation
from app.core.errors import Reason
from app.grants.models import COUNTED, CapKind, Grant, GrantCap, GrantState, Unit

HOURS_AT_MOST = 2000
"""More than a year of full-time work for one duo is a slip of the keyboard (the house's own)."""

NOT_RUNNING = Reason("grant_not_running", _("This grant does not run."))
NOT_COUNTED = Reason("not_counted", _("This grant does not pay by number."))
OTHER_SUBJECT = Reason("other_subject", _("This grant pays for something else."))
NOT_REACHED = {
    Unit.DUO_STARTED: Reason("not_reached", _("The duo has not started.")),
    Unit.DUO_COMPLETED: Reason("not_reached", _("The duo was not completed.")),
    Unit.POSITIVE_EXIT: Reason(
        "not_reached", _("No work, training, internship or studies is known at the end of the duo.")
    ),
    Unit.MENTOR_TRAINED: Reason("not_reached", _("The mentor has not completed the training.")),
    Unit.HOUR: Reason("not_reached", _("Say how many hours, and on which day the last one was.")),
}
OUT_OF_PERIOD = Reason("out_of_period", _("It happened outside the period of the grant."))
FULL = Reason("cap_full", _("The cap by number is reached."))
MONEY_FULL = Reason("money_full", _("The cap in money is reached."))
AMOUNT_FULL = Reason("amount_full", _("The amount of the grant is used up."))
ABOVE_SHARE = Reason("above_share", _("The share of this antenna would be too high."))
LOCKED = Reason("locked", _("This line is locked. Unlock it first."))
RELEASED = Reason("released", _("This line was released already."))
STANDS = Reason("stands", _("This line stands."))
FOLLOWED = Reason("followed", _("Another line took its place."))
SAME_GRANT = Reason("same_grant", _("It counts for this grant already."))
ALREADY_COUNTED = Reason("already_counted", _("It was counted meanwhile, here or elsewhere."))
OUT_OF_SIGHT = Reason("out_of_sight", _("The duo or mentor of this line is not yours to see."))
NO_LINES = Reason("no_lines", _("No line was chosen."))


@dataclass(frozen=True)
class Hours:
    """How many, and on which day the last of them was."""

    quantity: float
    until_on: date


@dataclass(frozen=True)
class Counted:
    """What is used of a grant: by one line, or by all lines of an antenna and a day."""

    antenna: str
    happened_on: date
    units: float = 1
    cents: int = 0


def covers(cap: GrantCap, antenna: str, day: date) -> bool:
    """Whether something of that antenna and day is under the cap."""
    there = cap.antenna_code in {None, antenna}
    return there and (cap.from_on or date.min) <= day <= (cap.until_on or date.max)


def used_of(cap: GrantCap, standing: Sequence[Counted]) -> float:
    """Units or cents under the cap."""
    under = [one for one in standing if covers(cap, one.antenna, one.happened_on)]
    return sum(one.cents if cap.kind == CapKind.MONEY else one.units for one in under)


def against_caps(grant: Grant, new: Counted, standing: Sequence[Counted]) -> list[Reason]:
    """What is full, `standing` being all that counts for the grant already."""
    found = [
        reason
        for cap in grant.caps
        if covers(cap, new.antenna, new.happened_on)
        for reason in _against_cap(cap, new, standing)
    ]
    if grant.amount_cents is not None:
        used = sum(one.cents for one in standing)
        found += [AMOUNT_FULL] if used + new.cents > grant.amount_cents else []
    return list(dict.fromkeys(found))


def _against_cap(cap: GrantCap, new: Counted, standing: Sequence[Counted]) -> Iterator[Reason]:
    """A share is of everything that counts for the grant, the new one included."""
    used = used_of(cap, standing)
    if cap.kind == CapKind.UNITS and used + new.units > cap.most:
        yield FULL
    if cap.kind == CapKind.MONEY and used + new.cents > cap.most:
        yield MONEY_FULL
    if cap.kind == CapKind.SHARE:
        everything = sum(one.units for one in standing) + new.units
        if (used + new.units) * 100 > cap.most * everything:
            yield ABOVE_SHARE


def against_counting(grant: Grant, unit_day: date | None, kind: str) -> list[Reason]:
    """What the grant itself says, before its conditions: `kind` is `duo` or `mentor`."""
    if grant.unit not in COUNTED:
        return [NOT_COUNTED]
    if (grant.unit == Unit.MENTOR_TRAINED) != (kind == "mentor"):
        return [OTHER_SUBJECT]
    found = [NOT_RUNNING] if grant.state != GrantState.RUNNING else []
    if unit_day is None:
        return [*found, NOT_REACHED[Unit(grant.unit)]]
    inside = grant.begins_on <= unit_day <= grant.ends_on
    return found if inside else [*found, OUT_OF_PERIOD]


def against_twice(grant: Grant, standing: Sequence[Allocation]) -> list[Reason]:
    """The same grant, or another of its exclusivity group, counts it already."""
    if any(line.grant_id == grant.id for line in standing):
        return [SAME_GRANT]
    rivals = [line for line in standing if shares_group(grant, line)]
    return [
        Reason(
            "same_group",
            _(
                "It counts for %(grant)s already; of these grants only one may count it.",
                grant=line.grant.code,
            ),
        )
        for line in rivals
    ]


def shares_group(grant: Grant, line: Allocation) -> bool:
    return grant.exclusivity_group is not None and grant.exclusivity_group == line.exclusivity_group


def hours_of(allocation: Allocation) -> Hours | None:
    """What was written down by hand; nothing for units that happen by themselves."""
    if allocation.unit != Unit.HOUR:
        return None
    return Hours(allocation.quantity, allocation.happened_on)


class Line(Protocol):
    """What a line of the ledger says of itself, whether it was read whole or just now."""

    @property
    def released_at(self) -> datetime | None: ...

    @property
    def locked(self) -> bool: ...


def against_releasing(allocation: Line) -> list[Reason]:
    stands = {RELEASED: allocation.released_at is not None, LOCKED: allocation.locked}
    return [reason for reason, holds in stands.items() if holds]


def against_restoring(allocation: Allocation, follower: Allocation | None) -> list[Reason]:
    if allocation.released_at is None:
        return [STANDS]
    return [FOLLOWED] if follower is not None else []
