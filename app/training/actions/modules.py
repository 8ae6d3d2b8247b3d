"""What the country adds to a module, and which modules come before a first duo."""

from collections.abc import Collection
from typing import Any

from marshmallow import ValidationError

from app.core import events
from app.core.errors import refuse_if
from app.core.fields import NOT_A_CHOICE
from app.training import rules
from app.training.actions.gate import open_gates
from app.training.models import TrainingModule
from app.training.queries.completions import count_lacking
from app.training.queries.modules import offered_modules

PARTS = {"introduction": "introductions", "examples": "examples"}


def write_own_words(*, module: TrainingModule, **words: Any) -> TrainingModule:
    """`introduction_fr`, `examples_fr` and so on, in Markdown; an empty one is taken away."""
    for name, column in PARTS.items():
        kept = dict(getattr(module, column))
        for field, text in words.items():
            part, _, code = field.rpartition("_")
            if part == name:
                kept[code] = text or ""
        setattr(module, column, {code: text for code, text in kept.items() if text})
    changed = events.changed_fields(module)
    if changed:
        events.record("training.words_changed", module, fields=sorted(changed))
    return module


def choose_compulsory(*, modules: Collection[int]) -> int:
    """Which modules come before a first duo, by id; how many trained mentors lack one of them.

    Nobody is untrained by it; those in training who now have them all go on to the evaluation.
    """
    offered = {module.id: module for module in offered_modules()}
    chosen = set(modules)
    if not chosen <= set(offered):
        raise ValidationError({"modules": [str(NOT_A_CHOICE)]})
    refuse_if(rules.against_choosing(chosen))
    before = [module.slug for module in offered.values() if module.compulsory]
    for module in offered.values():
        module.compulsory = module.id in chosen
    after = [module.slug for module in offered.values() if module.compulsory]
    if before != after:
        events.record("training.compulsory_changed", before=before, after=after)
        open_gates()
    return count_lacking(chosen)
