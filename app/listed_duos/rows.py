"""Rows of duos: which are new, which say something new, which contradict what is there.

A duo of the past is recorded as it was; what is refused names nobody, or would be a second duo of
a mentee whose first has not ended.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.core import clock
from app.duos.models import DuoState
from app.duos.rules import MONTHS
from app.listed_duos.changes import Pairing, add_duos, change_duos
from app.lists.fields import MENTEES, MENTORS
from app.lists.problems import Problem
from app.lists.rows import Understood
from app.references import known as there
from app.references.known import Known
from app.references.prints import changed_cells, prints_of
from app.references.runs import KIND_OF, Part, Run
from app.references.tallies import ACCEPTED, REFUSED, UNCHANGED, UPDATED, Judged

NAMED = {MENTEES: "mentee_reference", MENTORS: "mentor_reference"}
UNKNOWN = {MENTEES: "unknown_mentee", MENTORS: "unknown_mentor"}


def take_duos(run: Run, part: Part, rows: Sequence[Understood]) -> list[Judged]:
    """Take in what is right of these rows; what became of each, in their order."""
    chunk = DuoChunk(run, part, rows)
    judged = {row.line: chunk.judge(row) for row in rows}
    touched = [each for each in chunk.pairings if each.known]
    changed = change_duos(run, touched)
    if not run.dry:
        add_duos(run, [each for each in chunk.pairings if not each.known])
    for each in touched:
        verdict = UPDATED if each.row.reference in changed else UNCHANGED
        judged[each.row.line] = Judged(each.row, verdict)
    return [judged[row.line] for row in rows]


class DuoChunk:
    """Some rows with everybody they name; `pairings` are those to be written."""

    def __init__(self, run: Run, part: Part, rows: Sequence[Understood]) -> None:
        self.run, self.part = run, part
        self.known = there.duos_of([row.reference for row in rows])
        self.prints = {row.line: prints_of(row.values) for row in rows}
        self.cells = {row.line: self._cells(row) for row in rows}
        telling = [row for row in rows if self.cells[row.line]]
        self.people = {
            kind: there.people_of(KIND_OF[kind], {row.values[name] for row in telling})
            for kind, name in NAMED.items()
        }
        self.pairings: list[Pairing] = []
        if not run.dry:  # what was taken in before is in the database
            run.running.clear()
        ids = {each.id for each in self.people[MENTEES].values()}
        for mentee_id, reference in there.running_duos(ids).items():
            run.running.setdefault(f"#{mentee_id}", reference)

    def judge(self, row: Understood) -> Judged:
        known = self.known.get(row.reference)
        if known and not self.run.sees(known.antenna_id):
            problem = self.part.problem(row, "reference", "other_antenna")
            return Judged(row, REFUSED, (problem,))
        if known and not self.cells[row.line]:
            return Judged(row, self.run.again(known))
        problems = list(self._against(row, known))
        if problems:
            return Judged(row, REFUSED, tuple(problems))
        self._note_running(row)
        mentee, mentor = (self.people[kind].get(row.values[NAMED[kind]]) for kind in NAMED)
        if mentee and mentor:
            self.pairings.append(self._pairing(row, known, mentee, mentor))
        return Judged(row, UPDATED if known else ACCEPTED)

    def _pairing(
        self, row: Understood, known: Known | None, mentee: Known, mentor: Known
    ) -> Pairing:
        return Pairing(
            row=row,
            prints=self.prints[row.line],
            known=known,
            cells=self.cells[row.line],
            mentee=mentee,
            mentor=mentor,
            facts=facts_of(row.values, self.run.today),
        )

    def _cells(self, row: Understood) -> frozenset[str]:
        known = self.known.get(row.reference)
        return frozenset(changed_cells(self.prints[row.line], known.prints if known else {}))

    def _against(self, row: Understood, known: Known | None) -> Iterator[Problem]:
        for kind, name in NAMED.items():
            someone = self.people[kind].get(row.values[name])
            if someone is None and not self._comes(kind, row.values[name]):
                yield self.part.problem(row, name, UNKNOWN[kind])
            elif someone and not self.run.sees(someone.antenna_id):
                yield self.part.problem(row, name, "other_antenna")
        facts = facts_of(row.values, self.run.today)
        if facts["state"] != DuoState.RUNNING:
            if facts["ended_on"] is None and (known is None or "ended_on" in row.values):
                yield self.part.problem(row, "ended_on", "missing_value")
            return
        other = self.run.running.get(self._mentee(row))
        if other is not None and other != row.reference:
            yield self.part.problem(row, "mentee_reference", "mentee_has_duo", other=other)

    def _comes(self, kind: str, reference: str) -> bool:
        """Whether a dry run would have taken this person in by now."""
        return reference in self.run.accepted.get(kind, ())

    def _mentee(self, row: Understood) -> str:
        reference: str = row.values["mentee_reference"]
        known = self.people[MENTEES].get(reference)
        return f"#{known.id}" if known else reference

    def _note_running(self, row: Understood) -> None:
        mentee = self._mentee(row)
        if row.values["state"] == DuoState.RUNNING:
            self.run.running[mentee] = row.reference
        elif self.run.running.get(mentee) == row.reference:
            del self.run.running[mentee]


def facts_of(values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The columns of a duo. Without a planned end it was agreed for six months (brief.md).

    A list that has no column for the actual end tells of a completed duo that it ended as planned.
    """
    started_on: date = values["started_on"]
    planned = values.get("planned_end_on") or clock.months_after(started_on, MONTHS)
    ended_on = values.get("ended_on")
    state = DuoState(values["state"])
    if "ended_on" not in values and state == DuoState.COMPLETED and planned <= today:
        ended_on = planned
    return {
        "state": state,
        "started_on": started_on,
        "planned_end_on": planned,
        "ended_on": ended_on,
        "end_reason": values.get("end_reason"),
    }
