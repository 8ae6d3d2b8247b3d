"""The values of a profile as people read them: on its page, in its history, side by side."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _

from app.core.i18n import country_name, day, language_name
from app.core.vocabularies import (
    FUNCTION_LEVELS,
    GENDERS,
    GOALS,
    HALF_DAYS,
    ISCED,
    LABOUR_STATUSES,
)
from app.people.labels import ALL_SECTORS, GROUNDS, STAGES

UNKNOWN = "–"


def in_words(field: str, value: Any, names: Mapping[int, str] | None = None) -> str:
    """The value of that field, from a row or as an event kept it; a dash where there is none.

    `names` are those of antennas or owners by id.
    """
    if value is None or value in ("", [], {}):
        return UNKNOWN
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if field.endswith("_id") and names is not None:
        return str(names.get(value, UNKNOWN))
    if field.endswith(("_on", "_since", "_until")):
        return day(value if isinstance(value, date) else date.fromisoformat(value))
    known = SPECIAL.get(field)
    return known(value) if known else str(value)


def languages_in_words(levels: Mapping[str, str]) -> str:
    """Arabic (native), French (B2)."""
    return ", ".join(
        _("%(language)s (%(level)s)", language=language_name(code), level=short_level(level))
        for code, level in levels.items()
    )


def short_level(level: str) -> str:
    """The level alone, as between brackets."""
    return _("native") if level == "native" else level


def ground_in_words(ground: str) -> str:
    """Why two may be one."""
    return str(GROUNDS.get(ground, ground))


def age(born_on: date, today: date) -> int:
    """In whole years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def _one_of(labels: Mapping[Any, Any]) -> Callable[[Any], str]:
    return lambda code: str(labels.get(code, code))


def _all_of(labels: Mapping[Any, Any]) -> Callable[[Any], str]:
    return lambda codes: ", ".join(str(labels.get(code, code)) for code in codes)


def _in_order(codes: Any) -> str:
    known = [str(text) for code, text in HALF_DAYS.items() if code in codes]
    return ", ".join(known)


SPECIAL: Mapping[str, Callable[[Any], str]] = {
    "gender": _one_of(GENDERS),
    "language": language_name,
    "languages": languages_in_words,
    "sectors": _all_of(ALL_SECTORS),
    "availability": _in_order,
    "isced": _one_of(ISCED),
    "labour_status": _one_of(LABOUR_STATUSES),
    "goal": _one_of(GOALS),
    "function_level": _one_of(FUNCTION_LEVELS),
    "stage": _one_of(STAGES),
    "nationality": country_name,
    "birth_country": country_name,
}
