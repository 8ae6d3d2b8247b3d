"""Counts of what became of the rows of a list, in the words that programs read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.lists.problems import Problem
from app.lists.rows import Understood

ACCEPTED, UPDATED, UNCHANGED, REFUSED = "accepted", "updated", "unchanged", "refused"
VERDICTS = (ACCEPTED, UPDATED, UNCHANGED, REFUSED)
ALL = "all"


@dataclass(frozen=True)
class Judged:
    """One row and what became of it; `problems` when it was refused."""

    row: Understood
    verdict: str
    problems: tuple[Problem, ...] = ()


@dataclass
class Tally:
    """A row counts once; each reason against it counts."""

    kind: str
    counts: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    kept_out: Counter[str] = field(default_factory=Counter)
    """How many rows filled in a field that this country does not store."""

    @property
    def rows(self) -> int:
        return sum(self.counts.values())

    def add(self, judged: Iterable[Judged]) -> None:
        for each in judged:
            self.counts[each.verdict] += 1
            self.reasons.update(problem.code for problem in each.problems)
            self.kept_out.update(each.row.kept_out)

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "rows": self.rows,
            **{verdict: self.counts[verdict] for verdict in VERDICTS},
            "reasons": dict(sorted(self.reasons.items())),
        }


def sum_of(tallies: Iterable[Tally]) -> Tally:
    """All of them together; the kind is `all` unless there is only one."""
    every = list(tallies)
    total = Tally(every[0].kind if len({each.kind for each in every}) == 1 else ALL)
    for each in every:
        total.counts += each.counts
        total.reasons += each.reasons
        total.kept_out += each.kept_out
    return total


def summary_of(tallies: list[Tally]) -> dict[str, Any]:
    """What the command prints: the counts of the list, or of all the lists with each of them."""
    total = sum_of(tallies).as_dict()
    if len(tallies) > 1:
        total["parts"] = [each.as_dict() for each in tallies]
    return total
