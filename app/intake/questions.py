"""The standard interview and evaluation: the same questions for everyone (R5 of the standard).

Source: Elements of Effective Practice for Mentoring, fifth edition (MENTOR, 2025): a standard
interview that asks about motives, and checks that are seen and not copied.
"""

from collections.abc import Mapping

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.people.models import Kind

Questions = Mapping[str, LazyString]

MENTEE: Questions = {
    "motivation": _("Why do you want a mentor?"),
    "project": _("What work are you looking for? What have you done already?"),
    "obstacles": _("What makes it difficult to find work?"),
    "network": _("Who do you know who can help you?"),
    "digital_skills": _("What do you do with a computer or a telephone? What is difficult?"),
    "expectations": _("What do you expect from your mentor? What kind of person helps you?"),
    "availability": _("When can you meet? Is there something to take into account?"),
}
MENTOR: Questions = {
    "motives": _("Why do you want to be a mentor?"),
    "experience": _("What work have you done? What did you learn from it?"),
    "expectations": _("What do you expect from a mentee, and from us?"),
    "diversity": _("What is your experience with people from other cultures?"),
    "network": _("Which contacts can you open to a mentee?"),
    "availability": _("When can you meet? Is there something to take into account?"),
}


def questions_for(kind: Kind | str) -> Questions:
    return MENTOR if kind == Kind.MENTOR else MENTEE
