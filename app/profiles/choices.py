"""What the forms and the lists of people let one choose from."""

from collections.abc import Mapping
from typing import Any

from app.antennas.queries import all_antennas
from app.core.i18n import language, language_itself, spelled
from app.core.practice_schemas import STEPS
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.core.vocabularies import (
    DAYS,
    FUNCTION_LEVELS,
    GENDERS,
    GOALS,
    HALF_DAYS,
    HALVES,
    ISCED,
    LABOUR_STATUSES,
    LANGUAGE_LEVELS,
    country_names,
    language_names,
)
from app.people import queries
from app.people.labels import ALL_SECTORS, FREQUENT_LANGUAGES, STAGE_TAGS, STAGES, STAGES_OF
from app.people.models import Kind
from app.profiles import lists

WEEK: dict[str, Mapping[Any, Any]] = {"days": DAYS, "halves": HALVES, "half_days": HALF_DAYS}
CODES: dict[str, Mapping[Any, Any]] = {
    "genders": GENDERS,
    "isced": ISCED,
    "statuses": LABOUR_STATUSES,
    "goals": GOALS,
    "function_levels": FUNCTION_LEVELS,
    "levels": LANGUAGE_LEVELS,
    "sectors": ALL_SECTORS,
    **WEEK,
}


def stages_of(kind: Kind) -> dict[Any, str]:
    """Without the steps that the intake of this country leaves out."""
    left_out = set(STEPS[kind]) - set(tenant().practice.steps[kind])
    named = spelled(STAGES_OF[kind])
    return {stage: text for stage, text in named.items() if stage not in left_out}


def for_list(kind: Kind) -> dict[str, Any]:
    """For the filters and for the names in the rows: two statements, whatever the page shows."""
    antennas, staff = all_antennas(), queries.staff()
    seen = viewer().antenna_ids
    said: Mapping[Any, Any] = FUNCTION_LEVELS if kind == Kind.MENTOR else LABOUR_STATUSES
    return {
        **{name: spelled(labels) for name, labels in CODES.items()},
        "languages": languages(),
        "stages": stages_of(kind),
        "stage_names": spelled(STAGES),
        "said_names": spelled(said),
        "stage_tags": STAGE_TAGS,
        "antennas": {a.code: a.name for a in antennas if seen is None or a.id in seen},
        "open_antennas": {a.code: a.name for a in antennas if a.is_open},
        "antenna_names": {a.id: a.name for a in antennas},
        "owners": {one.id: one.name for one in staff if queries.may_own(one)},
        "owner_names": {one.id: one.name for one in staff},
        "tells_free_places": lists.can_tell_free_places(),
    }


def for_form() -> dict[str, Any]:
    return {
        **CODES,
        "languages": languages(),
        "written": {code: language_itself(code).capitalize() for code in tenant().languages},
        "antennas": queries.antenna_choices(),
        "owners": queries.owner_choices(),
    }


def first_values() -> dict[str, Any]:
    """What a new form begins with: oneself as the owner, and the antenna when there is only one."""
    antennas = list(queries.antenna_choices())
    only = {"antenna": antennas[0]} if len(antennas) == 1 else {}
    return {"owner_id": viewer().user_id, "capacity": 1, **only}


def for_assignment() -> dict[str, Any]:
    return {"antennas": queries.antenna_choices(only_seen=False), "owners": queries.owner_choices()}


def owner_names() -> dict[int, str]:
    return {one.id: one.name for one in queries.staff()}


def antenna_names() -> dict[int, str]:
    return {antenna.id: antenna.name for antenna in all_antennas()}


def languages() -> dict[str, str]:
    """Those of the tenant first, then the frequent ones by name."""
    names = language_names(language())
    own = {code: names[code] for code in tenant().languages if code in names}
    return own | {code: text for code, text in names.items() if code in FREQUENT_LANGUAGES}


def countries() -> Mapping[str, str]:
    return country_names(language())
