"""What reading alone asks: who may be sent a module, and who passed its quiz."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.training.models import TrainingModule
from app.training.rules import ALREADY_COMPLETED, RETIRED

PASS_MARK = 0.8
"""The share of right answers that completes a module read alone: four in five, the lower end of
what learning for mastery asks (B. S. Bloom, Learning for Mastery, 1968: 80 to 90 %)."""

NO_QUIZ = Reason("no_quiz", _("This module has no quiz, so it cannot be completed by reading."))
UNANSWERED = Reason("unanswered", _("Answer every question first."))


def score(quiz: Sequence[Mapping[str, Any]], answers: Sequence[Collection[int]]) -> list[bool]:
    """Which questions were answered with all the right options and no other, in their order."""
    return [
        set(chosen) == set(right_options(question))
        for question, chosen in zip(quiz, answers, strict=True)
    ]


def right_options(question: Mapping[str, Any]) -> list[int]:
    """The places of the right options, from 0."""
    return [place for place, option in enumerate(question["options"]) if option.get("right")]


def passes(right: Sequence[bool]) -> bool:
    return bool(right) and share(right) >= PASS_MARK


def share(right: Sequence[bool]) -> float:
    """From 0 to 1."""
    return sum(right) / len(right)


def against_reading(module: TrainingModule, *, completed: bool) -> list[Reason]:
    stands = {RETIRED: module.retired_at is not None, ALREADY_COMPLETED: completed}
    return [reason for reason, holds in stands.items() if holds]
