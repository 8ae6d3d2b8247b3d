"""Lines of a proposal written to the ledger, as far as they still hold when that is done."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from app.allocation.models import Allocation, Evidence
from app.allocation.queries import LINES
from app.core import clock, events
from app.core.db import db, past_the_wall
from app.core.viewer import viewer
from app.grants.models import Grant
from app.proposals.models import AllocationLine, AllocationProposal
from app.splits.building import key_of
from app.splits.paying import Limit, Paying, paying_grants
from app.splits.reading import Period, fails_of, nodes_of, read

Row = dict[str, Any]


def write(proposal: AllocationProposal, lines: Sequence[AllocationLine]) -> Counter[str]:
    """Count what still holds; verdicts by how often. What does not hold is skipped and says why.

    The grants are locked meanwhile, so that nobody takes the same last place; who counted the same
    duo in between is found by the constraint of the table.
    """
    now = Now(proposal, lines)
    rows, kept = [], []
    for line in lines:
        code = now.against(line)
        if code:
            _skip(line, code)
        else:
            rows.append(now.row_of(line))
            kept.append(line)
    _insert(proposal, rows, kept)
    db.session.flush()
    return Counter(line.verdict or "" for line in lines)


class Now:
    """The grants and the lines as they are at this moment."""

    def __init__(self, proposal: AllocationProposal, lines: Sequence[AllocationLine]) -> None:
        wanted = {line.grant_id for line in lines}
        locked = select(Grant.id).where(Grant.id.in_(wanted)).order_by(Grant.id).with_for_update()
        db.session.execute(locked).all()
        found = paying_grants(proposal.from_on, proposal.until_on)
        self.proposal = proposal
        self.grants = {grant.grant_id: grant for grant in found if grant.grant_id in wanted}
        self.left = {
            limit.key: limit.left_units
            for grant in self.grants.values()
            for limit in grant.limits
            if limit.percent is None
        }
        self.counted = _counted([line.subject for line in lines])
        self.holds = self._holding(lines)

    def _holding(self, lines: Sequence[AllocationLine]) -> set[tuple[int, int, int]]:
        """Key, day and grant of the lines that every condition still holds for."""
        by_unit: Mapping[str, list[Paying]] = defaultdict(list)
        for grant in self.grants.values():
            by_unit[grant.unit].append(grant)
        ids = {line.duo_id or line.mentor_id or 0 for line in lines}
        period = Period(self.proposal.from_on, self.proposal.until_on, ids)
        found = set()
        for unit, grants in by_unit.items():
            reached = read(unit, period, nodes_of(grants))
            for grant in grants:
                good = reached.only(fails_of(grant, reached) == 0)
                pairs = zip(good.keys.tolist(), good.days.tolist(), strict=True)
                found |= {(key, day, grant.grant_id) for key, day in pairs}
        return found

    def against(self, line: AllocationLine) -> str:
        """Why a line does not hold any more; nothing when it does, and its place is taken then."""
        grant = self.grants.get(line.grant_id or 0)
        if grant is None or grant.rate_cents != line.value_cents:
            return "grant"
        if line.subject in self.counted:
            return "counted"
        day = line.happened_on.toordinal()
        if (key_of(line.subject), day, grant.grant_id) not in self.holds:
            return "changed"
        under = [limit.key for limit in grant.limits if _is_under(limit, line.antenna_id, day)]
        if any(self.left[key] < 1 for key in under):
            return "full"
        for key in under:
            self.left[key] -= 1
        self.counted.add(line.subject)
        return ""

    def row_of(self, line: AllocationLine) -> Row:
        grant = self.grants[line.grant_id or 0]
        return {
            "grant_id": grant.grant_id,
            "antenna_id": line.antenna_id,
            "subject": line.subject,
            "duo_id": line.duo_id,
            "mentor_id": line.mentor_id,
            "unit": grant.unit,
            "happened_on": line.happened_on,
            "quantity": 1,
            "rate_cents": grant.rate_cents,
            "value_cents": grant.rate_cents,
            "scheme_code": grant.scheme_code,
            "scheme_from": grant.scheme_from,
            "exclusivity_group": grant.group,
            "evidence": Evidence.MISSING,
            "locked": False,
            "decided_at": clock.now(),
            "decided_by_id": viewer().user_id,
            "proposal_id": self.proposal.id,
        }


def _is_under(limit: Limit, antenna_id: int, day: int) -> bool:
    """A share was kept by the whole of the proposal, and is not looked at line by line."""
    if limit.percent is not None or limit.antenna_id not in {None, antenna_id}:
        return False
    return limit.first <= day <= limit.last


def _counted(subjects: Sequence[str]) -> set[str]:
    found = select(Allocation.subject).where(
        Allocation.subject.in_(subjects), Allocation.released_at.is_(None)
    )
    return set(db.session.scalars(found, execution_options=past_the_wall()))


def _insert(
    proposal: AllocationProposal, rows: Sequence[Row], lines: Sequence[AllocationLine]
) -> None:
    """All at once; one by one only where somebody was faster with one of them."""
    if not rows:
        return
    pairs = _added(rows)
    if pairs is None:
        pairs = []
        for row, line in zip(rows, lines, strict=True):
            one = _added([row])
            pairs += one or []
            if one is None:
                _skip(line, "counted")
    for line in lines:
        line.verdict = line.verdict or "accepted"
    events.record_many("allocation.made", Allocation.__tablename__, pairs, proposal_id=proposal.id)


def _added(rows: Sequence[Row]) -> list[tuple[int, int | None]] | None:
    """Ids and antennas of the new rows; nothing at all when one of them counts already. Into the
    plain table: by the model, rows with and without a group would go in one statement each."""
    adding = insert(LINES).returning(LINES.c.id, LINES.c.antenna_id)
    try:
        with db.session.begin_nested():
            return [(row.id, row.antenna_id) for row in db.session.execute(adding, rows)]
    except IntegrityError:
        return None


def _skip(line: AllocationLine, code: str) -> None:
    line.verdict, line.why = "skipped", line.why | {"skipped": code}
