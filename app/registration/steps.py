"""The public form step by step: what each asks, what is kept of it, and who is turned away.

In a tenant that keeps no ancestry (France) the answer about the family is used once, for the answer
"am I eligible?", and never written down, not even in the unfinished form.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from marshmallow import EXCLUDE, Schema, ValidationError

from app.core import clock
from app.core.errors import Reason
from app.core.tenancy import tenant
from app.people.models import Kind
from app.registration import rules, schemas
from app.registration.queries import antenna_of, antennas_to_choose
from app.registration.rules import MenteeFacts, MentorFacts

Answers = dict[str, Any]
"""By field; also `steps_done`, and `antenna` once one was chosen."""
DONE = "steps_done"
FAMILY = "family_origin"


@dataclass(frozen=True)
class Step:
    """`schema` may depend on what was answered before."""

    code: str
    title: LazyString
    schema: Callable[[dict[str, Any]], Schema]


def _wishes(kind: str, answers: Answers) -> Schema:
    """Where the postal code leads to no antenna, people choose one."""
    served = antenna_of({**answers, "antenna": None}) is not None
    return schemas.wishes_schema(kind, {} if served else antennas_to_choose())


MENTEE_STEPS = (
    Step("about", _("About you"), lambda _: schemas.about_schema("mentee")),
    Step("situation", _("Your situation"), schemas.situation_schema),
    Step("contact", _("How to reach you"), lambda _: schemas.contact_schema("mentee")),
    Step("wishes", _("What you look for"), lambda answers: _wishes("mentee", answers)),
)
MENTOR_STEPS = (
    Step("about", _("About you"), lambda _: schemas.about_schema("mentor")),
    Step("work", _("Your work"), lambda _: schemas.work_schema()),
    Step("contact", _("How to reach you"), lambda _: schemas.contact_schema("mentor")),
    Step("wishes", _("What we should know"), lambda answers: _wishes("mentor", answers)),
)
REVIEW = _("Look and send")


def steps_of(kind: Kind | str) -> tuple[Step, ...]:
    return MENTOR_STEPS if kind == Kind.MENTOR else MENTEE_STEPS


def titles(kind: Kind | str) -> list[LazyString]:
    return [*(step.title for step in steps_of(kind)), REVIEW]


def next_step(kind: Kind | str, answers: Answers) -> int | None:
    """The place of the first step that is not done; None when all are."""
    steps = enumerate(steps_of(kind))
    return next((place for place, step in steps if loaded(step, answers) is None), None)


def loaded(step: Step, answers: Answers) -> dict[str, Any] | None:
    """The answers of a step that is done, as values; None for one that is not.

    A step is done no longer when the country asks something more since.
    """
    if step.code not in answers.get(DONE, []):
        return None
    try:
        said = step.schema(answers).load(dict(answers), unknown=EXCLUDE, partial=(FAMILY,))
    except ValidationError:
        return None
    return dict(said)


def kept(step: Step, before: Answers, data: Mapping[str, Any]) -> dict[str, Any]:
    """The answers with those of this step, as JSON can hold them, without what is never kept.

    Another nationality, or another postal code, asks other questions: the step that holds them is
    open again.
    """
    said = dict(step.schema(before).dump(data))
    if not tenant().sensitive.parents_birthplace:
        said.pop(FAMILY, None)
    done = {*before.get(DONE, []), step.code}
    if step.code == "about" and before.get("nationality") != data.get("nationality"):
        done.discard("situation")
    if step.code == "contact" and before.get("postal_code") != data.get("postal_code"):
        done.discard("wishes")
    return {**before, **said, DONE: sorted(done)}


def typed(kind: Kind | str, answers: Answers) -> dict[str, Any]:
    """The kept answers as values again, checked once more; what was not kept is left out."""
    found: dict[str, Any] = {}
    for step in steps_of(kind):
        found |= loaded(step, answers) or {}
    return found


def against_taking_part(kind: Kind | str, said: Answers, on: date | None = None) -> list[Reason]:
    """Why this applicant cannot take part, by what was said so far (typed values)."""
    day = on or clock.today()
    version = tenant().eligibility_on(day)
    if kind == Kind.MENTOR:
        facts = MentorFacts(
            born_on=said.get("born_on"),
            working_experience=said.get("working_experience"),
            speaks_our_language=_speaks(said),
        )
        return rules.against_mentor(facts, version, day)
    return rules.against_mentee(
        MenteeFacts(
            born_on=said.get("born_on"),
            looking_for_work=said.get("looking_for_work"),
            nationality=said.get("nationality") if _origin_is_known(said) else None,
            family_origin=said.get(FAMILY),
            long_term_permit=said.get("long_term_permit"),
            speaks_our_language=_speaks(said),
        ),
        version,
        day,
    )


def levels(said: Answers) -> list[dict[str, str]]:
    """The languages as a profile holds them."""
    return [
        {"code": code, "level": said[f"{schemas.LEVEL}{code}"]}
        for code in tenant().languages
        if said.get(f"{schemas.LEVEL}{code}", schemas.NOT_SPOKEN) != schemas.NOT_SPOKEN
    ]


def _origin_is_known(said: Answers) -> bool:
    """A citizen of the Union may have another ground, which the next step asks for."""
    return not rules.is_of_the_union(said.get("nationality")) or FAMILY in said


def _speaks(said: Answers) -> bool | None:
    asked = any(name.startswith(schemas.LEVEL) for name in said)
    return bool(levels(said)) if asked else None
