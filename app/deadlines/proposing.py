"""The deadlines that the rhythm of a scheme gives a grant: a proposal that a person accepts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import day
from app.deadlines import queries
from app.deadlines.rules import Period, periods
from app.grants.models import Grant
from app.grants.queries import version_of
from app.schemes.kinds import Deadline, Version

MOST_DAYS = 366


@dataclass(frozen=True)
class Line:
    """As `ProposedSchema` takes it."""

    kind: str
    title: str
    due_on: date
    taken: bool = True


@dataclass(frozen=True)
class Asked:
    """How often, and so many days after the end of each period; the scheme's own unless said."""

    cadence: str
    days_after: int | None

    @classmethod
    def of(cls, version: Version | None) -> "Asked":
        cadence = version.cadence if version and version.cadence else "year"
        days = [one.days_after for one in version.deadlines if one.days_after] if version else []
        return cls(cadence, days[0] if days else None)


def proposed(grant: Grant, asked: Asked) -> list[Line]:
    """Without those whose kind and day are there already; what lies behind is not ticked."""
    version, known = version_of(grant), queries.known_of(grant)
    named = version.deadlines if version else ()
    found = [*_fixed(grant, named), *_periodic(grant, asked, named)]
    new = [line for line in found if (line.kind, line.due_on) not in known]
    return [replace(line, taken=line.due_on >= clock.today()) for line in new]


def _fixed(grant: Grant, named: tuple[Deadline, ...]) -> Iterator[Line]:
    """Days that the scheme names itself."""
    for one in named:
        if one.on is not None and one.on >= grant.begins_on:
            yield Line("report", one.name, one.on)


def _periodic(grant: Grant, asked: Asked, named: tuple[Deadline, ...]) -> Iterator[Line]:
    found = periods(asked.cadence, grant.begins_on, grant.ends_on)
    texts = [(one.name, one.days_after) for one in named if one.on is None]
    for period in found:
        for name, days in texts or [(_("Report"), None)]:
            yield Line(
                kind="report",
                title=_title(name, period)[:200],
                due_on=period.due_on(days if days is not None else asked.days_after),
            )


def _title(name: str, period: Period) -> str:
    told = {"from": day(period.from_on), "until": day(period.until_on)}
    return str(_("%(name)s, %(from)s to %(until)s", name=name, **told))
