"""Taking in a file, some hundred rows at a time, so that everybody else can go on working.

Every chunk is one transaction: SQLite has one writer, and while rows are read and understood
nothing is locked. Rows that are refused leave the others in.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy.exc import IntegrityError

from app.core import clock
from app.core.db import commit, rollback
from app.core.tenancy import tenant
from app.listed_duos.rows import take_duos
from app.listed_people.rows import take_people
from app.lists.fields import DUOS, MENTEES, MENTORS
from app.lists.profiles import Profile, load_profile
from app.lists.recognising import Mapped
from app.lists.rows import Setting, Understood, setting_of, understand_rows
from app.references.known import antenna_names
from app.references.runs import Part, Run
from app.references.tallies import REFUSED, Judged, Tally

ROWS_AT_ONCE = 500
Taker = Callable[[Run, Part, Sequence[Understood]], list[Judged]]
TAKERS: dict[str, Taker] = {MENTEES: take_people, MENTORS: take_people, DUOS: take_duos}
Told = Callable[[Part, Sequence[Judged]], None]


def profile_now() -> Profile:
    """The tenant's profile with the antennas there are now."""
    return load_profile(tenant(), antenna_names())


def setting_now() -> Setting:
    return setting_of(tenant(), clock.today())


def take_in(
    run: Run, lists: Sequence[Mapped], *, told: Told, end: Callable[[], None] = commit
) -> list[Tally]:
    """Every list of the file, in an order in which duos find their people; the counts of each.

    `told` hears what became of each chunk before `end` ends its transaction.
    """
    profile, setting = profile_now(), setting_now()
    end()
    tallies = []
    for number, mapped in enumerate(lists):
        part = Part(number, mapped, profile, setting)
        for rows in chunks(understand_rows(mapped, profile, setting)):
            judged = take_chunk(run, part, rows, end)
            part.tally.add(judged)
            told(part, judged)
            end()
        tallies.append(part.tally)
    return tallies


def take_chunk(
    run: Run, part: Part, rows: Sequence[Understood], end: Callable[[], None]
) -> list[Judged]:
    """All of the rows at once; one by one where the database says that somebody was faster."""
    judged = {row.line: Judged(row, REFUSED, tuple(row.problems)) for row in rows if row.problems}
    good = [row for row in rows if not row.problems]
    if good:
        take = TAKERS[part.kind]
        try:
            taken = take(run, part, good)
        except IntegrityError:
            rollback()
            taken = [_take_alone(run, part, row, end) for row in good]
        judged |= {each.row.line: each for each in taken}
    return [judged[row.line] for row in rows]


def _take_alone(run: Run, part: Part, row: Understood, end: Callable[[], None]) -> Judged:
    try:
        judged = TAKERS[part.kind](run, part, [row])[0]
        end()
    except IntegrityError:
        rollback()
        return Judged(row, REFUSED, (part.problem(row, "reference", "not_recorded"),))
    return judged


def chunks(rows: Iterable[Understood]) -> Iterator[list[Understood]]:
    iterator = iter(rows)
    while found := list(islice(iterator, ROWS_AT_ONCE)):
        yield found
