"""What a spell may say. Sources: brief.md (a spell is a dated labour-market situation with its
evidence) and the national teams' files; the bounds below are the house's own choice."""

from collections.abc import Sequence
from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.outcomes.models import Spell, SpellKind

MOST_DAYS_AHEAD = 92
"""A contract may be signed for a job that begins within a quarter (the house's own choice)."""
MOST_HOURS = 60.0
"""No contract has more hours a week: 48 on average, 60 in one week (Directive 2003/88/EC, Article
6, and the national laws that allow up to 60)."""

ENDS_BEFORE_IT_BEGAN = Reason("ends_before_it_began", _("It ends before it begins."))
TOO_FAR_AHEAD = Reason("too_far_ahead", _("It begins more than three months from now."))
ONLY_JOBS = Reason("contract_only_for_jobs", _("Only a job has a kind of contract."))
NOT_STANDING = Reason("replaced", _("This situation was corrected or withdrawn already."))
SAME_TWICE = Reason("same_twice", _("This situation is known already, from the same day."))


def against_spell(
    kind: str, began_on: date, ended_on: date | None, contract: str | None, today: date
) -> list[Reason]:
    verdict = {
        ENDS_BEFORE_IT_BEGAN: ended_on is not None and ended_on < began_on,
        TOO_FAR_AHEAD: began_on > today + timedelta(days=MOST_DAYS_AHEAD),
        ONLY_JOBS: contract is not None and kind != SpellKind.JOB,
    }
    return [reason for reason, stands in verdict.items() if stands]


def against_twice(kind: str, began_on: date, others: Sequence[Spell]) -> list[Reason]:
    """The same kind from the same day says nothing new."""
    same = [one for one in others if one.kind == kind and one.began_on == began_on]
    return [SAME_TWICE] if same else []


def against_change(spell: Spell) -> list[Reason]:
    """Only what stands is corrected or withdrawn, so that the chain has no forks."""
    return [] if spell.stands else [NOT_STANDING]
