"""By what a published table may be broken down, and into which groups a person falls."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.clock import months_after
from app.core.sectors import SECTORS
from app.core.vocabularies import FUNCTION_LEVELS, GENDERS
from app.tabulation.origins import REGION_NAMES

UNKNOWN = "unknown"
UNKNOWN_NAME = _("Not known")


class Dimension(StrEnum):
    ANTENNA = "antenna"
    EDUCATION = "education"
    GENDER = "gender"
    ORIGIN = "origin"
    UNEMPLOYMENT = "unemployment"
    AGE = "age"
    SECTOR = "sector"
    LEVEL = "level"


DIMENSION_NAMES = {
    Dimension.ANTENNA: _("Antenna"),
    Dimension.EDUCATION: _("Education"),
    Dimension.GENDER: _("Gender"),
    Dimension.ORIGIN: _("Nationality, by region of the world"),
    Dimension.UNEMPLOYMENT: _("Time without work at registration"),
    Dimension.AGE: _("Age at the start of the duo"),
    Dimension.SECTOR: _("Sector"),
    Dimension.LEVEL: _("Level of function"),
}
EDUCATION = {
    "none": _("No recognised diploma"),
    "below": _("Below upper secondary"),
    "upper": _("Upper secondary"),
    "bachelor": _("Bachelor or short higher education"),
    "master": _("Master or more"),
}
"""The groups of the profiles that the organisation publishes (brief.md)."""
UNEMPLOYMENT = {
    "under_6": _("Less than 6 months"),
    "6_to_11": _("6 to 11 months"),
    "12_to_23": _("12 to 23 months"),
    "24_plus": _("24 months or more"),
}
AGES = {"18-20": "18–20", "21-23": "21–23", "24-26": "24–26", "27-29": "27–29", "30-33": "30–33"}
"""Bands of three years or more (statistics.md, rule 1), over the ages at intake (brief.md)."""
VALUES: Mapping[Dimension, Mapping[str, LazyString | str]] = {
    Dimension.EDUCATION: EDUCATION | {UNKNOWN: UNKNOWN_NAME},
    Dimension.GENDER: {**GENDERS, UNKNOWN: UNKNOWN_NAME},
    Dimension.ORIGIN: REGION_NAMES | {UNKNOWN: UNKNOWN_NAME},
    Dimension.UNEMPLOYMENT: UNEMPLOYMENT | {UNKNOWN: UNKNOWN_NAME},
    Dimension.AGE: AGES | {UNKNOWN: _("Another age, or not known")},
    Dimension.SECTOR: SECTORS,
    Dimension.LEVEL: {**FUNCTION_LEVELS, UNKNOWN: UNKNOWN_NAME},
}
"""The whole closed list of each dimension; the antennas are the country's own."""


def education_of(isced: int | None, *, recognised: bool | None) -> str:
    """A diploma that is not recognised counts as none, whatever its level (brief.md)."""
    if recognised is False:
        return "none"
    if isced is None:
        return UNKNOWN
    groups = {3: "upper", 4: "upper", 5: "bachelor", 6: "bachelor", 7: "master", 8: "master"}
    return groups.get(isced, "below")


def unemployment_of(since: date | None, on: date) -> str:
    """How long somebody had been looking for work on that day."""
    if since is None or since > on:
        return UNKNOWN
    bounds = (("24_plus", 24), ("12_to_23", 12), ("6_to_11", 6))
    return next((code for code, months in bounds if months_after(since, months) <= on), "under_6")


def age_of(born_on: date | None, on: date) -> str:
    """The band of somebody's whole years on that day."""
    if born_on is None:
        return UNKNOWN
    years = on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
    found = (band for band in AGES if int(band[:2]) <= years <= int(band[3:]))
    return next(found, UNKNOWN)
