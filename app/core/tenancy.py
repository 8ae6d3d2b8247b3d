"""Tenants: one country's organisation or headquarters, read once from `tenants/<code>/`."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from zoneinfo import ZoneInfo

from flask import current_app

from app.core import populations
from app.core.populations import TargetPopulation
from app.core.postal import PostalRange, postal_digits
from app.core.practice_files import read_practice, shipped
from app.core.practices import Practice
from app.core.tenant_files import Mistake, folders, read_folder, same_host_twice

EXTENSION = "tandem.tenant"
"""Where an application keeps its tenant."""


@dataclass(frozen=True)
class Contact:
    """Where people reach the national team; an empty telephone is one still to be asked for."""

    email: str
    url: str
    phone: str = ""


@dataclass(frozen=True)
class MenteeRules:
    """Ages are whole years on the day of the intake, both ends allowed.

    `origin` lists the grounds that are enough, one by one: the person's own `nationality` from
    outside the European Union, or a `parent` or a `grandparent` born outside it.
    """

    min_age: int
    max_age: int
    origin: tuple[str, ...] = ()
    looking_for_work: bool = True
    long_term_permit: bool = True
    tenant_language: bool = True


@dataclass(frozen=True)
class MentorRules:
    min_age: int
    working_experience: bool = True


@dataclass(frozen=True)
class EligibilityVersion:
    """Who may take part, from one day to another, both in it; None is an open end."""

    source: str
    mentee: MenteeRules
    mentor: MentorRules
    valid_from: date | None = None
    valid_until: date | None = None

    def covers(self, day: date) -> bool:
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


@dataclass(frozen=True)
class Retention:
    """Years in the active base after the last contact by the person; None is still to be asked."""

    source: str = ""
    mentee_years: int | None = None
    mentor_years: int | None = None


@dataclass(frozen=True)
class Sensitive:
    """Which sensitive facts the tenant may store at all."""

    source: str = ""
    parents_birthplace: bool = False


@dataclass(frozen=True)
class IntakeSettings:
    """How soon people are called back, and from when a wait is worth watching or too long."""

    source: str = ""
    callback_days: int = 2
    waiting_days_watch: int = 15
    waiting_days_late: int = 30
    information_minutes: int = 90


@dataclass(frozen=True)
class AntennaRecord:
    """An antenna as `antennas.csv` has it when the tenant is first prepared."""

    code: str
    status: str
    names: Mapping[str, str]
    nuts2: str
    languages: tuple[str, ...]
    opened_on: date | None = None
    postal_codes: tuple[PostalRange, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.status == "open"


@dataclass(frozen=True)
class Tenant:
    """What differs between countries; nothing else in the product may."""

    code: str
    folder: Path
    kind: str
    names: Mapping[str, str]
    host: str
    languages: tuple[str, ...]
    default_language: str
    currency: str
    timezone: str
    accent: str
    accent_soft: str
    contact: Contact
    country: str | None = None
    area_source: str = ""
    eligibility: tuple[EligibilityVersion, ...] = ()
    retention: Retention = field(default_factory=Retention)
    sensitive: Sensitive = field(default_factory=Sensitive)
    intake: IntakeSettings = field(default_factory=IntakeSettings)
    antennas: tuple[AntennaRecord, ...] = ()
    population: tuple[TargetPopulation, ...] = ()
    practice: Practice = field(default_factory=shipped)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def is_hq(self) -> bool:
        return self.kind == "hq"

    @property
    def import_profiles(self) -> Path:
        return self.folder / "imports"

    @property
    def wording(self) -> Path:
        return self.folder / "wording"

    def eligibility_on(self, day: date) -> EligibilityVersion:
        """The rules of that day; raises LookupError when the tenant has none for it."""
        for version in self.eligibility:
            if version.covers(day):
                return version
        raise LookupError(f"{self.code} has no eligibility rules on {day}")


class TenantMistake(Exception):
    """Everything that is wrong with the tenants' files, so that nothing starts half-configured."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in self.mistakes))


def tenant() -> Tenant:
    """The tenant of the current application; outside an application this raises, never guesses."""
    return cast(Tenant, current_app.extensions[EXTENSION])


def antenna_for_postal_code(of: Tenant, postal: str) -> AntennaRecord | None:
    """The open antenna whose area holds the code; None when no area does."""
    digits = postal_digits(postal, of.country or "")
    served = (a for a in of.antennas if a.is_open and any(digits in r for r in a.postal_codes))
    return next(served, None)


def asked_for(of: Tenant) -> list[str]:
    """What nobody could source yet and the tenant must still tell us, by its key."""
    found = [] if of.contact.phone else ["contact.phone"]
    if of.is_hq:
        return found
    years = {"mentee_years": of.retention.mentee_years, "mentor_years": of.retention.mentor_years}
    found += [f"retention.{key}" for key, value in years.items() if value is None]
    found += [f"antennas.{a.code}.opened_on" for a in of.antennas if a.is_open and not a.opened_on]
    return found + populations.asked_for(of.population, {a.code: a.is_open for a in of.antennas})


def load_tenants(root: Path, without: Collection[str] = ()) -> dict[str, Tenant]:
    """All tenants by code, in that order; raises `TenantMistake` with all the mistakes.

    Those of `without` are not looked at: what is wrong with them is no reason to stop the others.
    """
    found: dict[str, Tenant] = {}
    mistakes: list[Mistake] = []
    for folder in (folder for folder in folders(root) if folder.name not in without):
        try:
            found[folder.name] = load_tenant(folder)
        except TenantMistake as mistake:
            mistakes += (one for one in mistake.mistakes if one not in mistakes)
    mistakes += same_host_twice([(one.folder, one.host) for one in found.values()])
    if not found and not mistakes:
        mistakes.append(Mistake(str(root), "tenants", None, "needs the folder of one at least"))
    if mistakes:
        raise TenantMistake(mistakes)
    return found


def load_tenant(folder: Path) -> Tenant:
    """One tenant; raises `TenantMistake` with everything that is wrong in its folder."""
    facts, rows, mistakes = read_folder(folder)
    languages, is_country = facts.get("languages", ()), facts.get("kind") == "country"
    practice, more = read_practice(folder, languages, with_own=is_country)
    if mistakes + more:
        raise TenantMistake(mistakes + more)
    facts |= {
        name: made(**facts[name])
        for name, made in (
            ("contact", Contact),
            ("retention", Retention),
            ("sensitive", Sensitive),
            ("intake", IntakeSettings),
        )
        if name in facts
    }
    facts["names"] = MappingProxyType(facts["names"])
    facts["eligibility"] = tuple(_eligibility(**one) for one in facts.get("eligibility", ()))
    antennas = tuple(_antenna(row) for row in rows)
    return Tenant(code=folder.name, folder=folder, antennas=antennas, practice=practice, **facts)


def _eligibility(mentee: Any, mentor: Any, **facts: Any) -> EligibilityVersion:
    return EligibilityVersion(mentee=MenteeRules(**mentee), mentor=MentorRules(**mentor), **facts)


def _antenna(row: dict[str, Any]) -> AntennaRecord:
    names = {key.removeprefix("name_"): row[key] for key in row if key.startswith("name_")}
    facts = {key: value for key, value in row.items() if not key.startswith("name_")}
    return AntennaRecord(names=MappingProxyType(names), **facts)
