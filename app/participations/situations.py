"""What the spells of a mentee say as events of the ESF+: values in, values out.

- A job is `job`, as a self-employed person `self_employment`; looking for a job is `search`.
- Training and internships are `training`, studies `education`; neither is a situation on the
  labour market [U: whether a traineeship is employment is for the tenant to confirm].
- A job that has ended is none: on the day after it the person is what another spell says that
  still lasts, or else `unemployed`, so that no result counts a job that was lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from app.esf.facts import LABOUR, WORKING, Happening
from app.outcomes.models import SpellKind

KINDS = {
    SpellKind.JOB: "job",
    SpellKind.JOB_SEEKING: "search",
    SpellKind.TRAINING: "training",
    SpellKind.INTERNSHIP: "training",
    SpellKind.STUDIES: "education",
    SpellKind.INACTIVE: "inactive",
}
SELF_EMPLOYED = "self_employed"
NEXT = timedelta(days=1)


class Known(NamedTuple):
    """A spell that stands; those of one person come one after the other, the first first."""

    person: str
    kind: str
    began_on: date
    ended_on: date | None
    contract: str | None


def as_happenings(spells: Iterable[Known]) -> Iterator[Happening]:
    for person, group in groupby(spells, key=lambda spell: spell.person):
        theirs = list(group)
        for spell in theirs:
            yield Happening(person, spell.began_on, _kind(spell))
        yield from _endings(person, theirs)


def _kind(spell: Known) -> str:
    self_employed = spell.kind == SpellKind.JOB and spell.contract == SELF_EMPLOYED
    return "self_employment" if self_employed else KINDS[SpellKind(spell.kind)]


def _endings(person: str, spells: Sequence[Known]) -> Iterator[Happening]:
    for job in spells:
        if _kind(job) in WORKING and job.ended_on is not None:
            after = job.ended_on + NEXT
            lasting = [_kind(other) for other in spells if _lasts(other, after)]
            kinds = [kind for kind in lasting if kind in LABOUR]
            yield Happening(person, after, kinds[-1] if kinds else "unemployed")


def _lasts(spell: Known, day: date) -> bool:
    return spell.began_on <= day and (spell.ended_on is None or spell.ended_on >= day)
