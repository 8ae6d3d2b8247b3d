"""What is known of a participant, of what happened to them and of their operation: plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

UNEMPLOYED, INACTIVE, EMPLOYED = "unemployed", "inactive", "employed"
STATUSES = (UNEMPLOYED, INACTIVE, EMPLOYED)
WOMEN, MEN, NONBINARY = "women", "men", "nonbinary"
GENDERS = {"F": WOMEN, "M": MEN, "X": NONBINARY}
"""By the letter of a file: the three of Regulation (EU) 2021/1057, Annex I."""
WORKING = frozenset({"job", "self_employment"})
SEARCHING = frozenset({"search", "unemployed"})
"""Somebody unemployed is searching by definition (Commission, questions on ESF+, 13 April 2023)."""
LABOUR = WORKING | SEARCHING | {"inactive"}
LEARNING = frozenset({"education", "training"})
QUALIFICATION, IMPROVEMENT = "qualification", "improvement"
KINDS = (
    *("job", "self_employment", "search", "unemployed", "inactive"),
    *("education", "training", QUALIFICATION, IMPROVEMENT),
)
IMPROVED = ("stable", "more_hours", "higher_skill", "promotion")
PAY_RISE = "pay_rise"
IMPROVEMENTS = (*IMPROVED, PAY_RISE)
"""Better pay alone is none (questions on the ESF 2014-20, which stay valid)."""
NEEDED = ("gender", "born_on", "status", "isced")
"""Without one of these nothing of the participant is transmitted (2021/1057, Article 17(5))."""

OUTPUTS = tuple(f"EECO{number:02}" for number in range(1, 18))
ENTITIES = ("EECO18", "EECO19")
RESULTS = tuple(f"EECR{number:02}" for number in range(1, 7))
BY_STATUS = MappingProxyType({UNEMPLOYED: "EECO02", INACTIVE: "EECO04", EMPLOYED: "EECO05"})
ESTIMABLE = tuple(f"EECO{number}" for number in range(12, 18))
"""Those of section 1.2 of the annex: by estimate or by target group allowed."""
OBJECTIVES = tuple("abcdefghijkl")
"""Of 2021/1057, Article 4(1); (m), food and material help, has indicators of its own (R25)."""
ONLY_AGES = "l"
"""The specific objective for which section 1.1 asks no more than ages and the total."""


class Entry(NamedTuple):
    """One entry of a person into the operation; None is not known."""

    person: str
    entered_on: date
    exited_on: date | None = None
    gender: str | None = None
    born_on: date | None = None
    status: str | None = None
    unemployed_since: date | None = None
    isced: int | None = None
    citizenship: str | None = None
    parents_born_abroad: bool | None = None
    disability: bool | None = None
    minority: bool | None = None
    homeless: bool | None = None
    rural: bool | None = None
    in_education: bool | None = None


class Happening(NamedTuple):
    """Something dated that happened to a person; `detail` says which improvement it was."""

    person: str
    on: date
    kind: str
    detail: str | None = None


@dataclass(frozen=True)
class Parameters:
    """What the rules leave to an operation; the defaults are those of the specification.

    `target_groups` are indicators that eligibility guarantees, `estimates` shares in per cent of
    all participants, `not_collected` what national law does not let anybody ask, `entities` counts
    of EECO18 and EECO19. Where each comes from stands in `definitions.PARAMETERS`.
    """

    objective: str = "h"
    long_term_below_age: int = 25
    long_term_months_young: int = 6
    long_term_months: int = 12
    more_than_days: int = 1
    students_inactive: bool = False
    nonbinary: bool = True
    target_groups: frozenset[str] = frozenset()
    estimates: Mapping[str, float] = field(default_factory=dict)
    not_collected: frozenset[str] = frozenset()
    entities: Mapping[str, int] = field(default_factory=dict)

    @property
    def only_ages(self) -> bool:
        return self.objective == ONLY_AGES
