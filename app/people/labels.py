"""What the codes, fields and events of people are called."""

from collections.abc import Mapping
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.sectors import SECTORS
from app.people.models import Kind, Stage

KINDS: dict[Kind, LazyString] = {Kind.MENTEE: _("Mentee"), Kind.MENTOR: _("Mentor")}

STAGES: dict[Stage, LazyString] = {
    Stage.REGISTERED: _("Registered"),
    Stage.INFORMATION: _("Information session"),
    Stage.INTERVIEW: _("Interview"),
    Stage.TRAINING: _("Training"),
    Stage.EVALUATION: _("Evaluation"),
    Stage.WAITING_LIST: _("Waiting list"),
    Stage.READY: _("Ready for a duo"),
    Stage.DECLINED: _("Not in the programme"),
    Stage.WITHDRAWN: _("Withdrew"),
}
STAGE_TAGS = {
    Stage.READY: "good",
    Stage.DECLINED: "neutral",
    Stage.WITHDRAWN: "neutral",
    Stage.WAITING_LIST: "watch",
}
MENTEE_STAGES = {s: STAGES[s] for s in Stage if s not in {Stage.TRAINING, Stage.EVALUATION}}
MENTOR_STAGES = {s: STAGES[s] for s in Stage if s != Stage.WAITING_LIST}
STAGES_OF: Mapping[Kind, Mapping[Any, Any]] = {
    Kind.MENTEE: MENTEE_STAGES,
    Kind.MENTOR: MENTOR_STAGES,
}

ALL_SECTORS = {**SECTORS, "45": _("Car trade and repair")}
"""With division 45, which Rev. 2 of NACE (Regulation 1893/2006) had and older files still use."""

GROUNDS = {
    "email": _("same e-mail address"),
    "phone": _("same telephone number"),
    "name": _("same name and date of birth"),
}

FREQUENT_LANGUAGES = (
    *("am", "ar", "az", "ber", "bg", "bn", "ckb", "cs", "da", "de", "el", "en", "es", "fa", "ff"),
    *("fr", "ha", "hi", "hr", "hu", "hy", "ig", "it", "ka", "kab", "ku", "ln", "lt", "lv", "mk"),
    *("ml", "ne", "nl", "om", "pa", "pl", "ps", "pt", "rn", "ro", "ru", "rw", "so", "sq", "sr"),
    *("sv", "sw", "ta", "th", "ti", "tl", "tr", "tw", "uk", "ur", "uz", "vi", "wo", "yo", "zh"),
)
"""Offered in forms, besides those of the tenant; any other ISO 639 code may come from a file."""

FIELDS = {
    "first_name": _("First name"),
    "last_name": _("Last name"),
    "gender": _("Gender"),
    "born_on": _("Date of birth"),
    "email": _("E-mail"),
    "phone": _("Telephone"),
    "postal_code": _("Postal code"),
    "language": _("Language to write in"),
    "languages": _("Languages spoken"),
    "sectors": _("Sectors"),
    "availability": _("Availability"),
    "remarks": _("Remarks"),
    "isced": _("Education"),
    "diploma_recognised": _("Diploma recognised here"),
    "labour_status": _("Situation"),
    "labour_status_on": _("Situation known on"),
    "job_seeker_since": _("Looking for work since"),
    "occupation": _("Occupation wished for"),
    "goal": _("Goal"),
    "function_level": _("Level of function"),
    "still_working": _("Still in work"),
    "partner_company": _("Partner company"),
    "preferences": _("Preferences"),
    "capacity": _("Mentees at the same time"),
    "trained_on": _("Training completed on"),
    "evaluated_on": _("Evaluated on"),
    "antenna": _("Antenna"),
    "antenna_id": _("Antenna"),
    "owner": _("Owner"),
    "owner_id": _("Owner"),
    "stage": _("Stage"),
    "stage_since": _("In this stage since"),
    "registered_on": _("Registered on"),
    "interviewed_on": _("Interviewed on"),
    "last_contact_on": _("Last contact"),
    "reference": _("Reference"),
    "nationality": _("Nationality"),
    "birth_country": _("Country of birth"),
    "parents_born_outside_eu": _("A parent born outside the European Union"),
    "permit_until": _("Permit valid until"),
}

EVENTS = {
    "mentee.registered": _("Registered as a mentee"),
    "mentor.registered": _("Registered as a mentor"),
    "person.changed": _("Profile changed"),
    "person.stage_changed": _("Moved to another stage"),
    "person.owner_changed": _("Given to another owner"),
    "person.handed_over": _("Handed over to another antenna"),
    "mentor.trained": _("Training noted"),
    "sensitive.read": _("Sensitive facts read"),
    "sensitive.changed": _("Sensitive facts changed"),
    "people.exported": _("List exported"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the journal."""
    return list(EVENTS.items())
