"""What stands against a new country: everything at once, before anything is written."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, validate
from sqlalchemy import create_engine, func, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from app.accounts.models import User
from app.core import engines, joining
from app.core.config import SettingsMistake, read_settings
from app.core.engines import WrongOwner
from app.core.tenancy import Tenant, TenantMistake, load_tenant
from app.core.tenant_files import CODE, RESERVED, Mistake, checked, folders, read_antennas
from app.core.tenant_schemas import CountrySchema
from app.core.toml_lines import line_of, line_of_syntax
from app.onboarding.answers import (
    FIELDS,
    Given,
    Template,
    completed,
    country_in,
    name_of_admin,
    place_of,
    words_of,
    zones_of,
)

KEPT = ("default_language", "country", "currency", "timezone", "host", "accent")
LONGEST_EMAIL = 254


@dataclass
class Plan:
    """What a run would do: the facts of the country, or the mistakes that stand against it."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)
    antennas: Path | None = None
    admin: str = ""
    admin_name: str = ""
    mistakes: list[Mistake] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Surroundings:
    """The tenants there are, and where all this is kept."""

    tenants: Path
    instance: Path
    template: Template

    def folder(self, code: str) -> Path:
        return self.tenants / code

    def others(self, code: str) -> list[Tenant]:
        """Every other tenant whose folder can be read, suspended and half-way ones too."""
        found = []
        for folder in folders(self.tenants):
            try:
                found += [load_tenant(folder)] if folder.name != code else []
            except TenantMistake:
                continue
        return found


def plan(code: str, given: Given, around: Surroundings) -> Plan:
    """What would be done for these answers, with every mistake in them."""
    made = Plan(code, antennas=_path(given.get("antennas")))
    others = around.others(code)
    made.mistakes += _against_code(code, others, around)
    made.mistakes += _against_unknown(given)
    folder = around.folder(code) if not made.mistakes else None
    if folder is not None and (folder / "tenant.toml").exists():
        _keep(made, given, folder)
    else:
        taken = {other.accent for other in others}
        spelled = code if CODE.fullmatch(code) else "country"  # what follows from it is no mistake
        made.facts = completed(spelled, given, around.template, taken)
        made.mistakes += _against_facts(made.facts, given, around.template)
    made.mistakes += _against_host(made.facts, given, others)
    made.mistakes += _against_antennas(made, given, folder)
    made.admin = str(given.get("admin") or "")
    made.admin_name = str(given.get("admin_name") or name_of_admin(made.admin))
    made.mistakes += _against_admin(made, given)
    return made


def _against_code(code: str, others: list[Tenant], around: Surroundings) -> Iterator[Mistake]:
    if not CODE.fullmatch(code) or code in RESERVED:
        allowed = "2 to 8 lower-case letters a-z, not " + ", ".join(sorted(RESERVED))
        yield Mistake("answers", "code", code, allowed)
        return
    if joining.account_of(around.instance, code) is None:
        if _is_lived_in(code, around):
            told = f"is a tenant here already; somebody is let in by: tandem -t {code} accounts"
            yield Mistake("answers", "code", code, f"{told} invite")
        elif _is_headquarters(around.folder(code)):
            yield Mistake("answers", "code", code, "is headquarters: tandem tenants migrate")


def _is_lived_in(code: str, around: Surroundings) -> bool:
    """Whether somebody has an account in it: a country that was only prepared may still join."""
    try:
        settings = read_settings(load_tenant(around.folder(code)), around.instance)
        engine = create_engine(engines.existing_only(settings.database_url), hide_parameters=True)
        engines.check_owner(engine, code)
        with engine.connect() as connection:
            found = connection.scalar(select(func.count(User.id)))
        engine.dispose()
    except (SettingsMistake, TenantMistake, WrongOwner, OperationalError, ProgrammingError):
        return False
    return bool(found)


def _is_headquarters(folder: Path) -> bool:
    try:
        return load_tenant(folder).is_hq
    except TenantMistake:
        return False


def _against_unknown(given: Given) -> Iterator[Mistake]:
    for key in given.get("unknown", ()):
        file, place = place_of({**given, "from_file": [key]}, key)
        yield Mistake(file, place, None, "unknown key; allowed: " + ", ".join(FIELDS))


