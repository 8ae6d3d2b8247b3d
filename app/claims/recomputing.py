"""A claim worked out again from its frozen lines, and held against the ledger of today.

Nothing is ever altered by it: an auditor may do it years later.
"""

from dataclasses import dataclass

from app.claims import judging, queries, rules
from app.claims.models import Claim, ClaimLine
from app.claims.rules import Difference
from app.core.viewer import viewer


@dataclass(frozen=True)
class Recomputed:
    """`broken` are references of lines whose amount or print does not follow from what was kept;
    `ledger` is what differs today, as far as the viewer may see it, `hidden` how many more."""

    number: int
    frozen_cents: int
    again_cents: int
    same_print: bool
    broken_number: int
    broken: list[str]
    ledger: list[Difference]
    hidden: int

    @property
    def holds(self) -> bool:
        """Whether the frozen lines give the same answer as when they were frozen."""
        return self.same_print and not self.broken_number and self.frozen_cents == self.again_cents


def recompute(claim: Claim) -> Recomputed:
    lines = queries.all_lines(claim)
    broken = rules.broken_lines(lines)
    found = judging.differences_of(claim)
    seen = [one for one in found if _is_seen(one)]
    return Recomputed(
        number=len(lines),
        frozen_cents=claim.amount_cents,
        again_cents=sum(rules.amount_of(line) or 0 for line in lines),
        same_print=rules.adds_up(claim, lines),
        broken_number=len(broken),
        broken=[one.reference for one in broken if _is_seen(one)],
        ledger=seen,
        hidden=len(found) - len(seen),
    )


def _is_seen(one: Difference | ClaimLine) -> bool:
    antennas = viewer().antenna_ids
    return antennas is None or one.antenna_id in antennas
