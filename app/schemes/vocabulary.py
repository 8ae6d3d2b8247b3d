"""The facts that a condition can ask for: what each is called, and what may be asked of it.

A fact holds at a date, the day on which what is paid for happened. One that is not known never
counts as met. Sensitive ones are never told with a reason.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.antennas.queries import antenna_name
from app.core.i18n import country_name, language_name
from app.core.regions import region_name
from app.core.sectors import SECTORS
from app.core.vocabularies import (
    COUNTRY_CODES,
    EUROPEAN_UNION,
    FUNCTION_LEVELS,
    GENDERS,
    ISCED,
    LABOUR_STATUSES,
    LANGUAGE_CODES,
)

GROUPS: Mapping[str, frozenset[str]] = MappingProxyType({"EU": EUROPEAN_UNION})
"""Words that stand for many countries."""


class Kind(StrEnum):
    """What can be asked: see `OPERATORS`."""

    NUMBER = "number"
    DAY = "day"
    FLAG = "flag"
    CODE = "code"
    AREA = "area"
    POSTAL = "postal"
    SPOKEN = "spoken"
    LISTED = "listed"


OPERATORS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.NUMBER: ("at_least", "at_most"),
        Kind.DAY: ("from", "until"),
        Kind.FLAG: ("is",),
        Kind.CODE: ("one_of", "none_of"),
        Kind.AREA: ("one_of", "none_of"),
        Kind.POSTAL: ("in_postal",),
        Kind.SPOKEN: ("one_of", "at_least"),
        Kind.LISTED: ("one_of", "none_of"),
    }
)
"""Besides `known`, which every fact has."""


@dataclass(frozen=True)
class Fact:
    """`allowed` are the codes that can be asked for; None is any. `named` says a code in words."""

    label: LazyString
    kind: Kind
    allowed: Collection[str] | None = None
    named: Callable[[str], Any] = str
    sensitive: bool = False


def _of(labels: Mapping[Any, Any]) -> Callable[[str], Any]:
    return lambda code: labels.get(code, code)


def _country(code: str) -> Any:
    return _("the European Union") if code in GROUPS else country_name(code)


FACTS: Mapping[str, Fact] = MappingProxyType(
    {
        "age": Fact(_("Age of the mentee in years"), Kind.NUMBER),
        "gender": Fact(_("Gender of the mentee"), Kind.CODE, tuple(GENDERS), _of(GENDERS)),
        "residence": Fact(_("Postal code of the mentee"), Kind.POSTAL),
        "region": Fact(_("Region of the antenna (NUTS)"), Kind.AREA, named=region_name),
        "antenna": Fact(_("Antenna"), Kind.CODE, named=antenna_name),
        "registered": Fact(_("Mentee registered as a job seeker"), Kind.FLAG),
        "registered_months": Fact(_("Months registered as a job seeker"), Kind.NUMBER),
        "labour_status": Fact(
            _("Situation of the mentee on the labour market"),
            Kind.CODE,
            tuple(LABOUR_STATUSES),
            _of(LABOUR_STATUSES),
        ),
        "nationality": Fact(
            _("Nationality of the mentee"),
            Kind.CODE,
            (*GROUPS, *COUNTRY_CODES),
            _country,
            sensitive=True,
        ),
        "parent_outside_eu": Fact(
            _("A parent of the mentee born outside the European Union"), Kind.FLAG, sensitive=True
        ),
        "education": Fact(
            _("Education of the mentee (ISCED level)"),
            Kind.NUMBER,
            named=lambda level: ISCED.get(int(level), level),
        ),
        "diploma_recognised": Fact(_("Diploma of the mentee recognised here"), Kind.FLAG),
        "language": Fact(
            _("Language of the mentee"), Kind.SPOKEN, LANGUAGE_CODES, lambda c: language_name(c)
        ),
        "sector": Fact(
            _("Sector the mentee wishes to work in"), Kind.LISTED, tuple(SECTORS), _of(SECTORS)
        ),
        "started_on": Fact(_("First day of the duo"), Kind.DAY),
        "planned_months": Fact(_("Planned length of the duo in months"), Kind.NUMBER),
        "duration_months": Fact(_("Length of the duo that has ended, in months"), Kind.NUMBER),
        "mentor_age": Fact(_("Age of the mentor in years"), Kind.NUMBER),
        "mentor_gender": Fact(_("Gender of the mentor"), Kind.CODE, tuple(GENDERS), _of(GENDERS)),
        "mentor_residence": Fact(_("Postal code of the mentor"), Kind.POSTAL),
        "mentor_still_working": Fact(_("The mentor is still working"), Kind.FLAG),
        "mentor_company": Fact(_("Partner company of the mentor"), Kind.CODE),
        "mentor_function": Fact(
            _("Function of the mentor"), Kind.CODE, tuple(FUNCTION_LEVELS), _of(FUNCTION_LEVELS)
        ),
        "mentor_trained": Fact(_("Mentor trained"), Kind.FLAG),
        "mentor_language": Fact(
            _("Language of the mentor"), Kind.SPOKEN, LANGUAGE_CODES, lambda c: language_name(c)
        ),
        "mentor_sector": Fact(
            _("Sector the mentor knows"), Kind.LISTED, tuple(SECTORS), _of(SECTORS)
        ),
    }
)
DATED = frozenset(
    {"age", "mentor_age", "registered", "registered_months", "labour_status", "mentor_trained"}
)
"""Facts of which the day itself is looked at; the others are as they are known now."""
MOST = MappingProxyType({"education": 8, "age": 130, "mentor_age": 130})
"""The largest number that makes sense; elsewhere 1,200 months."""
