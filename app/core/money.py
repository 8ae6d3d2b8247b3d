"""Sums of money and account numbers: whole cents inside, typed and shown as people write them."""

import re
from typing import Any

from babel.numbers import format_currency, get_decimal_symbol
from flask import Flask
from flask_babel import get_locale
from flask_babel import lazy_gettext as _
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError as WrongNumber

from app.core.fields import REQUIRED, Text, Translated
from app.core.tenancy import tenant

LARGEST_CENTS = 10**12
"""Ten thousand million euros; enough for anything, and far from what a column can hold."""
SPACES = re.compile(r"[\s\u00a0\u202f\u2019']")
WRITTEN = re.compile(r"([1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*|\d{1,12})(?:[.,](\d{1,2}))?")
"""Money has two decimals at most, so "1.234" is a thousand and more in every language; "0.125" and
"1.234,567" are no sums."""


def cents_of(text: str) -> int | None:
    """The cents of a sum as somebody typed it, with or without the sign of the currency; None when
    it is no sum: "1 234,50", "1.234,50", "1,234.50", "1234.5"."""
    digits = SPACES.sub("", text).strip("€$£").removeprefix("EUR").removesuffix("EUR")
    found = WRITTEN.fullmatch(digits)
    if found is None:
        return None
    whole = re.sub(r"[.,]", "", found[1])
    return int(whole) * 100 + int((found[3] or "0").ljust(2, "0"))


def money(cents: float | None, currency: str | None = None, *, whole: bool = False) -> str:
    """As the reader's language writes it; `whole` leaves the cents out (rounded half to even)."""
    if cents is None:
        return "–"
    code, locale = currency or tenant().currency, get_locale()
    if whole:
        return str(
            format_currency(
                round(cents / 100), code, _whole_pattern(), locale=locale, currency_digits=False
            )
        )
    return str(format_currency(cents / 100, code, locale=locale))


def _whole_pattern() -> str:
    """The pattern of the locale without its decimals."""
    return re.sub(r"\.0+", "", str(get_locale().currency_formats["standard"].pattern))


class Money(Translated):
    """A sum of money: "1234.50" in a form and, as a text too, in JSON: a number with a point
    need not be what somebody wrote. Whole cents once loaded."""

    default_error_messages = {
        "required": REQUIRED,
        "null": REQUIRED,
        "invalid": _("Write an amount, for example 1234.50."),
        "range": _("This amount cannot be right."),
    }

    def __init__(self, least_cents: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.least_cents = least_cents
        self.metadata = {"type": "string", "example": "1234.50", **self.metadata}

    def _serialize(self, value: Any, attr: str | None, obj: Any, **options: Any) -> Any:
        if value is None:
            return None
        euros, cents = divmod(abs(int(value)), 100)  # a sum of PostgreSQL is a Decimal
        return f"{'-' if value < 0 else ''}{euros}.{cents:02d}"

    def in_form(self, text: str) -> str:
        """As the reader's language writes its decimals; either way is read."""
        return text.replace(".", get_decimal_symbol(get_locale()))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        cents = cents_of(value) if isinstance(value, str) else None
        if cents is None:
            raise self.make_error("invalid")
        if not self.least_cents <= cents <= LARGEST_CENTS:
            raise self.make_error("range")
        return cents


class Iban(Text):
    """An account number with its check digits right (ISO 13616), without spaces."""

    default_error_messages = {"iban": _("This is no account number: check its digits.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(most=42, **options)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        text = super()._deserialize(value, attr, data, **options)
        if not text:
            return text
        try:
            return str(ibans.validate(text, check_country=False))
        except WrongNumber:
            raise self.make_error("iban") from None


def register(app: Flask) -> None:
    app.jinja_env.filters["money"] = money
