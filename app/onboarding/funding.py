"""What `funding.toml` may say: the frameworks that could pay, with every number still to be asked.

Source: funding.md: "model every line as versioned data", and what was not found stays empty.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from marshmallow import ValidationError, fields

from app.core.tenant_fields import Part, one_of, text, told

FILE = "funding.toml"
STATUSES = ("read", "derived", "unverified", "not found")
TEXTS = ("funder", "unit", "formula", "eligibility", "evidence", "cadence", "exclusivity", "source")


class Open(fields.Field[Any]):
    """Something that may be empty (`""`) as long as nobody knows it."""

    def __init__(self, allowed: str, *kinds: type) -> None:
        super().__init__(required=True, **told(f'allowed: {allowed}, or "" while it is asked for'))
        self.kinds = kinds

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        if value == "":
            return None
        if date in self.kinds and isinstance(value, str):
            return self._day(value)
        wrong = isinstance(value, bool) or not isinstance(value, self.kinds)
        if wrong or (isinstance(value, int | float) and value < 0):
            raise self.make_error("invalid")
        return value

    def _day(self, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise self.make_error("invalid") from error


def _scheme() -> type[Part]:
    named: dict[str, Any] = {name: Open("words", str) for name in TEXTS}
    named |= {name: Open("a day, 2026-01-31", date) for name in ("valid_from", "valid_until")}
    named["amount"] = Open("an amount in the country's currency, 0 or more", int, float)
    named["code"] = text("allowed: a short name of its own", longest=60)
    named["name"] = text("allowed: 1 to 160 characters", longest=160)
    named["status"] = one_of(STATUSES, "allowed: " + ", ".join(STATUSES))
    made: type[Part] = type("SchemeSchema", (Part,), named)
    return made


def _codes_once(schemes: list[Mapping[str, Any]]) -> None:
    codes = [scheme["code"] for scheme in schemes]
    twice = {code for code in codes if codes.count(code) > 1}
    if twice:
        raise ValidationError("each code once; twice: " + ", ".join(sorted(twice)))


class FundingSchema(Part):
    schemes = fields.List(
        fields.Nested(_scheme()),
        load_default=list,
        validate=_codes_once,
        **told("allowed: [[schemes]] tables"),
    )


def empty_amounts(facts: Mapping[str, Any]) -> Iterator[str]:
    """The schemes whose amount is still asked for, in one line; nothing when none is."""
    schemes = [one for one in facts.get("schemes", ()) if isinstance(one, dict)]
    codes = [str(one.get("code")) for one in schemes if one.get("amount") == ""]
    if codes:
        yield f"amounts of {', '.join(codes)}"
