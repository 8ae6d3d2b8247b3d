"""Proposals for the tests of all that proposes."""

from datetime import date
from typing import Any

from app.core.db import db
from app.proposals import deciding, proposing
from app.proposals.models import AllocationLine

SPRING = (date(2026, 1, 1), date(2026, 6, 30))


def proposed(
    objective: str = "money", days: tuple[date, date] = SPRING, *, reconsiders: bool = False
) -> Any:
    """Worked out, ready to be decided about."""
    asked = {"objective": objective, "reconsiders": reconsiders}
    found = deciding.ask_now(from_on=days[0], until_on=days[1], **asked)
    db.session.commit()
    return work_out(found)


def work_out(found: Any) -> Any:
    proposing.work_out(found.id, db.session.commit)
    return found


def skipped_lines(proposal_id: int) -> Any:
    return (
        db.session.query(AllocationLine).filter_by(proposal_id=proposal_id, verdict="skipped").all()
    )
