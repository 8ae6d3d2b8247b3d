"""What the rules of the funders are made of, as frozen values read from `funding.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from app.core.i18n import Said, pick
from app.schemes.nodes import Predicate

Names = Mapping[str, str]
"""A text by language."""

UNITS = (
    "duo_started",
    "duo_completed",
    "positive_exit",
    "mentor_trained",
    "hour",
    "actual_cost",
    "staff_flat_rate",
    "instalment",
)
"""What is paid for; the grants, above, have the same as `Unit`."""
FUNDER_KINDS = ("authority", "foundation", "company", "european_fund", "donor")
CAP_KINDS = ("units", "money", "share")
CADENCES = ("month", "quarter", "half_year", "year", "end")


class Status(StrEnum):
    """How sure we are (funding.md): read in the source named, derived from it, general knowledge
    that the country has to confirm, looked for and not found."""

    READ = "read"
    DERIVED = "derived"
    UNVERIFIED = "unverified"
    NOT_FOUND = "not found"


class Standing(StrEnum):
    """Where a scheme stands on a day. `running`: what was granted is paid, nobody can apply any
    more; `frame`: a rule on top of what others pay; `asked`: it was looked for and not found."""

    OPEN = "open"
    RUNNING = "running"
    COMING = "coming"
    ENDED = "ended"
    FRAME = "frame"
    ASKED = "asked"


PAYING = frozenset({Standing.OPEN, Standing.RUNNING})
"""A region with none of these has a gap."""


class Named:
    """What people call by a name in their language."""

    names: Names

    @property
    def name(self) -> str:
        return pick(self.names)


@dataclass(frozen=True)
class Amount(Named):
    """Money that is known of a scheme without being its rate, such as the envelope of a call."""

    names: Names
    source: Said
    status: Status
    amount_cents: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True)
class Cap(Named):
    """At most so much: units, cents, or per cent; None is asked for."""

    kind: str
    names: Names
    most: int | None = None


@dataclass(frozen=True)
class Evidence(Named):
    """A paper that has to be kept for each unit, or for the claim."""

    code: str
    names: Names


@dataclass(frozen=True)
class Deadline(Named):
    """Something owed on a day, or so many days after the end of each period of the cadence."""

    names: Names
    on: date | None = None
    days_after: int | None = None


@dataclass(frozen=True)
class Version:
    """The rules of a scheme from one day to another, both in it; None is an end that is open or
    not known. Every value that is None is still asked for.

    `by_hand` are conditions of which the product holds no fact: a person checks them.
    """

    source: Said
    status: Status
    predicate: Predicate
    conditions: tuple[Mapping[str, object], ...] = ()
    conditions_status: Status | None = None
    conditions_source: Said | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    applications_until: date | None = None
    unit: str | None = None
    rate_cents: int | None = None
    rate_percent: float | None = None
    notes: Names = field(default_factory=dict)
    by_hand: tuple[Names, ...] = ()
    amounts: tuple[Amount, ...] = ()
    caps: tuple[Cap, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    cadence: str | None = None
    deadlines: tuple[Deadline, ...] = ()

    def covers(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)

    @property
    def note(self) -> str:
        return pick(self.notes)

    @property
    def to_check(self) -> list[str]:
        return [pick(words) for words in self.by_hand]

    @property
    def is_amount_asked(self) -> bool:
        return self.rate_cents is None and self.rate_percent is None


@dataclass(frozen=True)
class Scheme(Named):
    """One way in which a kind of funder pays. `regions` are NUTS codes of any level; none means the
    whole country. A `frame` pays nothing itself: it is a rule for whoever is paid."""

    code: str
    names: Names
    funder: str | None
    funder_kind: str
    versions: tuple[Version, ...]
    regions: tuple[str, ...] = ()
    frame: bool = False
    exclusivity_group: str | None = None
    retention_years: int | None = None

    def version_on(self, day: date) -> Version | None:
        """The rules of that day; None where the scheme had none then."""
        return next((one for one in self.versions if one.covers(day)), None)

    def version_from(self, valid_from: date | None) -> Version | None:
        """The version that began on that day, as a grant remembers it."""
        return next((one for one in self.versions if one.valid_from == valid_from), None)

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    def is_in(self, nuts2: str) -> bool:
        return not self.regions or any(nuts2.startswith(code) for code in self.regions)

    def standing_on(self, day: date) -> Standing:
        version = self.version_on(day)
        if version is None:
            coming = any(one.valid_from and one.valid_from > day for one in self.versions)
            return Standing.COMING if coming else Standing.ENDED
        if self.frame or version.status is Status.NOT_FOUND:
            return Standing.FRAME if self.frame else Standing.ASKED
        closed = version.applications_until is not None and version.applications_until < day
        return Standing.RUNNING if closed else Standing.OPEN


@dataclass(frozen=True)
class Need:
    """What one duo costs the programme, as the organisation told it to a funder."""

    cost_cents: int
    source: Said
    status: Status
    regions: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None

    def holds(self, nuts2: str, day: date) -> bool:
        there = not self.regions or any(nuts2.startswith(code) for code in self.regions)
        return there and (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


@dataclass(frozen=True)
class FundingRules:
    """All that a country's `funding.toml` says."""

    schemes: tuple[Scheme, ...] = ()
    needs: tuple[Need, ...] = ()
