"""What `funding.toml` may say. What nobody could read in a source stays empty and is asked for:
no amount, rate or date is ever guessed (funding.md: "leave it empty and ask for it")."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from app.core.money import LARGEST_CENTS
from app.core.tenant_fields import (
    Open,
    Part,
    Source,
    Words,
    number_of,
    one_of,
    open_day,
    text,
    told,
)
from app.schemes.kinds import (
    CADENCES,
    CAP_KINDS,
    FUNDER_KINDS,
    UNITS,
    Amount,
    Cap,
    Deadline,
    Evidence,
    Status,
)
from app.schemes.nodes import Predicate
from app.schemes.reading import parse

STATUSES = tuple(Status)


class OpenMoney(Open):
    """In the country's currency; whole cents once read."""

    def __init__(self, **options: Any) -> None:
        super().__init__("an amount in the country's currency, 0 or more", **options)

    def read(self, value: Any) -> int:
        cents = Decimal(str(number_of(value, int, float))) * 100
        if cents != int(cents) or cents > LARGEST_CENTS:
            raise ValueError(value)
        return int(cents)


class OpenPercent(Open):
    def __init__(self, **options: Any) -> None:
        super().__init__("a percentage, 0 to 100", **options)

    def read(self, value: Any) -> float:
        found = float(number_of(value, int, float))
        if found > 100:
            raise ValueError(value)
        return found


class OpenWhole(Open):
    def __init__(self, most: int, **options: Any) -> None:
        self.most = most
        super().__init__(f"a whole number from 0 to {most}", **options)

    def read(self, value: Any) -> int:
        found = int(number_of(value, int))
        if found > self.most:
            raise ValueError(value)
        return found


class OpenWord(Open):
    """One of a closed list, or any words."""

    def __init__(self, *words: str, **options: Any) -> None:
        self.words = words
        super().__init__(", ".join(words) or "words", **options)

    def read(self, value: Any) -> str:
        if (
            not isinstance(value, str)
            or not value.strip()
            or (self.words and value not in self.words)
        ):
            raise ValueError(value)
        return value


class Conditions(fields.Field[tuple[tuple[Mapping[str, Any], ...], Predicate]]):
    """As they were written, in a form that JSON can hold, and as the engine reads them."""

    def _deserialize(self, value: Any, attr: Any, data: Any, **kwargs: Any) -> Any:
        predicate = parse(value)
        return tuple(_plain(one) for one in value), predicate


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _status() -> Any:
    return one_of(STATUSES, "allowed: " + ", ".join(STATUSES))


def _listed(schema: type[Part], name: str) -> Any:
    return fields.List(
        fields.Nested(schema), load_default=list, **told(f"allowed: a list of {name}")
    )


class AmountSchema(Part):
    names = Words()
    amount = OpenMoney(attribute="amount_cents")
    valid_from = open_day(required=False)
    valid_until = open_day(required=False)
    source = Source()
    status = _status()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Amount:
        return Amount(**data | {"status": Status(data["status"])})


class CapSchema(Part):
    """`most` is a number of units, an amount, or a percentage, by the kind."""

    kind = one_of(CAP_KINDS, "allowed: " + ", ".join(CAP_KINDS))
    names = Words()
    most = OpenMoney()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Cap:
        """The field reads cents; units and shares are whole numbers."""
        most = data["most"]
        if most is not None and data["kind"] != "money":
            if most % 100 or (data["kind"] == "share" and most > 10_000):
                raise ValidationError("allowed: a whole number; a share is 100 at most", "most")
            most //= 100
        return Cap(**data | {"most": most})


class EvidenceSchema(Part):
    code = text("allowed: a short name of its own", longest=40)
    names = Words()

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Evidence:
        return Evidence(**data)


class DeadlineSchema(Part):
    names = Words()
    on = open_day(required=False)
    days_after = OpenWhole(3650, required=False)

    @post_load
    def make(self, data: dict[str, Any], **_options: Any) -> Deadline:
        return Deadline(**data)


class VersionSchema(Part):
    valid_from = open_day()
    valid_until = open_day()
    applications_until = open_day(required=False)
    status = _status()
    source = Source()
    unit = OpenWord(*UNITS)
    amount = OpenMoney(attribute="rate_cents")
    percent = OpenPercent(attribute="rate_percent", required=False)
    conditions = Conditions(load_default=((), Predicate()))
    conditions_status = OpenWord(*STATUSES, required=False)
    conditions_source = Source(may_be_empty=True, required=False, load_default=None)
    by_hand = fields.List(Words(), load_default=list, **told("allowed: a list of texts"))
    notes = Words(required=False, load_default=dict)
    amounts = _listed(AmountSchema, "amounts")
    caps = _listed(CapSchema, "caps")
    evidence = _listed(EvidenceSchema, "papers")
    cadence = OpenWord(*CADENCES)
    deadlines = _listed(DeadlineSchema, "deadlines")


class SchemeSchema(Part):
    code = text("allowed: a short name of its own", longest=60)
    names = Words()
    funder = OpenWord()
    funder_kind = one_of(FUNDER_KINDS, "allowed: " + ", ".join(FUNDER_KINDS))
    regions = fields.List(
        fields.String(**told("allowed: a NUTS code")),
        load_default=list,
        **told("allowed: a list of NUTS codes; none is the whole country"),
    )
    frame = fields.Boolean(
        load_default=False, truthy={True}, falsy={False}, **told("allowed: true or false")
    )
    exclusivity_group = OpenWord(required=False)
    retention_years = OpenWhole(100, required=False)
    versions = fields.List(
        fields.Nested(VersionSchema),
        required=True,
        validate=validate.Length(1, error="one [[schemes.versions]] at least"),
        **told("allowed: [[schemes.versions]] tables"),
    )


class NeedSchema(Part):
    regions = SchemeSchema._declared_fields["regions"]  # noqa: SLF001 - the same field
    cost_per_duo = OpenMoney(attribute="cost_cents")
    valid_from = open_day()
    valid_until = open_day()
    source = Source()
    status = _status()


class FundingSchema(Part):
    schemes = _listed(SchemeSchema, "[[schemes]] tables")
    costs = _listed(NeedSchema, "[[costs]] tables")


def in_force(one: Mapping[str, Any]) -> tuple[date, date]:
    return one["valid_from"] or date.min, one["valid_until"] or date.max


def overlapping(versions: Sequence[Mapping[str, Any]]) -> list[int]:
    """The places, from 1, of versions that begin before the one that precedes them has ended."""
    ordered = sorted(enumerate(versions, start=1), key=lambda pair: in_force(pair[1]))
    pairs = pairwise(ordered)
    return [
        place for (_, first), (place, second) in pairs if in_force(second)[0] <= in_force(first)[1]
    ]
