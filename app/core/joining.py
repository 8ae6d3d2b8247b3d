"""Whether a country has finished joining: its folder of the instance keeps account of the steps.

A country that came with the product has no such account; one that is half-way answers nobody.
"""

import json
from pathlib import Path
from typing import Any

ACCOUNT = "onboarding.json"
ACTIVE = "active"


def account_of(instance: Path, code: str) -> dict[str, Any] | None:
    """What the account says; None where there is none, nothing in one that cannot be read."""
    file = instance / code / ACCOUNT
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def is_joining(instance: Path, code: str) -> bool:
    """Steps are left: it must not be served, and its files may still be half written."""
    account = account_of(instance, code)
    return account is not None and account.get("state") != ACTIVE


def all_joining(instance: Path) -> set[str]:
    codes = {file.parent.name for file in instance.glob(f"*/{ACCOUNT}")}
    return {code for code in codes if is_joining(instance, code)}
