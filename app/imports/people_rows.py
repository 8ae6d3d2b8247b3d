"""Rows of mentees and mentors: which are new, which say something new, which are refused."""

from collections.abc import Iterator, Sequence

from app.imports import known as there
from app.imports.known import Known
from app.imports.newcomers import Newcomer, add_people
from app.imports.people_changes import Touched, change_people
from app.imports.prints import changed_cells, prints_of
from app.imports.problems import Problem
from app.imports.rows import Understood
from app.imports.runs import KIND_OF, Part, Run
from app.imports.tallies import ACCEPTED, REFUSED, UNCHANGED, UPDATED, Judged
from app.imports.twins import Look, Twins
from app.people.keys import Keys, keys_of

NAME_CELLS = frozenset({"first_name", "last_name", "born_on"})


def take_people(run: Run, part: Part, rows: Sequence[Understood]) -> list[Judged]:
    """Take in what is right of these rows; what became of each, in their order."""
    kind = KIND_OF[part.kind]
    chunk = PeopleChunk(run, part, there.people_of(kind, [row.reference for row in rows]))
    telling = [row for row in rows if chunk.says_something(row)]
    keys = {row.line: keys_of(row.values, run.country) for row in telling}
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

    def __init__(self, run: Run, part: Part, known: dict[str, Known]) -> None:
        self.run, self.part, self.known = run, part, known
        self.prints: dict[int, dict[str, int]] = {}
        self.newcomers: list[Newcomer] = []
        self.touched: list[Touched] = []

    def says_something(self, row: Understood) -> bool:
        """Whether the person is new, or a cell says something else than last time."""
        self.prints[row.line] = prints_of(row.values)
        return row.reference not in self.known or bool(self._cells(row))

    def judge(self, row: Understood, keys: Keys | None, twins: Twins) -> Judged:
        known = self.known.get(row.reference)
        look = self._look(row, keys, twins) if keys else Look()
        problems = [*self._against_place(row, known), *self._against_twin(row, look.twin)]
        if problems:
            return Judged(row, REFUSED, tuple(problems))
        if known and not keys:
            return Judged(row, self.run.again(known))
        twins.meet(row.reference, keys or Keys(""))
        return self._take(row, known, keys or Keys(""), look)

    def _take(self, row: Understood, known: Known | None, keys: Keys, look: Look) -> Judged:
        antenna_id = self.run.antennas[row.values["antenna"]]
        prints = self.prints[row.line]
        if known:
            self.touched.append(Touched(row, prints, known, self._cells(row), antenna_id))
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
        known, cells = self.known.get(row.reference), self._cells(row)
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
        elif known and known.antenna_id != antenna_id and self._moves(row, known):
            yield self.part.problem(row, "antenna", "has_running_duo")

    def _moves(self, row: Understood, known: Known) -> bool:
        """Whether the row would move somebody out of a running duo."""
        if "antenna" not in self._cells(row):
            return False
        _places, taken = there.places_of([known.id])
        return bool(taken or there.running_duos([known.id]))

    def _against_twin(self, row: Understood, twin: str | None) -> Iterator[Problem]:
        if twin is not None:
            yield self.part.problem(row, "reference", "duplicate_person", other=twin)
