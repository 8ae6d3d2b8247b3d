"""Whether lines of a proposal still hold at the moment when they are written to the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from app.core.db import batched, db
from app.grants.models import Grant
from app.proposals.models import AllocationLine, AllocationProposal
from app.splits.moving import counted_now, grants_of, standing
from app.splits.paying import Limit, Paying, paying_grants
from app.splits.reading import Period, fails_of, key_of, nodes_of, read


class Now:
    """The grants and the ledger as they are at this moment, behind a lock: nobody takes the same
    last place meanwhile. The grants are locked before lines are looked at, as whoever moves a line
    or hands in a claim does: the other way round two would wait for each other, or a line would be
    let go that was handed in a moment ago."""

    def __init__(self, proposal: AllocationProposal, lines: Sequence[AllocationLine]) -> None:
        self.proposal = proposal
        moving = [one.stands_id for one in lines if one.stands_id]
        wanted = {line.grant_id for line in lines if line.grant_id} | grants_of(moving)
        locked = select(Grant.id).where(Grant.id.in_(wanted)).order_by(Grant.id).with_for_update()
        db.session.execute(locked).all()
        self.stands = dict(standing(moving))
        found = paying_grants(proposal.from_on, proposal.until_on)
        self.grants = {grant.grant_id: grant for grant in found if grant.grant_id in wanted}
        self.counted = counted_now([line.subject for line in lines])
        self.holds = self._holding(lines)

    def _holding(self, lines: Sequence[AllocationLine]) -> set[tuple[int, int, int]]:
        """Key, day and grant of the lines that every condition holds for."""
        by_unit: Mapping[str, list[Paying]] = defaultdict(list)
        for grant in self.grants.values():
            by_unit[grant.unit].append(grant)
        found = set()
        for ids in batched({line.duo_id or line.mentor_id or 0 for line in lines}):
            period = Period(self.proposal.from_on, self.proposal.until_on, ids)
            for unit, grants in by_unit.items():
                reached = read(unit, period, nodes_of(grants))
                for grant in grants:
                    good = reached.only(fails_of(grant, reached) == 0)
                    pairs = zip(good.keys.tolist(), good.days.tolist(), strict=True)
                    found |= {(key, day, grant.grant_id) for key, day in pairs}
        return found

    def against(self, line: AllocationLine) -> str:
        """Why a line does not hold any more, caps aside; nothing when it does."""
        if line.stands_id is not None and not self._still_stands(line):
            return "stands"
        if line.grant_id is None:
            return "changed" if line.reason == "gone" and self._may_stay(line) else ""
        grant = self.grants.get(line.grant_id)
        if grant is None or grant.rate_cents != line.value_cents:
            return "grant"
        if line.stands_id is None and self.counted[line.subject]:
            return "counted"
        here = (key_of(line.subject), line.happened_on.toordinal(), grant.grant_id)
        return "" if here in self.holds else "changed"

    def look_again(self, lines: Sequence[AllocationLine]) -> None:
        """Who was counted in between, while another grant than ours was locked."""
        self.counted |= counted_now([line.subject for line in lines])

    def counted_by_others(self, line: AllocationLine) -> str:
        """Why it does not hold when more stands for it than the line that it would move."""
        more = self.counted[line.subject] - (1 if line.stands_id is not None else 0)
        return "counted" if more > 0 else ""

    def _still_stands(self, line: AllocationLine) -> bool:
        """Where it stood, once, in a grant that runs, and nothing holds it."""
        stands = self.stands.get(line.stands_id or 0)
        once = self.counted[line.subject] == 1
        return stands is not None and once and stands.grant_id in self.grants

    def _may_stay(self, line: AllocationLine) -> bool:
        stands = self.stands[line.stands_id or 0]
        here = (key_of(line.subject), stands.happened_on.toordinal(), stands.grant_id)
        return here in self.holds

    def fitting(self, lines: Sequence[AllocationLine]) -> list[AllocationLine]:
        """Those for whom there is room once all of them have left the place where they stood. Who
        has to stay keeps that place, and others may find it taken then; the last give way first."""
        left = {limit.key: limit.left_units for limit in self._limits()}
        kept = list(lines)
        for line in kept:
            _count(left, self.freed_by(line), 1)
            _count(left, self.taken_by(line), -1)
        while True:
            before = len(kept)
            kept = list(self._without_room(kept, left))[::-1]
            if len(kept) == before:
                return kept

    def full_for(self, line: AllocationLine) -> set[str]:
        """The caps that leave no place for it as long as nobody leaves."""
        left = {limit.key: limit.left_units for limit in self._limits()}
        return {key for key in self.taken_by(line) if left[key] < 1}

    def _without_room(
        self, lines: Sequence[AllocationLine], left: dict[str, int]
    ) -> Iterator[AllocationLine]:
        """The last first, those who remain; what the others would have used is given back."""
        for line in reversed(lines):
            taken = self.taken_by(line)
            if any(left[key] < 0 for key in taken):
                _count(left, taken, 1)
                _count(left, self.freed_by(line), -1)
            else:
                yield line

    def _limits(self) -> Iterator[Limit]:
        """A share was kept by the whole of the proposal, and is not looked at line by line."""
        for grant in self.grants.values():
            yield from (limit for limit in grant.limits if limit.percent is None)

    def taken_by(self, line: AllocationLine) -> list[str]:
        if line.grant_id is None:
            return []
        return self.under(line.grant_id, line.antenna_id, line.happened_on)

    def freed_by(self, line: AllocationLine) -> list[str]:
        if line.stands_id is None:
            return []
        stands = self.stands[line.stands_id]
        if self.grants[stands.grant_id].rate_cents != stands.value_cents:
            return []
        return self.under(stands.grant_id, stands.antenna_id, stands.happened_on)

    def under(self, grant_id: int, antenna_id: int, day: date) -> list[str]:
        """The caps of the grant that count what happened there and then."""
        return [
            limit.key
            for limit in self.grants[grant_id].limits
            if limit.percent is None
            and limit.antenna_id in {None, antenna_id}
            and limit.first <= day.toordinal() <= limit.last
        ]


def _count(left: dict[str, int], keys: Iterable[str], units: int) -> None:
    for key in keys:
        left[key] += units
