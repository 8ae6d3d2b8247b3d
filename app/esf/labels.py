"""The words of the European report for its codes: facts, results, checks, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.esf.definitions import BY_CODE
from app.esf.facts import EMPLOYED, ESTIMABLE, INACTIVE, MEN, NONBINARY, UNEMPLOYED, WOMEN
from app.esf.schemas import TARGETS

Labels = Mapping[str, LazyString]

GENDERS: Labels = {"F": _("Woman"), "M": _("Man"), "X": _("Non-binary")}
COLUMNS: Labels = {
    WOMEN: _("Women"),
    MEN: _("Men"),
    NONBINARY: _("Non-binary"),
    "total": _("Total"),
}
STATUSES: Labels = {
    UNEMPLOYED: _("Unemployed"),
    INACTIVE: _("Inactive"),
    EMPLOYED: _("In work"),
}
YES_NO: Labels = {"true": _("Yes"), "false": _("No")}
FACTS: Labels = {
    "gender": _("Gender"),
    "born_on": _("Date of birth"),
    "status": _("Situation on the labour market"),
    "unemployed_since": _("Unemployed since"),
    "isced": _("Highest level of education completed"),
    "in_education": _("In education or training"),
    "rural": _("Lives in a rural area"),
}
DELICATE: Labels = {
    "citizenship": _("Citizenship"),
    "parents_born_abroad": _("Parents born outside the country"),
    "disability": _("Has a disability"),
    "minority": _("Belongs to a minority"),
    "homeless": _("Homeless or in a housing emergency"),
}
ACHIEVEMENTS: Labels = {
    "qualification": _("A qualification"),
    "improvement": _("A better situation at work"),
}
IMPROVEMENTS: Labels = {
    "stable": _("A stable contract"),
    "more_hours": _("More hours"),
    "higher_skill": _("A job that asks for more skill or responsibility"),
    "promotion": _("A promotion"),
    "pay_rise": _("Better pay only (does not count)"),
}
MOMENTS: Labels = {
    "weeks4": _("Four weeks after leaving"),
    "months6": _("Six months after leaving"),
}
SHOWN: Labels = {
    "incomplete": _("Something is missing"),
    "confirm": _("To be confirmed"),
    "check": _("To be asked again"),
    "withdrawn": _("Taken out"),
}
CHECKS: Labels = {
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
OBJECTIVES: Labels = {
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
EVENTS: Labels = {
    "esf_operation.added": _("Operation added"),
    "esf_operation.changed": _("Operation changed"),
    "esf_operation.enrolled": _("Participants entered in an operation"),
    "esf_operation.transmitted": _("Indicators of an operation transmitted"),
    "esf_participation.entered": _("Entered in an operation"),
    "esf_participation.confirmed": _("Facts of the entry confirmed"),
    "esf_participation.facts_kept": _("Facts of the entry kept, not complete yet"),
    "esf_participation.corrected": _("Facts of the entry corrected"),
    "esf_participation.delicate_kept": _("Protected facts of the entry changed"),
    "esf_participation.withdrawn": _("Taken out of an operation"),
    "esf_participation.restored": _("Put back into an operation"),
    "esf_participation.checked": _("Asked what became of the participant"),
    "esf_achievement.noted": _("Result of a participant noted"),
    "esf_achievement.withdrawn": _("Result of a participant withdrawn"),
}


def event_names() -> list[tuple[str, LazyString]]:
    return list(EVENTS.items())


def target_names() -> dict[str, str]:
    return {code: f"{code} {BY_CODE[code].name}" for code in TARGETS}


def section_2_names() -> dict[str, str]:
    return {code: f"{code} {BY_CODE[code].name}" for code in ESTIMABLE}
