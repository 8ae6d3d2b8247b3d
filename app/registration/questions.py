"""The questions that a country may leave out of its public form (`forms.toml`), by step.

One question may be two fields of the form: a second field of work, a diploma and its recognition.
"""

from collections.abc import Callable, Mapping
from typing import Any

from marshmallow import ValidationError, fields

from app.core.fields import REQUIRED, Choice, Choices, Email, Text, Whole, YesNo
from app.core.sectors import SECTORS
from app.core.tenancy import tenant
from app.core.vocabularies import FUNCTION_LEVELS, GENDERS, GOALS, HALF_DAYS, ISCED
from app.people.models import Kind
from app.people.schemas import PastDay, Phone, PostalCode

Made = Callable[..., fields.Field[Any]]


class HalfDays(Choices):
    """A form without a tick sends an empty list; where an answer is needed that is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(HALF_DAYS, load_default=list)
        self.needed = bool(options.get("required"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        chosen = super()._deserialize(value, attr, data, **options)
        if self.needed and not chosen:
            raise ValidationError(str(REQUIRED))
        return chosen


FIELDS: Mapping[str, Mapping[str, Made]] = {
    "gender": {"gender": lambda **o: Choice(GENDERS, **o)},
    "still_working": {"still_working": YesNo},
    "phone": {"phone": Phone},
    "email": {"email": Email},
    "postal_code": {"postal_code": PostalCode},
    "diploma": {
        "isced": lambda **o: Whole(min(ISCED), max(ISCED), **o),
        "diploma_recognised": YesNo,
    },
    "job_seeker_since": {"job_seeker_since": PastDay},
    "function_level": {"function_level": lambda **o: Choice(FUNCTION_LEVELS, **o)},
    "sectors": {
        "sector_1": lambda **o: Choice(SECTORS, **o),
        "sector_2": lambda **o: Choice(SECTORS, **o),
    },
    "partner_company": {"partner_company": lambda **o: Text(120, **o)},
    "occupation": {"occupation": lambda **o: Text(120, **o)},
    "goal": {"goal": lambda **o: Choice(GOALS, **o)},
    "availability": {"availability": HalfDays},
    "remarks": {"remarks": lambda **o: Text(1000, **o)},
    "preferences": {"preferences": lambda **o: Text(1000, **o)},
}
"""By question the fields it has; only the first of them is ever required."""
PLACES: Mapping[Kind, Mapping[str, tuple[str, ...]]] = {
    Kind.MENTEE: {
        "about": ("gender",),
        "situation": ("diploma", "job_seeker_since"),
        "contact": ("phone", "email", "postal_code"),
        "wishes": ("occupation", "goal", "sectors", "availability", "remarks"),
    },
    Kind.MENTOR: {
        "about": ("still_working", "gender"),
        "work": ("function_level", "sectors", "partner_company"),
        "contact": ("phone", "email", "postal_code"),
        "wishes": ("availability", "preferences"),
    },
}
"""In the order in which each step asks them."""
LEFT_EMPTY: Mapping[str, Any] = {"allow_none": True, "load_default": None}


def asked_in(kind: Kind | str, step: str) -> dict[str, fields.Field[Any]]:
    """The fields of this step that the country asks for, as its form requires them."""
    found: dict[str, fields.Field[Any]] = {}
    for name in PLACES[Kind(kind)][step]:
        question = tenant().practice.question(kind, name)
        if question.asked:
            options = {"required": True} if question.required else LEFT_EMPTY
            for field, made in FIELDS[name].items():
                found[field] = made(**options)
                options = LEFT_EMPTY
    return found
