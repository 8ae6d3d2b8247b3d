"""Training as staff and programs write it: sessions, attendance, completions, own words."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import Schema as MarshmallowSchema
from marshmallow import fields

from app.core.fields import Hours, Schema, Text, Whole
from app.core.tenancy import tenant
from app.people.schemas import PastDay
from app.training.models import TrainingModule
from app.training.rules import MOST_HOURS

MOST_PLACES, MOST_MINUTES, MOST_WORDS, MOST_OBSERVATION = 200, 720, 8000, 1000
PLACE_OR_LINK = _("Write where it is, or the link of a meeting on line.")
NOT_A_LINK = _("Write an address that begins with https://.")


class CompletionSchema(Schema):
    module_id = Whole(required=True)
    completed_on = PastDay(required=True)
    hours = Hours(0.25, MOST_HOURS, decimals=2, required=True)
    observation = Text(MOST_OBSERVATION, allow_none=True, load_default=None)


class CompulsorySchema(Schema):
    """The modules that come before a first duo, by id."""

    modules = fields.List(Whole(), load_default=list)


def own_words_schema() -> MarshmallowSchema:
    """An introduction and examples in each language of the tenant, in Markdown."""
    asked: dict[str, Any] = {
        f"{name}_{code}": Text(MOST_WORDS, allow_none=True, load_default=None)
        for code in tenant().languages
        for name in ("introduction", "examples")
    }
    return Schema.from_dict(asked, name="OwnWordsSchema")()


def own_words_as_form(module: TrainingModule) -> dict[str, str]:
    words = {"introduction": module.introductions, "examples": module.examples}
    return {
        f"{name}_{code}": by_language.get(code, "")
        for name, by_language in words.items()
        for code in tenant().languages
    }
