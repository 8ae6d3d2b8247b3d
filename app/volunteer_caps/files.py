"""What a country says of volunteers' expenses in its `expenses.toml`, with every mistake in it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations
from types import MappingProxyType
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from app.core.country_files import country_file
from app.core.tenancy import Tenant
from app.core.tenant_fields import (
    Listed,
    Open,
    Part,
    Source,
    lacking,
    one_of,
    open_day,
    text,
    told,
    whole,
)
from app.core.tenant_files import Mistake, checked, name_of, read_toml
from app.volunteer_caps.book import HOME, STATUSES, USABLE, Book, Figure, Kind, Rule, Waiver

FILE = "expenses.toml"
FORMATS = ("pain.001.001.03", "pain.001.001.09")
KINDS = tuple(str(kind) for kind in Kind)
SAID = (*KINDS, HOME)
BANDS = {
    "age": ("from_age", "until_age"),
    "power": ("from_power", "until_power"),
    "km": ("from_km", "until_km"),
}


def choice(*allowed: str, default: str | None = None) -> Any:
    found = one_of(allowed, "allowed: " + ", ".join(allowed))
    if default is not None:
        found.required, found.load_default = False, default
    return found


class ByLanguage(fields.Dict):
    def __init__(self, **options: Any) -> None:
        words = told("allowed: a text in each language")
        inside = text("allowed: words", longest=600)
        super().__init__(keys=fields.String(), values=inside, **(words | options))


class RuleSchema(Part):
    code = text("allowed: a short name of its own", longest=40)
    kind = choice("cap", "rate", "apart")
    of = Listed(SAID, required=True)
    source = Source()
    per = choice("entry", "hour", "day", "month", "year", default="year")
    unit = choice("money", "km", default="money")
    above = choice("refused", "taxable", default="refused")
    elsewhere = fields.Boolean(load_default=False, **told("allowed: true or false"))
    only_with = Listed(SAID, load_default=())
    unless = Listed(SAID, load_default=())
    other = Listed(SAID, load_default=())
    times = text("allowed: the code of a rate", longest=40)
    times.required = False
    by = Listed(tuple(BANDS), load_default=())

    @validates_schema
    def complete(self, data: Any, **kwargs: Any) -> None:
        if (data["kind"] == "apart") != bool(data["other"]):
            raise ValidationError("only a rule of the kind apart has another group", "other")


def bound(most: int) -> Any:
    return whole(0, most, required=False)


class FigureSchema(Part):
    rule = text("allowed: the code of a rule", longest=40)
    valid_from = open_day(required=False)
    valid_until = open_day(required=False)
    value = Open("a number such as 42.31", int, float)
    fixed = Open("a number such as 1065", int, float, load_default=0)
    from_age, until_age = bound(150), bound(150)
    from_power, until_power = bound(100), bound(100)
    from_km, until_km = bound(10**6), bound(10**6)
    source = Source(may_be_empty=True)
    status = choice(*STATUSES)

    @validates_schema
    def known(self, data: Any, **kwargs: Any) -> None:
        if data["status"] in USABLE and (data["value"] is None or not data["source"]):
            allowed = f"a figure that is {data['status']} has a value and a source"
            raise ValidationError(allowed, "value")
        if (data["valid_from"] or date.min) > (data["valid_until"] or date.max):
            raise ValidationError("must not be before valid_from", "valid_until")


class PaymentSchema(Part):
    format = choice(*FORMATS)
    source = Source(may_be_empty=True)
    status = choice(*STATUSES)


class WaiverSchema(Part):
    sentence = ByLanguage(required=True)
    mention = ByLanguage(required=True)
    form = text("allowed: the name of the receipt", longest=60)
    source = Source()


class BookSchema(Part):
    kinds = Listed(KINDS, required=True)
    receipt = Listed(KINDS, load_default=())
    notes = ByLanguage(load_default=dict)
    payment = fields.Nested(PaymentSchema, required=True)
    waiver = fields.Nested(WaiverSchema, load_default=None)
    rules = fields.List(fields.Nested(RuleSchema), load_default=list)
    figures = fields.List(fields.Nested(FigureSchema), load_default=list)


def read(tenant: Tenant) -> tuple[Book, list[Mistake]]:
    """The rules of that country; without a file no expense can be entered at all."""
    path, mistakes = tenant.folder / FILE, list[Mistake]()
    raw = read_toml(path, mistakes) if path.exists() else {}
    if mistakes or not raw:
        return Book(), mistakes
    said, mistakes = checked(BookSchema(), raw, name_of(path))
    if not mistakes:
        against = _against(said, tenant.languages)
        mistakes = [Mistake(name_of(path), *one) for one in against]
    return (Book() if mistakes else _book(said)), mistakes


def book() -> Book:
    """Of the current country."""
    found: Book = country_file(FILE)
    return found


def asked_for(said: Book) -> Iterator[str]:
    """What is empty or was never confirmed, in a line each."""
    if not said.kinds:
        yield "the rules of the country"
        return
    if said.format_status not in USABLE:
        yield f"payment.format: {said.format} is to be confirmed by the bank"
    for one in said.figures:
        if not one.is_usable:
            begins, ends = one.valid_from or "the beginning", one.valid_until or "now on"
            about = "is not known" if one.value is None else f"{one.value} is to be confirmed"
            yield f"{one.rule} from {begins} to {ends}: {about}"


def _against(
    said: Mapping[str, Any], languages: tuple[str, ...]
) -> Iterator[tuple[str, object, str]]:
    rules = {rule["code"]: rule for rule in said["rules"]}
    rates = [code for code, rule in rules.items() if rule["kind"] == "rate"]
    for number, rule in enumerate(said["rules"], 1):
        if rules[rule["code"]] is not rule:
            yield f"rules.{number}.code", rule["code"], "must be used once"
        if rule.get("times", "") and rule["times"] not in rates:
            yield f"rules.{number}.times", rule["times"], "allowed: " + ", ".join(rates)
    for number, figure in enumerate(said["figures"], 1):
        if figure["rule"] not in rules:
            yield f"figures.{number}.rule", figure["rule"], "allowed: " + ", ".join(rules)
    yield from _overlaps(said["figures"], rules)
    yield from _against_languages(said, languages)


def _against_languages(
    said: Mapping[str, Any], languages: tuple[str, ...]
) -> Iterator[tuple[str, object, str]]:
    sources = [
        (f"{part}.{number}.source", one["source"])
        for part in ("rules", "figures")
        for number, one in enumerate(said[part], 1)
    ]
    if said["waiver"]:
        sources.append(("waiver.source", said["waiver"]["source"]))
        sources += [(f"waiver.{key}", said["waiver"][key]) for key in ("sentence", "mention")]
    yield from lacking(sources, languages)


def _overlaps(
    figures: list[Mapping[str, Any]], rules: Mapping[str, Any]
) -> Iterator[tuple[str, object, str]]:
    for (first, one), (second, two) in combinations(enumerate(figures, 1), 2):
        if one["rule"] != two["rule"] or not _meet(one, two, "valid", date.min, date.max):
            continue
        bands = rules.get(one["rule"], {}).get("by", ())
        if all(_meet(one, two, band, 0, 10**9) for band in bands):
            yield (
                f"figures.{second}.valid_from",
                two["valid_from"],
                (f"must not overlap the dates of figure {first} of {one['rule']}"),
            )


def _meet(one: Mapping[str, Any], two: Mapping[str, Any], band: str, low: Any, high: Any) -> bool:
    begin, end = BANDS.get(band, ("valid_from", "valid_until"))
    return bool(
        (_or(one.get(begin), low)) <= _or(two.get(end), high)
        and _or(two.get(begin), low) <= _or(one.get(end), high)
    )


def _or(value: Any, otherwise: Any) -> Any:
    return otherwise if value is None else value


def _book(said: Mapping[str, Any]) -> Book:
    waiver = said["waiver"]
    return Book(
        kinds=said["kinds"],
        receipt=said["receipt"],
        format=said["payment"]["format"],
        format_status=said["payment"]["status"],
        rules=tuple(Rule(**rule) for rule in said["rules"]),
        figures=tuple(_figure(one) for one in said["figures"]),
        waiver=waiver and Waiver(**{key: _frozen(value) for key, value in waiver.items()}),
        notes=MappingProxyType(said["notes"]),
    )


def _frozen(value: Any) -> Any:
    return MappingProxyType(value) if isinstance(value, dict) else value


def _figure(said: Mapping[str, Any]) -> Figure:
    value = None if said["value"] is None else Decimal(str(said["value"]))
    fixed = Decimal(str(said["fixed"] or 0))
    return Figure(**{**said, "value": value, "fixed": fixed, "source": said["source"] or ""})
