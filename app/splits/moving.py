"""Lines of the ledger at the moment when a split moves them, behind a lock."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from app.allocation.models import Allocation
from app.allocation.queries import LINES, claimed
from app.core.db import batched, db, past_the_wall


@dataclass(frozen=True)
class Stands:
    """The line of the ledger that would be let go."""

    id: int
    grant_id: int
    antenna_id: int
    happened_on: date
    value_cents: int | None


def grants_of(ids: Iterable[int]) -> set[int]:
    """Where these lines stand, or stood: the grant of a line never changes."""
    found: set[int] = set()
    for some in batched(ids):
        found |= set(db.session.scalars(select(LINES.c.grant_id).where(LINES.c.id.in_(some))))
    return found


def standing(ids: Iterable[int]) -> Iterator[tuple[int, Stands]]:
    """Those of the lines that stand, that nobody locked and that are in no claim."""
    columns = (LINES.c.id, LINES.c.grant_id, LINES.c.antenna_id, LINES.c.happened_on)
    for some in batched(sorted(ids)):
        free = (LINES.c.released_at.is_(None), LINES.c.locked.is_(False))
        found = select(*columns, LINES.c.value_cents).where(LINES.c.id.in_(some), *free)
        held = select(Allocation.id).where(Allocation.id.in_(some), claimed())
        in_claims = set(db.session.scalars(held, execution_options=past_the_wall()))
        for row in db.session.execute(found.order_by(LINES.c.id).with_for_update()):
            if row.id not in in_claims:
                yield row.id, Stands(*row)


def counted_now(subjects: Iterable[str]) -> Counter[str]:
    """How many lines stand for each."""
    counts: Counter[str] = Counter()
    for some in batched(subjects):
        standing = (LINES.c.subject.in_(some), LINES.c.released_at.is_(None))
        found = select(LINES.c.subject, func.count()).where(*standing).group_by(LINES.c.subject)
        counts |= Counter({row[0]: row[1] for row in db.session.execute(found)})
    return counts
