"""Rows of mentees and mentors: which are new, which say something new, which are refused."""

from collections.abc import Iterator, Sequence

from app.listed_people.changes import Touched, change_people
from app.listed_people.newcomers import Newcomer, add_people
from app.listed_people.twins import Look, Twins
from app.lists.problems import Problem
from app.lists.rows import Understood
from app.people.keys import Keys, keys_of
from app.references import known as there
from app.references.known import Known
from app.references.prints import changed_cells, prints_of
from app.references.runs import KIND_OF, Part, Run
from app.references.tallies import ACCEPTED, REFUSED, UNCHANGED, UPDATED, Judged

NAME_CELLS = frozenset({"first_name", "last_name", "born_on"})
IDENTITY = NAME_CELLS | {"email", "phone"}


def take_people(run: Run, part: Part, rows: Sequence[Understood]) -> list[Judged]:
    """Take in what is right of these rows; what became of each, in their order."""
    kind = KIND_OF[part.kind]
    chunk = PeopleChunk(run, part, rows)
    keys = {row.line: keys_of(row.values, run.country) for row in rows if chunk.says_who(row)}
    twins = Twins(run, kind, keys.values())
    judged = {row.line: chunk.judge(row, keys.get(row.line), twins) for row in rows}
    changed = change_people(run, kind, chunk.touched)
    if not run.dry:
        add_people(run, kind, chunk.newcomers)
    for touched in chunk.touched:
        verdict = UPDATED if touched.row.reference in changed else UNCHANGED
        judged[touched.row.line] = Judged(touched.row, verdict)
    return [judged[row.line] for row in rows]


class PeopleChunk:
    """Goes through rows in the order of the file, so that of two twins the first counts."""

    def __init__(self, run: Run, part: Part, rows: Sequence[Understood]) -> None:
        self.run, self.part = run, part
        self.known = there.people_of(KIND_OF[part.kind], [row.reference for row in rows])
        self.prints = {row.line: prints_of(row.values) for row in rows}
        self.cells = {row.line: self._cells(row) for row in rows}
        self.stuck = there.in_running_duos({each.id for each in map(self._moving, rows) if each})
        self.newcomers: list[Newcomer] = []
        self.touched: list[Touched] = []

    def says_who(self, row: Understood) -> bool:
        """Whether somebody is new, or is told to be called or reached in another way."""
        return row.reference not in self.known or bool(self.cells[row.line] & IDENTITY)

    def judge(self, row: Understood, keys: Keys | None, twins: Twins) -> Judged:
        known = self.known.get(row.reference)
        look = self._look(row, keys, twins) if keys else Look()
        problems = list(self._against_place(row, known)) or self._against_twin(row, look.twin)
        if problems:
            return Judged(row, REFUSED, tuple(problems))
        if known and not self.cells[row.line]:
            return Judged(row, self.run.again(known))
        if keys:
            twins.meet(row.reference, keys)
        return self._take(row, known, keys or Keys(""), look)

    def _take(self, row: Understood, known: Known | None, keys: Keys, look: Look) -> Judged:
        antenna_id = self.run.antennas[row.values["antenna"]]
        prints = self.prints[row.line]
        if known:
            self.touched.append(Touched(row, prints, known, self.cells[row.line], antenna_id))
            return Judged(row, UPDATED)
        self.newcomers.append(Newcomer(row, prints, keys, antenna_id, look.doubts))
        if self.run.dry:
            self.run.accepted.setdefault(self.part.kind, set()).add(row.reference)
        return Judged(row, ACCEPTED)

    def _cells(self, row: Understood) -> frozenset[str]:
        known = self.known.get(row.reference)
        return frozenset(changed_cells(self.prints[row.line], known.prints if known else {}))

    def _look(self, row: Understood, keys: Keys, twins: Twins) -> Look:
        """Of somebody who is there, only what the row changes is looked at."""
        known, cells = self.known.get(row.reference), self.cells[row.line]
        grounds: list[str] = [name for name in ("email", "phone") if name in cells]
        if known is None or cells & NAME_CELLS:
            grounds.append("name")
        return twins.look(row.reference, keys, known, grounds)

    def _against_place(self, row: Understood, known: Known | None) -> Iterator[Problem]:
        """Nobody takes in, moves or changes people of an antenna they do not work for."""
        antenna_id = self.run.antennas[row.values["antenna"]]
        if not self.run.sees(antenna_id):
            yield self.part.problem(row, "antenna", "other_antenna")
        elif known and not self.run.sees(known.antenna_id):
            yield self.part.problem(row, "reference", "other_antenna")
        elif known and known.id in self.stuck and self._moving(row):
            yield self.part.problem(row, "antenna", "has_running_duo")

    def _moving(self, row: Understood) -> Known | None:
        """Who is there and is told to be of another antenna now."""
        known = self.known.get(row.reference)
        if known is None or "antenna" not in self.cells[row.line]:
            return None
        return known if known.antenna_id != self.run.antennas[row.values["antenna"]] else None

    def _against_twin(self, row: Understood, twin: str | None) -> list[Problem]:
        if twin is None:
            return []
        return [self.part.problem(row, "reference", "duplicate_person", other=twin)]
