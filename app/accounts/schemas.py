"""What is typed about accounts: the contract of forms and of programs."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import ValidationError, fields, validates_schema

from app.accounts.passwords import LONGEST
from app.accounts.rules import LONGEST_TOKEN_DAYS
from app.core.fields import Choice, Choices, Email, Schema, Text, Whole, YesNo
from app.core.permissions import Permission, Role

DIFFERENT = _("The two passwords are not the same.")


class SignInSchema(Schema):
    email = Text(most=254, required=True)
    password = Text(most=LONGEST, required=True)
    remember = YesNo(load_default=False)


class CodeSchema(Schema):
    """Six digits of the second step, or a recovery code."""

    code = Text(most=40, required=True)


class AddressSchema(Schema):
    email = Email(required=True)


class PasswordSchema(Schema):
    """Typed twice, because nobody sees what is typed."""

    password = Text(most=1000, required=True)
    again = Text(most=1000, required=True)

    @validates_schema
    def the_same_twice(self, data: dict[str, Any], **_options: Any) -> None:
        if data["password"] != data["again"]:
            raise ValidationError(str(DIFFERENT), "again")


class PasswordChangeSchema(PasswordSchema):
    present = Text(most=1000, required=True)


class ConfirmationSchema(Schema):
    """The present password, before something that weakens the account."""

    present = Text(most=1000, required=True)


class PlaceSchema(Schema):
    """What somebody is, and where."""

    name = Text(most=120, required=True)
    role = Choice(Role, required=True)
    antenna_ids = fields.List(Whole(), load_default=list)


class InvitationSchema(PlaceSchema):
    email = Email(required=True)
    language = Text(most=5, load_default=None, allow_none=True)


class ProfileSchema(Schema):
    name = Text(most=120, required=True)
    language = Text(most=5, load_default=None, allow_none=True)


class LanguageSchema(Schema):
    language = Text(most=5, required=True)
    next = Text(most=2000, load_default="")


class TokenSchema(Schema):
    name = Text(most=80, required=True)
    scopes = Choices(Permission, required=True)
    days = Whole(1, LONGEST_TOKEN_DAYS, load_default=30)
