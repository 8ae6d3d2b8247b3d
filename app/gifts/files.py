"""What a country says of gifts in its `gifts.toml`: receipts as dated data with their sources."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import Any

from marshmallow import fields

from app.core.country_files import country_file
from app.core.tenancy import Tenant
from app.core.tenant_fields import (
    Listed,
    Open,
    Part,
    Source,
    lacking,
    one_of,
    open_amount,
    open_day,
    text,
    told,
)
from app.core.tenant_files import Mistake, checked, name_of, read_toml
from app.gifts.models import DonorKind
from app.gifts.rules import DONOR_NEEDS, ORGANISATION_WORDS, GiftRules, ReceiptRule

FILE = "gifts.toml"
STATUSES = ("read", "derived", "unverified", "not found")


class ByLanguage(fields.Dict):
    def __init__(self) -> None:
        words = told("allowed: a text in each language")
        super().__init__(keys=fields.String(), values=text("allowed: words", longest=600), **words)


def some_of(allowed: tuple[str, ...]) -> Any:
    """Any number of them, none too."""
    item = one_of(allowed, "allowed: " + ", ".join(allowed))
    return fields.List(item, load_default=list, **told("allowed: a list"))


class ReceiptSchema(Part):
    code = text("allowed: a short name of its own", longest=60)
    names = ByLanguage()
    valid_from = open_day(required=False)
    valid_until = open_day(required=False)
    least = open_amount(attribute="least_cents")
    reduction_percent = Open("a number of per cent", int, float, required=False)
    kinds = Listed([str(kind) for kind in DonorKind], required=True)
    donor_needs = some_of(tuple(DONOR_NEEDS))
    organisation_needs = some_of(tuple(ORGANISATION_WORDS))
    statements = ByLanguage()
    confirmed_on = open_day(required=False)
    source = Source(may_be_empty=True)
    status = one_of(STATUSES, "allowed: " + ", ".join(STATUSES))


class OppositionSchema(Part):
    years = Open("a number of years", int)
    source = Open("the source, in words", str)


def _organisation_schema() -> type[Part]:
    named: dict[str, Any] = {name: Open("words", str) for name in ORGANISATION_WORDS}
    made: type[Part] = type("OrganisationSchema", (Part,), named)
    return made


class GiftsSchema(Part):
    receipts = fields.List(fields.Nested(ReceiptSchema), load_default=list)
    opposition = fields.Nested(OppositionSchema, required=True)
    organisation = fields.Nested(_organisation_schema(), required=True)


def read(tenant: Tenant) -> tuple[GiftRules, list[Mistake]]:
    """The rules of that country; without a file it has none."""
    path, mistakes = tenant.folder / FILE, list[Mistake]()
    if not path.exists():
        return GiftRules(), []
    raw = read_toml(path, mistakes)
    if mistakes:
        return GiftRules(), mistakes
    said, mistakes = checked(GiftsSchema(), raw, name_of(path))
    rules = said.get("receipts", [])
    mistakes += [Mistake(name_of(path), *told) for told in _against(rules, tenant.languages)]
    return (GiftRules() if mistakes else _made(said)), mistakes


def gift_rules() -> GiftRules:
    """Of the current country."""
    found: GiftRules = country_file(FILE)
    return found


def asked_for(said: GiftRules) -> Iterator[str]:
    """What is empty and asked for, by its key."""
    for number, rule in enumerate(said.rules, 1):
        if rule.least_cents is None:
            yield f"receipts.{number}.least"
        if rule.status in {"unverified", "not found"} and rule.confirmed_on is None:
            yield f"receipts.{number}.confirmed_on"
    yield from (f"organisation.{key}" for key, value in said.organisation.items() if value is None)
    if said.opposition_years is None:
        yield "opposition.years"


def _made(said: Mapping[str, Any]) -> GiftRules:
    return GiftRules(
        rules=tuple(_rule(one) for one in said["receipts"]),
        organisation=MappingProxyType(said["organisation"]),
        opposition_years=said["opposition"]["years"],
        opposition_source=said["opposition"]["source"] or "",
    )


def _rule(said: Mapping[str, Any]) -> ReceiptRule:
    facts: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
    texts = {name: MappingProxyType(facts[name]) for name in ("names", "statements")}
    return ReceiptRule(**(facts | texts | {"source": facts["source"] or ""}))


def _against(
    rules: list[Mapping[str, Any]], languages: tuple[str, ...]
) -> Iterator[tuple[str, object, str]]:
    for (_, first), (number, second) in combinations(enumerate(rules, 1), 2):
        if _begin(first) <= _end(second) and _begin(second) <= _end(first):
            allowed = f"must not overlap the dates of {first['code']}"
            yield f"receipts.{number}.valid_from", second.get("valid_from"), allowed
    for number, rule in enumerate(rules, 1):
        keys = ("names", "statements", "source")
        yield from lacking([(f"receipts.{number}.{key}", rule[key]) for key in keys], languages)


def _begin(rule: Mapping[str, Any]) -> date:
    return rule.get("valid_from") or date.min


def _end(rule: Mapping[str, Any]) -> date:
    return rule.get("valid_until") or date.max
