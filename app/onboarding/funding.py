"""What of `funding.toml` is still to be asked: the file itself is read by the schemes."""

from collections.abc import Iterator, Mapping
from typing import Any

from app.schemes.files import FILE

__all__ = ["FILE", "still_asked"]

PAID = ("amount", "percent")


def still_asked(facts: Mapping[str, Any]) -> Iterator[str]:
    """One line for each thing that nobody could source, with the schemes that lack it; a rule that
    pays nothing itself lacks nothing. What ended needs no answer any more."""
    newest = {
        str(scheme.get("code")): scheme["versions"][-1]
        for scheme in _tables(facts.get("schemes"))
        if not scheme.get("frame") and _tables(scheme.get("versions"))
    }
    lacking = {
        "amounts": [code for code, one in newest.items() if not any(map(one.get, PAID))],
        "units": [code for code, one in newest.items() if not one.get("unit")],
        "reporting": [code for code, one in newest.items() if not one.get("cadence")],
    }
    yield from (f"{what} of {', '.join(codes)}" for what, codes in lacking.items() if codes)


def _tables(found: Any) -> list[Any]:
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
