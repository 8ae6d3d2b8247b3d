"""The lines of the agenda that a program asks for: of a period, a kind, an owner, late ones."""

from dataclasses import dataclass
from datetime import date

from app.core import clock
from app.core.viewer import viewer
from app.deadlines import agenda, queries, rules


@dataclass(frozen=True)
class Asked:
    """Without a first day all that is overdue is there too; without a last one it ends with the
    page of this month. `state` is open or done; what is done lies in the past."""

    from_on: date | None = None
    until_on: date | None = None
    kind: str = ""
    mine: bool = False
    late: bool = False
    state: str = "open"


def chosen(asked: Asked) -> list[agenda.Item]:
    """The earliest first and what has no day last; what is done, the last done first."""
    today = clock.today()
    found = _done(asked, today) if asked.state == "done" else _open(asked, today)
    return [one for one in found if _fits(one, asked, today)]


def _open(asked: Asked, today: date) -> list[agenda.Item]:
    found = agenda.items(asked.from_on, asked.until_on or rules.last_shown(today))
    return [one for one in found if one.on is None or one.on >= (asked.from_on or date.min)]


def _done(asked: Asked, today: date) -> list[agenda.Item]:
    from_on, until_on = asked.from_on or rules.month_of(today)[0], asked.until_on or today
    return [agenda.of_obligation(one) for one in queries.obligations_done(from_on, until_on)]


def _fits(one: agenda.Item, asked: Asked, today: date) -> bool:
    return (
        (not asked.kind or one.kind == asked.kind)
        and (not asked.mine or one.is_of(viewer().user_id, viewer().name))
        and (not asked.late or one.is_late(today))
    )
