"""Whether a tenant may be reached just now: marks in its folder of the instance say so.

Asked anew each time, so that a running server or worker notices a mark without a restart.
"""

import json
import os
from pathlib import Path

from app.core.config import FILE

SUSPENDED = "suspended"
"""The mark: while this file is there, the tenant answers nobody and its jobs wait."""
LEFT = "left.json"
"""In the instance itself: the codes of those that left, with the day."""


def is_suspended(instance: Path, code: str) -> bool:
    return (instance / code / SUSPENDED).exists()


def is_reachable(instance: Path, code: str) -> bool:
    """Neither suspended nor taken away: a destroyed tenant has no settings any more."""
    folder = instance / code
    return (folder / FILE).exists() and not (folder / SUSPENDED).exists()


def suspend(instance: Path, code: str, why: str = "") -> None:
    """`why` is a command that needs it only while it is at work; doing it twice keeps the first."""
    if not is_suspended(instance, code):
        handle = os.open(instance / code / SUSPENDED, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as mark:
            mark.write(why)


def suspended_for(instance: Path, code: str) -> str:
    """The command that suspended it; empty when somebody asked for it, or when it is not."""
    mark = instance / code / SUSPENDED
    return mark.read_text(encoding="utf-8") if mark.is_file() else ""


def resume(instance: Path, code: str) -> None:
    (instance / code / SUSPENDED).unlink(missing_ok=True)


def all_left(instance: Path) -> set[str]:
    """Those that were destroyed and not made again since: nobody prepares or serves them."""
    return {code for code in _left(instance) if not (instance / code / FILE).exists()}


def leaving_of(instance: Path, code: str) -> dict[str, str] | None:
    """What is still known of one that left; None when it did not."""
    return _left(instance)[code] if code in all_left(instance) else None


def note_leaving(instance: Path, code: str, facts: dict[str, str]) -> None:
    """All that stays of a country: that it left, when, and the sum of what it took with it."""
    draft = instance / f".{LEFT}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(_left(instance) | {code: facts}, indent=1), encoding="utf-8")
    draft.replace(instance / LEFT)


def _left(instance: Path) -> dict[str, dict[str, str]]:
    file = instance / LEFT
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
