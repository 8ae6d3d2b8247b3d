"""`funding.toml` of a country: read once, when its application is made."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from app.core.i18n import Said
from app.core.regions import nuts2_regions
from app.core.tenancy import Tenant
from app.core.tenant_fields import lacking
from app.core.tenant_files import Mistake, checked, name_of, read_toml
from app.schemes.kinds import FundingRules, Need, Scheme, Status, Version
from app.schemes.schemas import FundingSchema, in_force, overlapping

FILE = "funding.toml"
LISTS = ("by_hand", "amounts", "caps", "evidence", "deadlines")
Wrong = tuple[str, object, str]
"""A key, the value that stands there, and what is allowed."""


def read(tenant: Tenant) -> tuple[FundingRules, list[Mistake]]:
    """No file is a country without any scheme."""
    facts, mistakes = read_file(tenant.folder)
    if facts:
        regions = tuple(nuts2_regions(tenant.country or ""))
        wrong = _against_place(facts, tenant.languages, regions)
        mistakes += [Mistake(name_of(tenant.folder / FILE), *one) for one in wrong]
    return (FundingRules() if mistakes or not facts else rules_of(facts)), mistakes


def read_file(folder: Path) -> tuple[dict[str, Any], list[Mistake]]:
    """What the file of that folder says, whatever its country is; nothing where it is wrong."""
    path, mistakes = folder / FILE, list[Mistake]()
    raw = read_toml(path, mistakes) if path.exists() else {}
    if mistakes or not path.exists():
        return {}, mistakes
    facts, mistakes = checked(FundingSchema(), raw, name_of(path))
    mistakes += [Mistake(name_of(path), *one) for one in _against(facts)] if facts else []
    return ({} if mistakes else facts), mistakes


def rules_of(facts: Mapping[str, Any]) -> FundingRules:
    """What a file says once it has no mistakes."""
    return FundingRules(
        schemes=tuple(_scheme(**one) for one in facts["schemes"]),
        needs=tuple(_need(**one) for one in facts["costs"] if one["cost_cents"] is not None),
    )


def _scheme(versions: Sequence[Mapping[str, Any]], regions: Any, **facts: Any) -> Scheme:
    ordered = sorted(versions, key=in_force)
    return Scheme(
        versions=tuple(_version(**one) for one in ordered), regions=tuple(regions), **facts
    )


def _version(conditions: Any, status: str, **facts: Any) -> Version:
    raw, predicate = conditions
    said = facts.pop("conditions_status")
    facts |= {name: tuple(facts[name]) for name in LISTS}
    return Version(
        conditions=raw,
        predicate=predicate,
        status=Status(status),
        conditions_status=Status(said) if said else None,
        **facts,
    )


def _need(status: str, regions: Any, **facts: Any) -> Need:
    return Need(status=Status(status), regions=tuple(regions), **facts)


def _against(facts: Mapping[str, Any]) -> Iterator[Wrong]:
    """Codes once; days in their order; no two versions of a scheme on one day."""
    codes = [scheme["code"] for scheme in facts["schemes"]]
    for place, scheme in enumerate(facts["schemes"], start=1):
        key = f"schemes.{place}"
        if scheme["code"] in codes[: place - 1]:
            yield f"{key}.code", scheme["code"], f"each code once; twice: {scheme['code']}"
        for number, version in enumerate(scheme["versions"], start=1):
            yield from _against_days(f"{key}.versions.{number}", version)
        for number in overlapping(scheme["versions"]):
            begins = scheme["versions"][number - 1]["valid_from"]
            words = "must be after the end of the version before it: their dates overlap"
            yield f"{key}.versions.{number}.valid_from", _shown(begins), words
    for place, need in enumerate(facts["costs"], start=1):
        yield from _against_days(f"costs.{place}", need)


def _against_days(key: str, version: Mapping[str, Any]) -> Iterator[Wrong]:
    first, last = in_force(version)
    if last < first:
        yield f"{key}.valid_until", _shown(version["valid_until"]), "must not be before valid_from"
    closed = version.get("applications_until")
    if closed is not None and closed > last:
        yield f"{key}.applications_until", _shown(closed), "must not be after valid_until"


def _against_place(
    facts: Mapping[str, Any], languages: Sequence[str], regions: Sequence[str]
) -> Iterator[Wrong]:
    """Regions are the country's own; a scheme is called something in one of its languages."""
    for part in ("schemes", "costs"):
        for place, one in enumerate(facts[part], start=1):
            for number, code in enumerate(one["regions"], start=1):
                if not any(known.startswith(code) for known in regions):
                    allowed = "allowed: a NUTS code of the country: " + ", ".join(regions)
                    yield f"{part}.{place}.regions.{number}", code, allowed
    for place, scheme in enumerate(facts["schemes"], start=1):
        if not set(languages) & set(scheme["names"]):
            allowed = "allowed: a name in one of " + ", ".join(languages)
            yield f"schemes.{place}.names", None, allowed
    yield from _against_languages(facts, languages)


def _against_languages(facts: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Wrong]:
    """A source that is told by language is told in each of the country's in which its scheme is
    called something: what headquarters proposes falls back in a new language, as its names do."""
    for place, scheme in enumerate(facts["schemes"], start=1):
        named = [code for code in languages if code in scheme["names"]]
        for number, one in enumerate(scheme["versions"], start=1):
            yield from lacking(_sources(f"schemes.{place}.versions.{number}", one), named)
    for place, need in enumerate(facts["costs"], start=1):
        yield from lacking([(f"costs.{place}.source", need["source"])], languages)


def _sources(key: str, version: Mapping[str, Any]) -> Iterator[tuple[str, Said | None]]:
    for name in ("source", "conditions_source"):
        yield f"{key}.{name}", version[name]
    for place, amount in enumerate(version["amounts"], start=1):
        yield f"{key}.amounts.{place}.source", amount.source


def _shown(day: date | None) -> str:
    return day.isoformat() if day else ""
