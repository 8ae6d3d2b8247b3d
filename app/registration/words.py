"""What the public form says: its questions, and the answers as people read them again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext

from app.core.i18n import country_name, day, language, language_name
from app.core.sectors import SECTORS
from app.core.tenancy import tenant
from app.core.vocabularies import (
    FUNCTION_LEVELS,
    GENDERS,
    GOALS,
    HALF_DAYS,
    ISCED,
    Labels,
    country_names,
)
from app.registration import steps
from app.registration.queries import antennas_to_choose
from app.registration.rules import GRANDPARENT, NEITHER, PARENT, UNKNOWN
from app.registration.schemas import LEVEL, PLAIN_LEVELS

QUESTIONS: Labels = {
    "born_on": lazy_gettext("When were you born?"),
    "looking_for_work": lazy_gettext("Are you looking for work?"),
    "nationality": lazy_gettext("What is your nationality?"),
    "working_experience": lazy_gettext("Have you worked for some years?"),
    "still_working": lazy_gettext("Do you work now?"),
    "family_origin": lazy_gettext("Was somebody of your family born outside the European Union?"),
    "long_term_permit": lazy_gettext("Do you have a permit to stay here for a long time?"),
    "function_level": lazy_gettext("What kind of function do you have, or did you have?"),
    "sector_1": lazy_gettext("In which field do you want to work?"),
    "sector_2": lazy_gettext("Is there another field?"),
    "partner_company": lazy_gettext("Does your employer send you? Write its name."),
    "first_name": lazy_gettext("First name"),
    "last_name": lazy_gettext("Last name"),
    "phone": lazy_gettext("Telephone"),
    "email": lazy_gettext("E-mail"),
    "postal_code": lazy_gettext("Postal code"),
    "occupation": lazy_gettext("What work are you looking for?"),
    "remarks": lazy_gettext("Is there something we should know?"),
    "preferences": lazy_gettext("With whom would you like to work? Is there something to know?"),
    "antenna": lazy_gettext("Which place is best for you?"),
    "gender": lazy_gettext("What is your gender?"),
    "isced": lazy_gettext("What is your highest diploma?"),
    "diploma_recognised": lazy_gettext("Is this diploma recognised here?"),
    "job_seeker_since": lazy_gettext("Since when have you been looking for work?"),
    "goal": lazy_gettext("What is your goal?"),
    "availability": lazy_gettext("When can you meet?"),
}
KNOWN_SECTOR = lazy_gettext("In which field do you have the most experience?")
FAMILY: Labels = {
    PARENT: lazy_gettext("Yes, my mother or my father"),
    GRANDPARENT: lazy_gettext("Not my parents, but a grandparent"),
    NEITHER: lazy_gettext("No"),
    UNKNOWN: lazy_gettext("I do not know"),
}
NOT_KEPT = lazy_gettext(
    "We need this only to see if you can take part. We do not keep your answer."
)
LEVELS = PLAIN_LEVELS
YES_NO: Labels = {"true": lazy_gettext("Yes"), "false": lazy_gettext("No")}


@dataclass(frozen=True)
class Part:
    """One step as it is read again before sending: its number, title, and pairs of texts."""

    number: int
    title: str
    lines: list[tuple[str, str]]


def question(kind: str, name: str) -> str:
    if name.startswith(LEVEL):
        spoken = language_name(name.removeprefix(LEVEL))
        return str(gettext("Do you speak %(language)s?", language=spoken))
    if kind == "mentor" and name == "sector_1":
        return str(KNOWN_SECTOR)
    return str(QUESTIONS[name])


def parts(kind: str, answers: dict[str, Any]) -> list[Part]:
    """Everything that was answered and kept, step by step."""
    said = steps.typed(kind, answers)
    found = []
    for number, step in enumerate(steps.steps_of(kind), start=1):
        names = [n for n in step.schema(answers).fields if said.get(n) not in (None, [])]
        lines = [(question(kind, name), shown(name, said[name])) for name in names]
        found.append(Part(number, str(step.title), lines))
    return found


def shown(name: str, value: Any) -> str:
    """An answer in the words of the form."""
    if isinstance(value, bool):
        return str(YES_NO["true" if value else "false"])
    if isinstance(value, date):
        return day(value, "long")
    if name == "nationality":
        return country_name(value)
    choices: Mapping[Any, Any] = _choices(name)
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(one, one)) for one in values)


def family_help() -> str:
    """Where ancestry is not kept, people are told so."""
    return "" if tenant().sensitive.parents_birthplace else str(NOT_KEPT)


def nationalities() -> Mapping[str, str]:
    """The country of the tenant first, then all of them by name."""
    names = country_names(language())
    here = tenant().country or ""
    return {here: names[here], **names} if here in names else names


def sectors() -> dict[str, str]:
    """By name, in the reader's language."""
    named = {code: str(label) for code, label in SECTORS.items()}
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def _choices(name: str) -> Mapping[Any, Any]:
    if name.startswith(LEVEL):
        return PLAIN_LEVELS
    if name == "antenna":
        return antennas_to_choose()
    return CHOICES.get(name, {})


CHOICES: Mapping[str, Mapping[Any, Any]] = {
    "family_origin": FAMILY,
    "function_level": FUNCTION_LEVELS,
    "sector_1": SECTORS,
    "sector_2": SECTORS,
    "gender": GENDERS,
    "isced": ISCED,
    "goal": GOALS,
    "availability": HALF_DAYS,
}
