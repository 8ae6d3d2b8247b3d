"""The words for the codes of entries: facts, results, what is to be done, events."""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.esf.facts import EMPLOYED, INACTIVE, UNEMPLOYED

Labels = Mapping[str, LazyString]

GENDERS: Labels = {"F": _("Woman"), "M": _("Man"), "X": _("Non-binary")}
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
EVENTS: Labels = {
    "esf_operation.enrolled": _("Participants entered in an operation"),
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
