"""The account of an onboarding, kept in the instance: which steps are done, and the answers given.

It is what makes a country routable or not (`core/joining.py`), so it is written all or nothing.
"""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core import joining

PENDING = "onboarding"
VERSION = 1


@dataclass
class Account:
    """`steps` are seconds by name of those that are done; `answers` go once all are."""

    file: Path
    code: str
    state: str = PENDING
    steps: dict[str, float] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    failed: str = ""

    @property
    def is_active(self) -> bool:
        return self.state == joining.ACTIVE

    @property
    def is_begun(self) -> bool:
        return self.file.exists()

    def done(self, step: str, seconds: float) -> None:
        self.steps[step] = round(seconds, 3)
        self.failed = ""
        self.save()

    def failed_at(self, step: str) -> None:
        self.failed = step
        self.save()

    def activate(self) -> None:
        """The answers are forgotten: who was invited is the country's own affair now."""
        self.state, self.answers, self.failed = joining.ACTIVE, {}, ""
        self.save()

    def save(self) -> None:
        """Readable by the owner alone from the first moment."""
        facts = {
            "version": VERSION,
            "code": self.code,
            "state": self.state,
            "failed": self.failed,
            "steps": self.steps,
            "answers": dict(self.answers),
        }
        for folder in (self.file.parents[1], self.file.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self.file.with_suffix(f".{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as target:
            json.dump(facts, target, ensure_ascii=False, indent=1)
        draft.replace(self.file)


def read_account(instance: Path, code: str) -> Account:
    """What was kept of an earlier run, or the account of one that has not begun."""
    kept = joining.account_of(instance, code) or {}
    return Account(
        file=instance / code / joining.ACCOUNT,
        code=code,
        state=kept.get("state", PENDING),
        steps=dict(kept.get("steps", {})),
        answers=kept.get("answers", {}),
        failed=kept.get("failed", ""),
    )
