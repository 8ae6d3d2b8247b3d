"""Who may take part, in words for the applicant; and when a form may be sent.

Sources: brief.md of the organisation ("Who takes part"); the dated versions in
`tenants/<code>/tenant.toml`, each with its own source.
"""

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _

from app.core.errors import Reason
from app.core.tenancy import EligibilityVersion, MenteeRules
from app.core.vocabularies import is_third_country

PARENT, GRANDPARENT, NEITHER, UNKNOWN = "parent", "grandparent", "neither", "unknown"
FAMILY_ORIGINS = (PARENT, GRANDPARENT, NEITHER, UNKNOWN)
NOTHING_TO_SEND = Reason("nothing_to_send", _("This form was sent already. Thank you!"))
BEGUN_BEFORE = Reason("begun_before", _("This form was begun before. Please begin again."))
UNFINISHED = Reason("unfinished", _("Something is not filled in yet. Look at each step again."))


@dataclass(frozen=True)
class MenteeFacts:
    """What an applicant said; None is a question that was not asked yet, and never counts."""

    born_on: date | None = None
    looking_for_work: bool | None = None
    nationality: str | None = None
    family_origin: str | None = None
    long_term_permit: bool | None = None
    speaks_our_language: bool | None = None


@dataclass(frozen=True)
class MentorFacts:
    born_on: date | None = None
    working_experience: bool | None = None
    speaks_our_language: bool | None = None


def age_on(born_on: date, day: date) -> int:
    """In whole years; somebody born on 29 February has their birthday on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def against_mentee(facts: MenteeFacts, version: EligibilityVersion, day: date) -> list[Reason]:
    """Why this person cannot become a mentee, in words for them; nothing means they can."""
    asked = version.mentee
    return [
        *_against_age(facts.born_on, asked.min_age, asked.max_age, day),
        *([_looking()] if asked.looking_for_work and facts.looking_for_work is False else []),
        *([_origin()] if not _has_origin(facts, asked) else []),
        *([_permit()] if asked.long_term_permit and facts.long_term_permit is False else []),
        *([_language()] if asked.tenant_language and facts.speaks_our_language is False else []),
    ]


def against_mentor(facts: MentorFacts, version: EligibilityVersion, day: date) -> list[Reason]:
    """Why this person cannot become a mentor, in words for them; nothing means they can."""
    asked = version.mentor
    unexperienced = asked.working_experience and facts.working_experience is False
    return [
        *_against_age(facts.born_on, asked.min_age, None, day),
        *([_experience()] if unexperienced else []),
        *([_language()] if facts.speaks_our_language is False else []),
    ]


def is_of_the_union(nationality: str | None) -> bool:
    return nationality is not None and not is_third_country(nationality)


def _has_origin(facts: MenteeFacts, asked: MenteeRules) -> bool:
    """One ground is enough. Who does not know about their family is asked in the interview."""
    if not asked.origin or facts.nationality is None:
        return True
    if "nationality" in asked.origin and not is_of_the_union(facts.nationality):
        return True
    return facts.family_origin in {None, UNKNOWN, *asked.origin}


def _against_age(born_on: date | None, least: int, most: int | None, day: date) -> list[Reason]:
    if born_on is None:
        return []
    age = age_on(born_on, day)
    if age < least and most is None:
        return [Reason("too_young", _("Our mentors are %(age)s years old or older.", age=least))]
    if age < least:
        return [Reason("too_young", _("You need to be %(age)s years old to start.", age=least))]
    if most is not None and age > most:
        text = _("You can start until the age of %(age)s. You are older than that.", age=most)
        return [Reason("too_old", text)]
    return []


def _looking() -> Reason:
    text = _("Our mentors help people who are looking for work. You are not looking for work now.")
    return Reason("not_looking", text)


def _origin() -> Reason:
    text = _(
        "This project is for people who come from outside the European Union, or whose parents or "
        "grandparents do."
    )
    return Reason("origin", text)


def _permit() -> Reason:
    text = _("You need a permit to stay here for a long time before you can start.")
    return Reason("permit", text)


def _language() -> Reason:
    text = _("Mentees and mentors need a language in which they can talk to each other.")
    return Reason("language", text)


def _experience() -> Reason:
    return Reason("experience", _("Our mentors have experience of working that they can share."))
