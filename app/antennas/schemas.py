"""An antenna as seen from outside: the one contract of the forms and of the API."""

from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, fields, post_load, validates, validates_schema

from app.antennas.models import Antenna
from app.core.fields import Day, Schema, Text, Whole
from app.core.postal import read_ranges
from app.core.regions import nuts2_regions
from app.core.tenancy import tenant

NAMED_IN = ("fr", "nl", "en", "es")


class AntennaChangeSchema(Schema):
    """One name for each language of the product; those of the tenant's own languages are shown."""

    name_fr = Text(80, load_default=None, allow_none=True)
    name_nl = Text(80, load_default=None, allow_none=True)
    name_en = Text(80, load_default=None, allow_none=True)
    name_es = Text(80, load_default=None, allow_none=True)
    opened_on = Day(load_default=None, allow_none=True)
    postal_codes = Text(500, load_default="")
    languages = fields.List(Text(5), load_default=list)

    @validates_schema
    def _check_names(self, data: dict[str, Any], **rest: Any) -> None:
        main = f"name_{tenant().default_language}"
        if not data.get(main):
            raise ValidationError(_("Name it at least in the main language."), main)

    @validates("postal_codes")
    def _check_postal_codes(self, text: str, **rest: Any) -> None:
        try:
            read_ranges(text, tenant().country or "")
        except ValueError as piece:
            message = _("%(piece)s is not a postal code or range.", piece=str(piece))
            raise ValidationError(message) from None

    @validates("languages")
    def _check_languages(self, codes: list[str], **rest: Any) -> None:
        if set(codes) - set(tenant().languages):
            raise ValidationError(_("Choose one of the list."))

    @post_load
    def _area(self, data: dict[str, Any], **rest: Any) -> dict[str, Any]:
        names = {code: data.pop(f"name_{code}") for code in NAMED_IN}
        postal_codes, languages = data.pop("postal_codes").split(), data.pop("languages")
        area = {"postal_codes": postal_codes, "languages": languages}
        return data | {"names": {k: v for k, v in names.items() if v}, "area": area}


class AntennaSchema(AntennaChangeSchema):
    code = Text(12, required=True)
    nuts2 = Text(4, required=True)
    opened_on = Day(required=True)

    @validates("code")
    def _check_code(self, code: str, **rest: Any) -> None:
        if not (code.isascii() and code.isalnum()):
            raise ValidationError(_("Use letters and digits only."))

    @validates("nuts2")
    def _check_region(self, code: str, **rest: Any) -> None:
        if code not in nuts2_regions(tenant().country or ""):
            raise ValidationError(_("Choose one of the list."))


class ClosingSchema(Schema):
    on = Day(required=True)
    reason = Text(500, required=True)


class AntennaViewSchema(Schema):
    """An antenna as programs read it; `names` are by language."""

    id = Whole(dump_only=True)
    version = Whole(dump_only=True)
    code = fields.String()
    names = fields.Dict(keys=fields.String(), values=fields.String())
    planned = fields.Boolean()
    opened_on = fields.Date(allow_none=True)
    closed_on = fields.Date(allow_none=True)
    closing_reason = fields.String(allow_none=True)
    nuts2 = fields.String()
    postal_codes = fields.List(fields.String())
    languages = fields.List(fields.String())


def for_form(antenna: Antenna) -> dict[str, Any]:
    """The antenna as its form shows it, one field for each language's name."""
    names = {f"name_{code}": name for code, name in antenna.names.items()}
    return names | {
        "opened_on": antenna.opened_on,
        "postal_codes": " ".join(antenna.postal_codes),
        "languages": antenna.languages,
    }