def _keep(made: Plan, given: Given, folder: Path) -> None:
    """Files that are there already are kept; an answer that says otherwise is a mistake."""
    try:
        kept = load_tenant(folder)
    except TenantMistake as mistake:
        made.mistakes += [with_line(folder.parent, one) for one in mistake.mistakes]
        return
    made.facts = {name: getattr(kept, name) for name in (*KEPT, "languages", "names")}
    said = {name: given[name] for name in KEPT if given.get(name)}
    if given.get("languages"):
        said["languages"] = tuple(words_of(given["languages"]))
    for name, value in said.items():
        if value != made.facts[name]:
            file, place = place_of(given, name)
            allowed = f"{folder.name}/tenant.toml is kept and says {_shown(made.facts[name])}"
            made.mistakes.append(Mistake(file, place, _shown(value), allowed))
    made.notices.append(f"{folder.name}/tenant.toml is there already and is kept")


def _shown(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _against_facts(facts: Mapping[str, Any], given: Given, template: Template) -> Iterator[Mistake]:
    """By the rules that a `tenant.toml` is held to, with what the template says of the rest."""
    rules = tomllib.loads(template.rules)
    _, found = checked(CountrySchema(), {**rules, **facts}, "answers")
    for mistake in found:
        if mistake.key.partition(".")[0] in rules:
            yield replace(mistake, file=str(template.folder / "tenant.toml"))
        elif mistake.key != "default_language" or facts.get("languages"):
            file, place = place_of(given, mistake.key)
            words = _if_missing(mistake.key, facts) if mistake.value is None else ""
            allowed = f"is missing; allowed: {words}" if words else mistake.allowed
            yield replace(mistake, file=file, key=place, allowed=allowed)
    default = facts.get("default_language")
    told = any(mistake.key == "default_language" for mistake in found)
    if default and not told and default not in facts.get("languages", ()):
        file, place = place_of(given, "default_language")
        yield Mistake(file, place, default, "allowed: one of languages")


def _if_missing(key: str, facts: Mapping[str, Any]) -> str:
    zones = ", ".join(zones_of(str(facts.get("country", "")))[:4])
    return {
        "names": "the name of the country, España, or es=España for each language",
        "languages": "ISO 639 codes, the country's own language first: es,en",
        "country": "an ISO 3166 code: ES",
        "timezone": f"an IANA time zone: {zones or 'Europe/Madrid'}",
    }.get(key, "")


def _against_host(
    facts: Mapping[str, Any], given: Given, others: list[Tenant]
) -> Iterator[Mistake]:
    for other in others:
        if other.host == facts.get("host"):
            file, place = place_of(given, "host")
            yield Mistake(file, place, other.host, f"must differ from that of {other.code}")


def _against_antennas(made: Plan, given: Given, folder: Path | None) -> Iterator[Mistake]:
    """A file that is there already is kept, whatever was given."""
    kept = folder / "antennas.csv" if folder else None
    file, place = place_of(given, "antennas")
    if kept is not None and kept.exists():
        if made.antennas is not None and not _same(made.antennas, kept):
            made.notices.append(f"{made.code}/antennas.csv is kept; {made.antennas} is not used")
        return
    if made.antennas is None:
        yield Mistake(file, place, None, "is missing; a CSV file, one antenna a line")
    elif not made.antennas.is_file():
        yield Mistake(file, place, str(made.antennas), "there is no such file")
    elif {"country", "languages"} <= made.facts.keys() and _is_known(made.facts):
        _, found = read_antennas(made.antennas, {**made.facts, "kind": "country"})
        yield from (replace(one, file=str(made.antennas)) for one in found)


def _is_known(facts: Mapping[str, Any]) -> bool:
    """Whether its languages and country exist: else every line would be told of for nothing."""
    languages = facts["languages"]
    return bool(country_in("en", facts["country"])) and all(
        country_in(language, "BE") for language in languages
    )


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def _against_admin(made: Plan, given: Given) -> Iterator[Mistake]:
    file, place = place_of(given, "admin")
    allowed = "allowed: an e-mail address, of the person who is invited first"
    if not made.admin:
        yield Mistake(file, place, None, f"is missing; {allowed}")
        return
    try:
        validate.Email(error=allowed)(made.admin)
        validate.Length(max=LONGEST_EMAIL, error=allowed)(made.admin)
        validate.Length(1, 120, error="allowed: 1 to 120 characters")(made.admin_name)
    except ValidationError as error:
        yield Mistake(file, place, made.admin, str(error.messages[0]))


def _path(said: Any) -> Path | None:
    return Path(said).expanduser() if said else None


def with_line(root: Path, mistake: Mistake) -> Mistake:
    """The same mistake with the line of its key, where its file is TOML and holds it."""
    path = root / mistake.file
    if path.suffix != ".toml" or not path.is_file():
        return mistake
    text = path.read_text(encoding="utf-8", errors="replace")
    if mistake.key == "file":
        line, key = line_of_syntax(text, mistake.allowed), ""
    else:
        line, key = line_of(text, mistake.key), f" {mistake.key}"
    return replace(mistake, key=f"line {line}{key}") if line else mistake
