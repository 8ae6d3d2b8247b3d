"""What stands against taking back what was taken over."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString, ngettext

from app.core.errors import Reason


def against_taking_back(depending: Mapping[str, int]) -> list[Reason]:
    """`depending` counts what came later and would be lost, by what it is."""
    return [
        Reason(code, LazyString(DEPENDING[code], count))
        for code, count in depending.items()
        if count
    ]


def _changed(count: int) -> Any:
    return ngettext(
        "%(num)d person or duo was changed since.",
        "%(num)d people or duos were changed since.",
        count,
    )


def _later_import(count: int) -> Any:
    return ngettext(
        "A later import wrote to %(num)d of its rows.",
        "Later imports wrote to %(num)d of its rows.",
        count,
    )


def _duos(count: int) -> Any:
    return ngettext(
        "%(num)d duo of another origin has one of these people.",
        "%(num)d duos of another origin have some of these people.",
        count,
    )


def _proposals(count: int) -> Any:
    return ngettext(
        "%(num)d proposal names one of these people.",
        "%(num)d proposals name some of these people.",
        count,
    )


def _more(count: int) -> Any:
    return ngettext(
        "Something else was written down about these people or duos: %(num)d entry.",
        "Something else was written down about these people or duos: %(num)d entries.",
        count,
    )


DEPENDING = {
    "changed_since": _changed,
    "later_import": _later_import,
    "other_duos": _duos,
    "proposals": _proposals,
    "written_since": _more,
}
