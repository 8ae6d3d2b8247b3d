"""How a country asks, takes in and follows up, as its files and headquarters' template say it.

`forms.toml`: which questions the public registration asks. `stages.toml`: the steps of the intake.
`follow-up.toml`: the plan of contacts of a duo. Who reads and checks them is `practice_files`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

MENTEE, MENTOR, BOTH = "mentee", "mentor", "both"
KINDS = (MENTEE, MENTOR)
SIDES = (MENTEE, MENTOR, BOTH)
CHANNELS = ("phone", "video", "meeting", "message", "exchange")
"""`exchange` is a meeting of mentors in a group."""


@dataclass(frozen=True)
class Question:
    """Whether the public form asks something, and whether it has to be answered."""

    asked: bool = False
    required: bool = False


@dataclass(frozen=True)
class PlannedContact:
    """One contact of the plan, `after_days` since the duo began or `before_end_days`.

    With `every_days` it comes back that often until the planned end. `names` are by language.
    """

    code: str
    names: Mapping[str, str]
    side: str
    channel: str
    compulsory: bool
    after_days: int | None = None
    before_end_days: int | None = None
    every_days: int | None = None

    @property
    def sides(self) -> tuple[str, ...]:
        return KINDS if self.side == BOTH else (self.side,)


@dataclass(frozen=True)
class FollowUp:
    """A contact is overdue once more than `late_after_days` have passed since its day."""

    late_after_days: int = 0
    contacts: tuple[PlannedContact, ...] = ()

    def find(self, code: str | None) -> PlannedContact | None:
        return next((one for one in self.contacts if one.code == code), None)


@dataclass(frozen=True)
class Practice:
    """Questions by kind and name, steps of the intake by kind, and the plan of contacts."""

    questions: Mapping[str, Mapping[str, Question]] = field(default_factory=dict)
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    follow_up: FollowUp = field(default_factory=FollowUp)

    def question(self, kind: str, name: str) -> Question:
        return self.questions[kind][name]
