"""One taking in of a file: what all its rows share, and what is remembered from row to row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from app.core import clock
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.lists.fields import MENTEES, MENTORS
from app.lists.problems import Problem
from app.lists.profiles import Profile
from app.lists.recognising import Mapped
from app.lists.rows import Setting, Understanding, Understood
from app.people.models import Kind
from app.references import known
from app.references.known import Known
from app.references.tallies import ACCEPTED, UNCHANGED, UPDATED, Tally
from app.spreadsheets.cells import Wrong

KIND_OF = {MENTEES: Kind.MENTEE, MENTORS: Kind.MENTOR}


@dataclass
class Run:
    """`import_id` is None where nothing is written down about the import itself.

    A `dry` run takes everything back; what later rows need of earlier ones is then in `met`
    (people by their keys), `accepted` (references by kind) and `running` (duos by mentee).
    """

    file_name: str
    import_id: int | None
    dry: bool
    antennas: Mapping[str, int]
    seen: frozenset[int] | None
    today: date
    country: str | None
    met: dict[int, tuple[str, str]] = field(default_factory=dict)
    accepted: dict[str, set[str]] = field(default_factory=dict)
    running: dict[str, str] = field(default_factory=dict)

    def sees(self, antenna_id: int) -> bool:
        return self.seen is None or antenna_id in self.seen

    def again(self, there: Known) -> str:
        """The verdict on a row that says nothing new: its own, if this run was interrupted."""
        if self.dry or there.last_import_id != self.import_id:
            return UNCHANGED
        return ACCEPTED if there.made_by == self.import_id else UPDATED


class Part:
    """One list of the file."""

    def __init__(self, number: int, mapped: Mapped, profile: Profile, setting: Setting) -> None:
        self.number, self.mapped = number, mapped
        self.kind, self.tally = mapped.kind, Tally(mapped.kind)
        self.understanding = Understanding(mapped, profile, setting)

    def problem(self, row: Understood, field: str, code: str, **named: object) -> Problem:
        return self.understanding.problem(row, field, Wrong(code, **named))


def begin_run(file_name: str, *, import_id: int | None = None, dry: bool = False) -> Run:
    return Run(
        file_name=file_name,
        import_id=import_id,
        dry=dry,
        antennas=known.antenna_ids(),
        seen=viewer().antenna_ids,
        today=clock.today(),
        country=tenant().country,
    )
