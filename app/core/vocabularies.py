"""The closed lists of codes that forms, imports and figures share, with their labels."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from babel import Locale
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

Labels = Mapping[str, LazyString]

LANGUAGE_CODES = tuple(
    sorted(code for code in map(str, Locale("en").languages) if re.fullmatch("[a-z]{2,3}", code))
)
"""ISO 639, as far as CLDR has names for them."""
NO_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
)
"""Names in CLDR that are parts of a country, unions or placeholders."""
COUNTRY_CODES = tuple(
    sorted(
        code
        for code in map(str, Locale("en").territories)
        if re.fullmatch("[A-Z]{2}", code) and code not in NO_COUNTRIES
    )
)
"""ISO 3166-1, as far as CLDR has names for them."""

EUROPEAN_UNION = frozenset(
    re.findall(
        "[A-Z]{2}",
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
    )
)
"""The 27 member states since 1 February 2020 (Treaty on European Union, Article 52; the
withdrawal agreement with the United Kingdom, OJ L 29, 31.1.2020)."""

LANGUAGE_LEVELS: Labels = MappingProxyType(
    {
        "A1": _("A1: a few words"),
        "A2": _("A2: simple everyday exchanges"),
        "B1": _("B1: gets by in most situations"),
        "B2": _("B2: speaks with ease"),
        "C1": _("C1: fluent at work"),
        "C2": _("C2: nearly as a native speaker"),
        "native": _("Native language"),
    }
)
"""Common European Framework of Reference (Council of Europe, 2001), lowest first, and native."""

ISCED: Mapping[int, LazyString] = MappingProxyType(
    {
        0: _("No completed primary school"),
        1: _("Primary school"),
        2: _("Lower secondary school"),
        3: _("Upper secondary school"),
        4: _("Post-secondary, not higher education"),
        5: _("Short higher education"),
        6: _("Bachelor"),
        7: _("Master"),
        8: _("Doctorate"),
    }
)
"""International Standard Classification of Education 2011 (UNESCO), levels attained."""

GENDERS: Labels = MappingProxyType({"f": _("Woman"), "m": _("Man"), "x": _("Other")})

LABOUR_STATUSES: Labels = MappingProxyType(
    {
        "job_seeker": _("Looking for work"),
        "inactive": _("Not looking for work"),
        "employed": _("In work"),
    }
)
"""Exactly one for each participant, as ESF+ asks (Regulation (EU) 2021/1057, Annex I)."""

GOALS: Labels = MappingProxyType(
    {
        "job": _("A job"),
        "training": _("A training course"),
        "internship": _("An internship"),
        "studies": _("Studies"),
    }
)

FUNCTION_LEVELS: Labels = MappingProxyType(
    {
        "worker": _("Manual work"),
        "technical": _("Technical work"),
        "employee": _("Office work"),
        "manager": _("Management"),
    }
)

SITUATIONS: Labels = MappingProxyType(
    {
        "job": _("In a job"),
        "training": _("In training"),
        "internship": _("In an internship"),
        "studies": _("In studies"),
        "job_seeking": _("Looking for a job"),
        "inactive": _("Neither working nor looking"),
    }
)

CONTRACTS: Labels = MappingProxyType(
    {
        "permanent": _("Permanent contract"),
        "fixed_long": _("Fixed term, three months or more"),
        "fixed_short": _("Fixed term, under three months"),
        "temporary_agency": _("Temporary agency work"),
        "self_employed": _("Self-employed"),
        "other": _("Another kind of contract"),
    }
)

EVIDENCE: Labels = MappingProxyType(
    {
        "declared": _("Declared by the person"),
        "document": _("Document seen"),
        "register": _("Official register"),
    }
)

END_REASONS: Labels = MappingProxyType(
    {
        "planned": _("Ended as planned"),
        "job_found": _("A job was found"),
        "no_contact": _("No more contact"),
        "no_match": _("The two did not get on"),
        "health": _("Health"),
        "moved": _("Moved away"),
        "other": _("Another reason"),
    }
)

DAYS: Labels = MappingProxyType(
    {
        "mon": _("Monday"),
        "tue": _("Tuesday"),
        "wed": _("Wednesday"),
        "thu": _("Thursday"),
        "fri": _("Friday"),
        "sat": _("Saturday"),
        "sun": _("Sunday"),
    }
)
HALVES: Labels = MappingProxyType({"am": _("Morning"), "pm": _("Afternoon")})
HALF_DAYS: Labels = MappingProxyType(
    {
        "mon-am": _("Monday morning"),
        "mon-pm": _("Monday afternoon"),
        "tue-am": _("Tuesday morning"),
        "tue-pm": _("Tuesday afternoon"),
        "wed-am": _("Wednesday morning"),
        "wed-pm": _("Wednesday afternoon"),
        "thu-am": _("Thursday morning"),
        "thu-pm": _("Thursday afternoon"),
        "fri-am": _("Friday morning"),
        "fri-pm": _("Friday afternoon"),
        "sat-am": _("Saturday morning"),
        "sat-pm": _("Saturday afternoon"),
        "sun-am": _("Sunday morning"),
        "sun-pm": _("Sunday afternoon"),
    }
)
"""In the order of the week; a whole day is its two halves."""


def is_third_country(code: str) -> bool:
    """Outside the European Union."""
    return code not in EUROPEAN_UNION


@cache
def language_names(language: str) -> MappingProxyType[str, str]:
    """Names of languages by code, in that language, sorted by name; not to be changed."""
    return _names(Locale.parse(language).languages, LANGUAGE_CODES)


@cache
def country_names(language: str) -> MappingProxyType[str, str]:
    """Names of countries by code, in that language, sorted by name; not to be changed.

    They are kept for everybody: who took a country out of them once took it from the whole process.
    """
    return _names(Locale.parse(language).territories, COUNTRY_CODES)


def _names(known: Mapping[Any, Any], codes: tuple[str, ...]) -> MappingProxyType[str, str]:
    named = {code: str(known[code]) for code in codes if code in known}
    return MappingProxyType(dict(sorted(named.items(), key=lambda item: item[1].casefold())))
