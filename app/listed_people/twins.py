"""The same person again under another reference: looked for among rows and people taken in.

The same e-mail address, or the same name and date of birth, is the same person, and so is the
same telephone with the same name. A telephone alone is shared in families: such a row is taken
in, and the doubt is kept for review.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.people.keys import Keys
from app.people.models import Kind
from app.references.known import Known, Someone, same_as
from app.references.runs import Run

HIDDEN = "–"
Marks = dict[str, int]
"""What identifies somebody, by ground, as a hash: email, phone, name."""


@dataclass(frozen=True)
class Look:
    """`twin` names the other profile when it is the same person; `doubts` are people by id or
    reference who share a telephone."""

    twin: str | None = None
    doubts: tuple[int | str, ...] = ()


def marks_of(kind: Kind, keys: Keys) -> Marks:
    found = {
        "email": keys.email and hash((kind, "email", keys.email)),
        "phone": keys.phone and hash((kind, "phone", keys.phone)),
        "name": keys.born_on and hash((kind, keys.name, keys.born_on)),
    }
    return {ground: mark for ground, mark in found.items() if isinstance(mark, int)}


class Twins:
    """Looks for those of one chunk; `meet` remembers a row that was taken in."""

    def __init__(self, run: Run, kind: Kind, keys: Iterable[Keys]) -> None:
        self.run, self.kind = run, kind
        self.there: dict[int, list[Someone]] = {}
        for someone in same_as(kind, keys):
            for mark in marks_of(kind, someone.keys).values():
                self.there.setdefault(mark, []).append(someone)
        if not run.dry:  # what was taken in before is in the database
            run.met.clear()

    def look(self, reference: str, keys: Keys, known: Known | None, grounds: Iterable[str]) -> Look:
        """Who else is this? Only `grounds` count: those that a row changes."""
        doubts: list[int | str] = []
        marks = marks_of(self.kind, keys)
        for ground in grounds:
            for other_id, name_key, told in self._others(marks.get(ground), reference, known):
                if ground != "phone" or name_key == keys.name:
                    return Look(twin=told)
                doubts.append(other_id)
        return Look(doubts=tuple(dict.fromkeys(doubts)))

    def meet(self, reference: str, keys: Keys) -> None:
        for mark in marks_of(self.kind, keys).values():
            self.run.met.setdefault(mark, (reference, keys.name))

    def _others(
        self, mark: int | None, reference: str, known: Known | None
    ) -> Iterator[tuple[int | str, str, str]]:
        """Id or reference, name and what to call them, of others with that mark."""
        if mark is None:
            return
        for someone in self.there.get(mark, ()):
            if someone.reference != reference and (known is None or someone.id != known.id):
                yield someone.id, someone.keys.name, self._told(someone)
        met = self.run.met.get(mark)
        if met is not None and met[0] != reference:
            yield met[0], met[1], met[0]

    def _told(self, someone: Someone) -> str:
        if not self.run.sees(someone.antenna_id):
            return HIDDEN
        return someone.reference or f"#{someone.id}"
