"""The words of the figures: columns, checks, objectives, events."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.esf.definitions import BY_CODE
from app.esf.facts import ESTIMABLE, MEN, NONBINARY, WOMEN
from app.esf.schemas import TARGETS

COLUMNS = {
    WOMEN: _("Women"),
    MEN: _("Men"),
    NONBINARY: _("Non-binary"),
    "total": _("Total"),
}
CHECKS = {
    "total": _("EECO01 is the sum of EECO02, EECO04 and EECO05"),
    "long_term": _("EECO03 is not more than EECO02"),
    "ages": _("EECO06, EECO07 and EECO08 together are not more than EECO01"),
    "isced": _("EECO09, EECO10 and EECO11 together are EECO01"),
    "section_2": _("None of EECO12 to EECO17 is more than EECO01"),
    "leaving": _("EECR01 and EECR04 together are not more than EECO01"),
    "six_months": _("EECR05 is not more than EECO02 and EECO04 together"),
    "improved": _("EECR06 is not more than EECO05"),
    "genders": _("Every total is the sum over the genders"),
}
OBJECTIVES = {
    "a": _("(a) Access to employment"),
    "b": _("(b) Labour market institutions"),
    "c": _("(c) Women in work, work and family"),
    "d": _("(d) Adaptation of workers and companies"),
    "e": _("(e) Quality of education and training"),
    "f": _("(f) Equal access to education and training"),
    "g": _("(g) Lifelong learning"),
    "h": _("(h) Active inclusion"),
    "i": _("(i) Integration of third-country nationals"),
    "j": _("(j) Integration of marginalised communities"),
    "k": _("(k) Access to services"),
    "l": _("(l) Social integration of people at risk of poverty"),
}
"""Specific objectives of (EU) 2021/1057, Article 4(1)."""
EVENTS = {
    "esf_operation.added": _("Operation added"),
    "esf_operation.changed": _("Operation changed"),
    "esf_operation.transmitted": _("Indicators of an operation transmitted"),
}


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def target_names() -> dict[str, str]:
    return {code: f"{code} {BY_CODE[code].name}" for code in TARGETS}


def section_2_names() -> dict[str, str]:
    return {code: f"{code} {BY_CODE[code].name}" for code in ESTIMABLE}
