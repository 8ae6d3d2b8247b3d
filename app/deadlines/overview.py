"""The month at a glance: what is due and comes in, who is quiet, what ends, what lags."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from app.core import clock
from app.core.questions import ask
from app.core.viewer import viewer
from app.deadlines import agenda, queries, rules
from app.grants.models import Grant

MOST_SHOWN = 8
"""Of each list beside the deadlines."""


@dataclass(frozen=True)
class Lag:
    """A grant with fewer than it should have by now."""

    grant: Grant
    counted: int
    expected: int


def of_month(*, mine: bool = False) -> dict[str, Any]:
    """Until the end of the month, and four weeks ahead at least."""
    today = clock.today()
    first, month_end = rules.month_of(today)
    last = rules.last_shown(today)
    found = [one for one in agenda.items(None, last) if not mine or _is_mine(one)]
    return {
        "today": today,
        "first": first,
        "until": last,
        "weeks": [*agenda.weeks(found, today), *_near(last, today, mine=mine)],
        "late": sum(one.is_late(today) for one in found),
        "this_week": _of_this_week(found, today),
        "money": _money(found, first, month_end),
        "done": queries.obligations_done(first, today),
        "quiet": queries.quiet_funders(MOST_SHOWN),
        "most_shown": MOST_SHOWN,
        "ending": queries.grants_to_renew(today),
        "lagging": lagging(today),
    }


def _near(last: date, today: date, *, mine: bool) -> list[agenda.Week]:
    """Deadlines further on of which owners are told already."""
    until = today + timedelta(days=max(rules.THRESHOLDS))
    found = map(agenda.of_obligation, queries.obligations_due(last + timedelta(days=1), until))
    shown = [one for one in found if not mine or _is_mine(one)]
    title = _("Later: what is owed within %(days)s days", days=max(rules.THRESHOLDS))
    return [agenda.Week(title, shown)] if shown else []


def _is_mine(one: agenda.Item) -> bool:
    return one.is_of(viewer().user_id, viewer().name)


def _of_this_week(found: Iterable[agenda.Item], today: date) -> int:
    sunday = rules.week_of(today) + timedelta(days=6)
    return sum(one.on is not None and today <= one.on <= sunday for one in found)


def _money(found: Sequence[agenda.Item], first: date, last: date) -> dict[str, Any]:
    """Instalments alone: what is expected until the end of the month, what of that is late, what
    came in. An instalment without an amount is counted and not guessed."""
    due = [one for one in found if one.kind == "instalment" and one.on and one.on <= last]
    today = clock.today()
    return {
        "expected": sum(one.cents or 0 for one in due),
        "late": sum(one.cents or 0 for one in due if one.is_late(today)),
        "unknown": sum(one.cents is None for one in due),
        "received": queries.received_cents(first, last),
    }


def lagging(today: date) -> list[Lag]:
    """Grants with fewer counted than their promise asks for by now, the furthest behind first.

    Who is counted, the ledger above knows ("grants.counted"); while it says nothing, nobody lags.
    """
    promised = queries.grants_with_promise(today)
    counted = dict(ask("grants.counted", [grant.id for grant in promised])) if promised else {}
    found = [
        Lag(grant, counted[grant.id], int((grant.least_units or 0) * _pace(grant, today)))
        for grant in promised
        if grant.id in counted
        and rules.is_behind(counted[grant.id], grant.least_units or 0, _pace(grant, today))
    ]
    return sorted(found, key=lambda lag: lag.counted - lag.expected)


def _pace(grant: Grant, today: date) -> float:
    return rules.pace(grant.begins_on, grant.ends_on, today)
