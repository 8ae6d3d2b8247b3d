"""What a tenant's files may say: one schema per part."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any
from zoneinfo import available_timezones

from babel.numbers import list_currencies
from marshmallow import Schema, ValidationError, fields, post_load, validate, validates_schema

from app.core.contrast import contrast
from app.core.regions import nuts2_regions
from app.core.tenant_fields import (
    Areas,
    Listed,
    Part,
    day,
    matching,
    one_of,
    part,
    source,
    text,
    told,
    whole,
    yes_or_no,
)
from app.core.vocabularies import COUNTRY_CODES, LANGUAGE_CODES

HOST = re.compile(r"(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?")
COLOUR = re.compile(r"#[0-9a-f]{6}")
PHONE = re.compile(r"\+[1-9][0-9 ]{6,20}")
ANTENNA_CODE = re.compile(r"[A-Z]{2,8}")
ORIGINS = ("nationality", "parent", "grandparent")
STATUSES = ("open", "planned")
CONTRAST_ON_WHITE = 7.0
"""WCAG 2.2, success criterion 1.4.6 (AAA): readers of fifty and over."""
CONTRAST_ON_SOFT = 4.5
"""WCAG 2.2, success criterion 1.4.3 (AA)."""


def colour(*, on_white: float = 1.0) -> Any:
    words = "allowed: #rrggbb in lower case"

    def check(value: str) -> None:
        matching(COLOUR, words)(value)
        _against_contrast(value, "#ffffff", on_white, "accent")

    return fields.String(required=True, validate=check, **told(words))


def _against_contrast(one: str, other: str, least: float, key: str) -> None:
    reached = contrast(one, other)
    if reached < least:
        words = f"reaches {reached:.1f}:1 with {other}; allowed: {least:g}:1 or more"
        raise ValidationError(words, key)


class ContactSchema(Part):
    email = fields.Email(required=True, **told("allowed: an e-mail address"))
    url = fields.URL(required=True, schemes={"https", "http"}, **told("allowed: a web address"))
    phone = fields.String(
        validate=matching(PHONE, "allowed: +32 2 123 45 67"),
        **told("allowed: +32 2 123 45 67"),
    )


class MenteeSchema(Part):
    min_age = whole(14, 99)
    max_age = whole(14, 99)
    origin = Listed(ORIGINS, required=True)
    looking_for_work = yes_or_no()
    long_term_permit = yes_or_no()
    tenant_language = yes_or_no()

    @validates_schema
    def ages_in_order(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["max_age"] < data["min_age"]:
            raise ValidationError(f"allowed: {data['min_age']} (min_age) or more", "max_age")


class MentorSchema(Part):
    min_age = whole(18, 99)
    working_experience = yes_or_no()


class EligibilitySchema(Part):
    valid_from = day()
    valid_until = day()
    source = source()
    mentee = part(MenteeSchema)
    mentor = part(MentorSchema)

    @validates_schema
    def days_in_order(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data.get("valid_until", date.max) < data.get("valid_from", date.min):
            raise ValidationError("allowed: valid_from or later", "valid_until")


class RetentionSchema(Part):
    source = source()
    mentee_years = whole(1, 50, required=False)
    mentor_years = whole(1, 50, required=False)


class SensitiveSchema(Part):
    source = source()
    parents_birthplace = yes_or_no()


class IntakeSchema(Part):
    source = source()
    callback_days = whole(1, 60)
    waiting_days_watch = whole(1, 365)
    waiting_days_late = whole(1, 365)
    information_minutes = whole(15, 480)

    @validates_schema
    def late_after_watch(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["waiting_days_late"] <= data["waiting_days_watch"]:
            raise ValidationError("allowed: more than waiting_days_watch", "waiting_days_late")


class AreaSchema(Part):
    source = source()


class TenantSchema(Part):
    """What every tenant says, headquarters too."""

    kind = one_of(("country", "hq"), "allowed: country, hq")
    names = fields.Dict(
        keys=fields.String(),
        values=text("allowed: 1 to 80 characters", longest=80),
        required=True,
        **told("allowed: a table with a name in each language"),
    )
    host = text("allowed: lower-case labels and dots, be.example.org", pattern=HOST)
    languages = Listed(LANGUAGE_CODES, "allowed: ISO 639 codes, fr", required=True)
    default_language = text("allowed: one of languages")
    currency = one_of(sorted(list_currencies()), "allowed: an ISO 4217 code, EUR")
    timezone = one_of(sorted(available_timezones()), "allowed: an IANA time zone, Europe/Brussels")
    accent = colour(on_white=CONTRAST_ON_WHITE)
    accent_soft = colour()
    contact = part(ContactSchema)

    @validates_schema
    def names_in_every_language(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if set(data["names"]) != set(data["languages"]):
            raise ValidationError("allowed: one for each of languages, no other", "names")

    @validates_schema
    def default_among_languages(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["default_language"] not in data["languages"]:
            raise ValidationError("allowed: one of languages", "default_language")

    @validates_schema
    def accent_reads_on_soft(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        _against_contrast(data["accent_soft"], data["accent"], CONTRAST_ON_SOFT, "accent_soft")


class CountrySchema(TenantSchema):
    """What a country adds: where it works, and by which rules."""

    country = one_of(COUNTRY_CODES, "allowed: an ISO 3166 code, BE")
    area = part(AreaSchema)
    eligibility = fields.List(
        fields.Nested(EligibilitySchema),
        required=True,
        validate=validate.Length(min=1, error="one version at least"),
        **told("allowed: [[eligibility]] tables"),
    )
    retention = part(RetentionSchema)
    sensitive = part(SensitiveSchema)
    intake = part(IntakeSchema)

    @validates_schema
    def one_version_a_day(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        spans = (
            (one.get("valid_from", date.min), one.get("valid_until", date.max))
            for one in data["eligibility"]
        )
        for (start, end), (other_start, other_end) in combinations(spans, 2):
            if start <= other_end and other_start <= end:
                raise ValidationError("no two versions may cover the same day", "eligibility")

    @post_load
    def area_on_top(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        data["area_source"] = data.pop("area")["source"]
        return data


class AntennaSchema(Part):
    """A row of `antennas.csv`; what depends on the country is added by `antenna_schema`."""

    code = text("allowed: 2 to 8 capital letters", pattern=ANTENNA_CODE)
    status = one_of(STATUSES, "allowed: open, planned")
    opened_on = day()

    @validates_schema
    def open_ones_serve_an_area(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if data["status"] == "open" and not data.get("postal_codes"):
            raise ValidationError("is missing; an open antenna serves an area", "postal_codes")


def tenant_schema(raw: Mapping[str, Any]) -> Schema:
    """The schema of that kind of tenant; an unknown kind is refused by the one of a country."""
    return TenantSchema() if raw.get("kind") == "hq" else CountrySchema()


def antenna_schema(country: str, languages: Sequence[str]) -> Schema:
    """The schema of an antenna in that country, with a name in each of the tenant's languages."""
    regions = nuts2_regions(country)
    words = "allowed: " + ", ".join(f"{code} {name}" for code, name in regions.items())
    own = {f"name_{one}": text("allowed: 1 to 80 characters", longest=80) for one in languages}
    own["nuts2"] = one_of(tuple(regions), words)
    own["postal_codes"] = Areas(country, **told("allowed: 1000-1299 1300"))
    own["languages"] = Listed(languages, required=True)
    return AntennaSchema.from_dict(own, name="AntennaRowSchema")()
