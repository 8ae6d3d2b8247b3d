"""What a form says of an account and of a payment."""

from typing import Any

from flask_babel import lazy_gettext
from stdnum import bic
from stdnum.exceptions import ValidationError as NotValid

from app.core.fields import Day, Schema, Text
from app.core.money import Iban


class Bic(Text):
    """The code of a bank, 8 or 11 characters."""

    default_error_messages = {  # noqa: RUF012 - marshmallow declares it as an instance variable
        "bic": lazy_gettext("This is no code of a bank (BIC).")
    }

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        typed = super()._deserialize(value, attr, data, **options)
        try:
            return bic.validate(typed) if typed else typed
        except NotValid:
            raise self.make_error("bic") from None


class AccountSchema(Schema):
    """Where somebody is paid; a number that is left out stays as it is."""

    iban = Iban(load_default=None, allow_none=True)
    holder = Text(70, load_default=None, allow_none=True)
    address = Text(300, load_default=None, allow_none=True)


class OrganisationSchema(Schema):
    name = Text(70, required=True)
    iban = Iban(required=True)
    bic = Bic(11, load_default=None, allow_none=True)
    number = Text(40, load_default=None, allow_none=True)
    address = Text(300, load_default=None, allow_none=True)
    purpose = Text(300, load_default=None, allow_none=True)


class BatchSchema(Schema):
    execute_on = Day(required=True)


class PaidSchema(Schema):
    paid_on = Day(required=True)
