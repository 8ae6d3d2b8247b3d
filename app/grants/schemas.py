"""What a grant and its money are made of: the one contract of forms and JSON."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, post_dump, post_load, pre_dump
from marshmallow.validate import Regexp

from app.core.fields import Choice, Day, Hours, Schema, Text, Whole
from app.core.money import Money
from app.grants import labels
from app.grants.models import CapKind, GrantCap
from app.schemes.reading import parse

MOST_UNITS = 1_000_000
CODE = r"^[A-Za-z0-9][A-Za-z0-9 ./_-]{0,39}$"
CODE_HELP = _("Use letters, digits, dots, dashes and slashes.")


class Percent(Hours):
    """A percentage, up to 100, with two decimals."""

    default_error_messages = dict.fromkeys(
        ("invalid", "special", "too_large"), _("Write a percentage, for example 37.5.")
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(0, 100, decimals=2, **options)


class CapSchema(Schema):
    """`most` is a sum of money, a number of units or a percentage, as `kind` says."""

    kind = Choice(labels.CAPS, required=True)
    most = Money(required=True)
    antenna_code = Text(12, allow_none=True, load_default=None)
    from_on = Day(allow_none=True, load_default=None)
    until_on = Day(allow_none=True, load_default=None)

    def load(self, data: Any, **options: Any) -> Any:
        """A cap is told whole, also where only a part of its grant is sent."""
        return super().load(data, **options | {"partial": False})

    @post_load
    def in_its_measure(self, said: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if said["kind"] != CapKind.MONEY:
            said["most"], rest = divmod(said["most"], 100)
            if rest:
                raise ValidationError({"most": [str(_("Write a whole number."))]})
        return said

    @pre_dump
    def as_a_sum(self, cap: GrantCap, **_options: Any) -> dict[str, Any]:
        names = ("kind", "most", "antenna_code", "from_on", "until_on")
        shown = {name: getattr(cap, name) for name in names}
        return shown if cap.kind == CapKind.MONEY else {**shown, "most": cap.most * 100}

    @post_dump
    def without_cents(self, shown: dict[str, Any], **_options: Any) -> dict[str, Any]:
        if shown["kind"] == CapKind.MONEY:
            return shown
        return {**shown, "most": shown["most"].removesuffix(".00")}


class GrantSchema(Schema):
    """`scheme_from` is the first day of the version of the scheme; left out, it is the version in
    force on the first day. No antenna is every antenna. Empty amounts are not known yet."""

    code = Text(40, required=True, validate=Regexp(CODE, error=CODE_HELP))
    title = Text(160, required=True)
    funder_id = Whole(required=True)
    scheme_code = Text(60, required=True)
    scheme_from = Day(allow_none=True, load_default=None)
    unit = Choice(labels.UNITS, required=True)
    begins_on = Day(required=True)
    ends_on = Day(required=True)
    currency = Text(
        3,
        load_default=None,
        allow_none=True,
        validate=Regexp("^[A-Z]{3}$"),
        metadata={"pattern": "^([A-Z]{3})?$"},
    )
    amount = Money(attribute="amount_cents", allow_none=True, load_default=None)
    rate = Money(attribute="rate_cents", allow_none=True, load_default=None)
    rate_percent = Percent(allow_none=True, load_default=None)
    least_units = Whole(most=MOST_UNITS, allow_none=True, load_default=None)
    priority = Whole(most=9, load_default=5)
    antenna_codes = fields.List(Text(12), load_default=list)
    exclusivity_group = Text(60, allow_none=True, load_default=None)
    owner_id = Whole(allow_none=True, load_default=None)
    notes = Text(4000, allow_none=True, load_default=None)
    caps = fields.List(fields.Nested(CapSchema), load_default=list)
    conditions = fields.List(fields.Dict(keys=fields.String()), load_default=list)

    @post_load
    def understood(self, said: dict[str, Any], **_options: Any) -> dict[str, Any]:
        try:
            parse(said.get("conditions", []))
        except ValidationError as error:
            raise ValidationError({"conditions": error.messages}) from None
        return said


class InstalmentSchema(Schema):
    due_on = Day(required=True)
    amount = Money(attribute="amount_cents", allow_none=True, load_default=None)
    condition = Text(300, allow_none=True, load_default=None)


class ReceiptSchema(Schema):
    received_on = Day(required=True)
    received = Money(1, attribute="received_cents", required=True)


class BudgetLineSchema(Schema):
    category = Choice(labels.CATEGORIES, required=True)
    amount = Money(attribute="amount_cents", required=True)


class BudgetSchema(Schema):
    lines = fields.List(fields.Nested(BudgetLineSchema), load_default=list)


class CostSchema(Schema):
    category = Choice(labels.CATEGORIES, required=True)
    made_on = Day(required=True)
    amount = Money(1, attribute="amount_cents", required=True)
    description = Text(300, required=True)


class CancellationSchema(Schema):
    reason = Text(300, required=True)


class GrantRowSchema(Schema):
    """A grant in a list."""

    id = fields.Integer()
    code = fields.String()
    title = fields.String()
    funder_id = fields.Integer()
    funder = fields.String(attribute="funder.name")
    owner_id = fields.Integer(allow_none=True)
    owner = fields.String(attribute="owner.name", allow_none=True)
    state = fields.String()
    scheme_code = fields.String()
    scheme_from = fields.Date(allow_none=True)
    unit = fields.String()
    begins_on = fields.Date()
    ends_on = fields.Date()
    currency = fields.String()
    amount = Money(attribute="amount_cents", allow_none=True)
    least_units = fields.Integer(allow_none=True)


class GrantShowSchema(GrantRowSchema):
    """All of a grant; `rate` is the contract's own, null where the scheme's holds."""

    version = fields.Integer()
    rate = Money(attribute="rate_cents", allow_none=True)
    rate_percent = fields.Float(allow_none=True)
    priority = fields.Integer()
    antenna_codes = fields.List(fields.String())
    exclusivity_group = fields.String(allow_none=True)
    conditions = fields.List(fields.Dict())
    caps = fields.List(fields.Nested(CapSchema))
    notes = fields.String(allow_none=True)
