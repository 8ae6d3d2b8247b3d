"""What a file of each kind may hold: the fields, what each must look like, the codes allowed."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.vocabularies import (
    CONTRACTS,
    END_REASONS,
    FUNCTION_LEVELS,
    GENDERS,
    GOALS,
    LABOUR_STATUSES,
    LANGUAGE_LEVELS,
    SITUATIONS,
)

MENTEES, MENTORS, DUOS = "mentees", "mentors", "duos"
KINDS: dict[str, LazyString] = {
    MENTEES: _("mentees"),
    MENTORS: _("mentors"),
    DUOS: _("duos"),
}
"""In the order in which they can be imported: a duo names a mentee and a mentor."""


@dataclass(frozen=True)
class Field:
    """One column. `form` names what reads it in `values`; `most` is letters."""

    name: str
    form: str
    label: LazyString
    needed: bool = False
    most: int = 120


REFERENCE = Field("reference", "reference", _("Reference"), needed=True, most=40)
PERSON = (
    REFERENCE,
    Field("first_name", "name", _("First name"), needed=True, most=80),
    Field("last_name", "name", _("Last name"), needed=True, most=80),
    Field("gender", "code", _("Gender")),
    Field("born_on", "birth", _("Date of birth"), needed=True),
    Field("email", "email", _("E-mail")),
    Field("phone", "phone", _("Telephone"), most=40),
    Field("postal_code", "postal_code", _("Postal code"), most=12),
    Field("antenna", "antenna", _("Antenna"), needed=True),
    Field("languages", "languages", _("Languages")),
    Field("sectors", "sectors", _("Sectors (NACE)")),
)

FIELDS: dict[str, tuple[Field, ...]] = {
    MENTEES: (
        *PERSON,
        Field("nationality", "country", _("Nationality")),
        Field("birth_country", "country", _("Country of birth")),
        Field("parents_born_outside_eu", "yes_no", _("Parents born outside the EU")),
        Field("isced", "isced", _("Level of education (ISCED)")),
        Field("diploma_recognised", "yes_no", _("Diploma recognised")),
        Field("labour_status", "code", _("Labour status")),
        Field("job_seeker_since", "date", _("Job seeker since")),
        Field("permit_until", "date", _("Residence permit valid until")),
        Field("occupation", "text", _("Occupation wished for"), most=120),
        Field("goal", "code", _("Goal")),
        Field("availability", "availability", _("Availability")),
        Field("interviewed_on", "date", _("Date of the interview")),
    ),
    MENTORS: (
        *PERSON,
        Field("function_level", "code", _("Level of function")),
        Field("still_working", "yes_no", _("Still working")),
        Field("partner_company", "text", _("Partner company"), most=120),
        Field("registered_on", "date", _("Registered on")),
        Field("trained_on", "date", _("Training finished on")),
        Field("capacity", "capacity", _("Capacity")),
    ),
    DUOS: (
        REFERENCE,
        Field("mentee_reference", "reference", _("Reference of the mentee"), needed=True, most=40),
        Field("mentor_reference", "reference", _("Reference of the mentor"), needed=True, most=40),
        Field("started_on", "date", _("Start"), needed=True),
        Field("planned_end_on", "date", _("Planned end")),
        Field("ended_on", "date", _("Actual end")),
        Field("state", "state", _("State"), needed=True),
        Field("end_reason", "code", _("Reason of the end")),
        Field("situation", "code", _("Situation afterwards")),
        Field("situation_since", "date", _("Since")),
        Field("contract", "code", _("Contract")),
    ),
}

CODES: dict[str, frozenset[str]] = {
    "yes_no": frozenset({"yes", "no"}),
    "gender": frozenset(GENDERS),
    "labour_status": frozenset(LABOUR_STATUSES),
    "goal": frozenset(GOALS),
    "function_level": frozenset(FUNCTION_LEVELS),
    "state": frozenset({"running", "completed", "broken_off"}),
    "end_reason": frozenset(END_REASONS),
    "situation": frozenset({*SITUATIONS, "unknown"}),
    "contract": frozenset(CONTRACTS),
    "language_level": frozenset(LANGUAGE_LEVELS),
}
"""What the words of a value may stand for; a profile that names another code is refused."""


def field_of(kind: str, name: str) -> Field | None:
    """The field of that name; None when such files do not have it."""
    return next((each for each in FIELDS[kind] if each.name == name), None)


def dated(kind: str) -> frozenset[str]:
    """The names of the fields that hold dates."""
    return frozenset(each.name for each in FIELDS[kind] if each.form in {"date", "birth"})
