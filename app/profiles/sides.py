"""The two kinds of people as their pages and commands need them: the same doors on both."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.fields import Schema
from app.people import actions
from app.people.models import Kind, Mentee, Mentor, Person
from app.people.schemas import MenteeSchema, MentorSchema, NewMenteeSchema, NewMentorSchema


@dataclass(frozen=True)
class Side:
    """`name` is that of the blueprint."""

    kind: Kind
    name: str
    title: LazyString
    lead: LazyString
    model: type[Person]
    schema: type[Schema]
    new_schema: type[Schema]
    register: Callable[..., Person]
    change: Callable[..., Person]


MENTEES = Side(
    kind=Kind.MENTEE,
    name="mentees",
    title=_("Mentees"),
    lead=_("Young people who look for work, from their first registration on."),
    model=Mentee,
    schema=MenteeSchema,
    new_schema=NewMenteeSchema,
    register=actions.register_mentee,
    change=actions.change_mentee,
)
MENTORS = Side(
    kind=Kind.MENTOR,
    name="mentors",
    title=_("Mentors"),
    lead=_("Volunteers of fifty and over who lend their experience and their network."),
    model=Mentor,
    schema=MentorSchema,
    new_schema=NewMentorSchema,
    register=actions.register_mentor,
    change=actions.change_mentor,
)
SIDES: dict[Any, Side] = {Kind.MENTEE: MENTEES, Kind.MENTOR: MENTORS}
