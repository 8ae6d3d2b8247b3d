"""Which grants could count one duo or mentor, and everything that stands against each other one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.allocation import queries, reached, rules
from app.allocation.models import Allocation
from app.allocation.rules import Counted, Hours
from app.core import clock
from app.core.errors import Reason
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.duos.models import Duo
from app.grants.models import COUNTED, Grant, Unit
from app.grants.queries import predicate_of, running_grants, version_of
from app.grants.rules import rate_cents_on
from app.people.models import Mentor
from app.schemes.engine import Facts, against
from app.schemes.facts import facts_of_duos, facts_of_mentors


@dataclass(frozen=True)
class Whom:
    """A duo or mentor as the ledger sees it; `hours` are typed by the person who decides."""

    row: Duo | Mentor
    hours: Hours | None = None
    _facts: dict[date, Facts] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        return "duo" if isinstance(self.row, Duo) else "mentor"

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.row.id}"

    @property
    def reference(self) -> str | None:
        return self.row.reference if isinstance(self.row, Duo) else None

    @cached_property
    def days(self) -> Mapping[Unit, date]:
        """The units it reached, each with its day."""
        if self.kind == "mentor":
            return reached.days_of_mentor(self.row.id)
        hours = {Unit.HOUR: self.hours.until_on} if self.hours else {}
        return reached.days_of_duo(self.row.id) | hours

    @cached_property
    def standing(self) -> Sequence[Allocation]:
        lines = queries.lines_of_subject(self.key)
        return [line for line in lines if line.released_at is None]

    def facts(self, on: date) -> Facts:
        if on not in self._facts:
            read = facts_of_duos if self.kind == "duo" else facts_of_mentors
            self._facts[on] = read([self.row.id], on)[self.row.id]
        return self._facts[on]

    def quantity(self, grant: Grant) -> float:
        return self.hours.quantity if self.hours and grant.unit == Unit.HOUR else 1


@dataclass(frozen=True)
class Choice:
    """One grant for one duo or mentor: `against` is everything that stands against it, `beside`
    the lines of other groups that would then count it a second time."""

    grant: Grant
    day: date | None
    rate_cents: int | None
    value_cents: int | None
    against: Sequence[Reason]
    beside: Sequence[Allocation]

    @property
    def is_open(self) -> bool:
        return not self.against


def choices(whom: Whom, but: Allocation | None = None) -> list[Choice]:
    """All running grants that pay for this kind of thing: open ones first, by what they bring.

    `but` is a line that is to be moved: its own place does not stand in the way.
    """
    days = [*whom.days.values(), clock.today()]
    found = [
        grant
        for grant in running_grants(min(days), max(days))
        if grant.unit in COUNTED and (grant.unit == Unit.MENTOR_TRAINED) == (whom.kind == "mentor")
    ]
    used = usage_by_grant([grant.id for grant in found])
    chosen = [choice_of(grant, whom, used[grant.id], but) for grant in found]
    return sorted(
        chosen, key=lambda one: (len(one.against), -(one.value_cents or 0), one.grant.priority)
    )


def choice_of(
    grant: Grant, whom: Whom, used: Sequence[Counted], but: Allocation | None = None
) -> Choice:
    """Everything that stands against it at once, the caps only where nothing else does."""
    standing = [line for line in whom.standing if but is None or line.id != but.id]
    day = whom.days.get(grant.unit)
    rate = rate_cents_on(grant, version_of(grant))
    value = None if rate is None else round(rate * whom.quantity(grant))
    reasons = [
        *rules.against_counting(grant, day, whom.kind),
        *rules.against_twice(grant, standing),
        *(_conditions(grant, whom, day) if day else []),
    ]
    if day and not reasons:
        new = Counted(whom.row.antenna.code, day, whom.quantity(grant), value or 0)
        reasons = rules.against_caps(grant, new, used)
    return Choice(grant, day, rate, value, reasons, standing)


def _conditions(grant: Grant, whom: Whom, day: date) -> list[Reason]:
    """Whoever may read sensitive facts is told which one is lacking."""
    told = viewer().may(Permission.SENSITIVE_READ)
    return against(predicate_of(grant), whom.facts(day), told=told)


def usage_by_grant(grant_ids: Collection[int]) -> Mapping[int, list[Counted]]:
    """What stands for each grant, of every antenna."""
    found: dict[int, list[Counted]] = defaultdict(list)
    for row in queries.usage(grant_ids):
        found[row.grant_id].append(
            Counted(row.antenna, row.happened_on, float(row.units), int(row.cents))
        )
    return found
