"""Whether a tenant may be reached just now: marks in its folder of the instance say so.

Asked anew each time, so that a running server or worker notices a mark without a restart.
"""

import os
from pathlib import Path

from app.core.config import FILE

SUSPENDED = "suspended"
"""The mark: while this file is there, the tenant answers nobody and its jobs wait."""


def is_suspended(instance: Path, code: str) -> bool:
    return (instance / code / SUSPENDED).exists()


def is_reachable(instance: Path, code: str) -> bool:
    """Neither suspended nor taken away: a destroyed tenant has no settings any more."""
    folder = instance / code
    return (folder / FILE).exists() and not (folder / SUSPENDED).exists()


def suspend(instance: Path, code: str) -> None:
    """Doing it twice changes nothing."""
    handle = os.open(instance / code / SUSPENDED, os.O_WRONLY | os.O_CREAT, 0o600)
    os.close(handle)


def resume(instance: Path, code: str) -> None:
    (instance / code / SUSPENDED).unlink(missing_ok=True)
