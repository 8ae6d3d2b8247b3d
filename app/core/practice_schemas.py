"""What the files of a country's practice may say: a schema for each."""

import re
from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from app.core.practices import CHANNELS, KINDS, MENTEE, MENTOR, SIDES, Question
from app.core.tenant_fields import (
    Listed,
    Part,
    one_of,
    part,
    source,
    text,
    told,
    whole,
    yes_or_no,
)
from app.core.vocabularies import LANGUAGE_CODES

REACH = ("phone", "email")
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    MENTEE: (
        "postal_code",
        "gender",
        "diploma",
        "job_seeker_since",
        "occupation",
        "goal",
        "sectors",
        "availability",
        "remarks",
    ),
    MENTOR: (
        "postal_code",
        "gender",
        "still_working",
        "function_level",
        "sectors",
        "partner_company",
        "availability",
        "preferences",
    ),
}
"""The questions that a country may leave out of the public form."""
WHO = "is always asked: who may take part depends on it"
HOW = "is always asked: nobody can be called back without it"
ALWAYS: Mapping[str, Mapping[str, str]] = {
    MENTEE: {
        **dict.fromkeys(("born_on", "looking_for_work", "nationality", "languages"), WHO),
        **dict.fromkeys(("family_origin", "long_term_permit"), WHO),
        **dict.fromkeys(("first_name", "last_name"), HOW),
    },
    MENTOR: {
        **dict.fromkeys(("born_on", "working_experience", "languages"), WHO),
        **dict.fromkeys(("first_name", "last_name"), HOW),
    },
}
STEPS: Mapping[str, tuple[str, ...]] = {
    MENTEE: ("registered", "information", "interview"),
    MENTOR: ("registered", "information", "interview", "training", "evaluation"),
}
"""Every step there is, in its order."""
NEVER_LEFT_OUT = frozenset({"registered", "interview"})
CODE = re.compile(r"[a-z][a-z0-9_]{1,29}")
PLACES = frozenset({"after_days", "before_end_days"})
"""The two ways to say when a contact is due; it has one of them."""


class QuestionSchema(Part):
    asked = yes_or_no()
    required = yes_or_no()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Question:
        return Question(asked=data["asked"], required=data["asked"] and data["required"])


class ReachSchema(QuestionSchema):
    """People may leave one of the two empty, so both are asked."""

    @validates_schema
    def is_asked(self, data: Mapping[str, Any], **_options: Any) -> None:
        if data.get("asked") is False:
            raise ValidationError(f"{HOW}; only required may change", "asked")


class Always(fields.Field[Any]):
    """What no file may say anything about."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_options: Any) -> Any:
        raise ValidationError(self.why)


def forms_schema(_raw: Mapping[str, Any]) -> Schema:
    kinds = {kind: part(_asked_of(kind)) for kind in KINDS}
    return Part.from_dict({"source": source(), **kinds}, name="FormsSchema")()


def _asked_of(kind: str) -> type[Part]:
    found = {
        **{name: part(ReachSchema) for name in REACH},
        **{name: part(QuestionSchema) for name in OPTIONAL[kind]},
        **{name: Always(why) for name, why in ALWAYS[kind].items()},
    }
    made: type[Part] = Part.from_dict(found, name=f"{kind.title()}FormSchema")  # type: ignore[assignment]
    return made


class Steps(Listed):
    """Steps of one kind of person, in their order, with those that are never left out."""

    def __init__(self, kind: str) -> None:
        super().__init__(STEPS[kind], required=True)
        self.kind = kind

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_options: Any) -> Any:
        found = super()._deserialize(value, attr, data)
        if missing := sorted(NEVER_LEFT_OUT - set(found)):
            raise ValidationError(f"{', '.join(missing)}: is never left out")
        order = STEPS[self.kind]
        if list(found) != sorted(found, key=order.index):
            raise ValidationError(f"allowed, in this order: {', '.join(order)}")
        return found


def stages_schema(_raw: Mapping[str, Any]) -> Schema:
    kinds = {
        kind: part(Part.from_dict({"steps": Steps(kind)}, name=f"{kind.title()}StepsSchema"))  # type: ignore[arg-type]
        for kind in KINDS
    }
    return Part.from_dict({"source": source(), **kinds}, name="StagesSchema")()


class ContactSchema(Part):
    names = fields.Dict(
        keys=fields.String(validate=lambda code: _one_of_languages(code)),
        values=text("allowed: 1 to 80 characters", longest=80),
        required=True,
        **told("allowed: a table with a name in each language"),
    )
    after_days = whole(0, 2000, required=False)
    before_end_days = whole(0, 365, required=False)
    every_days = whole(7, 365, required=False)
    side = one_of(SIDES, "allowed: " + ", ".join(SIDES))
    channel = one_of(CHANNELS, "allowed: " + ", ".join(CHANNELS))
    compulsory = yes_or_no()
    left_out = fields.Boolean(truthy={True}, falsy={False}, **told("allowed: true or false"))

    @validates_schema
    def has_one_place(self, data: Mapping[str, Any], **_options: Any) -> None:
        if len(PLACES & data.keys()) != 1:
            raise ValidationError("one of after_days and before_end_days", "after_days")
        if "every_days" in data and "after_days" not in data:
            raise ValidationError("only together with after_days", "every_days")


def _one_of_languages(code: str) -> None:
    if code not in LANGUAGE_CODES:
        raise ValidationError("allowed: ISO 639 codes, fr")


def follow_up_schema(raw: Mapping[str, Any]) -> Schema:
    """With a table for each contact that the file names."""
    codes = raw.get("contacts")
    words = "allowed: 2 to 30 lower-case letters, digits and _, a letter first"
    known = {
        code: part(ContactSchema) if CODE.fullmatch(code) else Always(words)
        for code in (codes if isinstance(codes, Mapping) else ())
    }
    made = {
        "source": source(),
        "late_after_days": whole(0, 60),
        "contacts": part(Part.from_dict(known, name="ContactsSchema")),  # type: ignore[arg-type]
    }
    return Part.from_dict(made, name="FollowUpSchema")()
