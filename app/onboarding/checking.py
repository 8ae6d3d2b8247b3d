"""Every mistake in the data of countries at once, and what nobody could fill in yet."""

import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po

from app import translations
from app.core import country_files
from app.core.tenancy import Tenant, TenantMistake, asked_for, load_tenant
from app.core.tenant_files import Mistake, folders, same_host_twice
from app.lists.profiles import check_folder
from app.onboarding.funding import FILE as FUNDING
from app.onboarding.funding import still_asked
from app.onboarding.planning import with_line
from app.reactions import COUNTRY_FILES
from app.schemes.files import read_file
from app.volunteer_caps import files as expenses_file

PLACEHOLDER = ".example"
"""Ends the addresses that a country was given for lack of its own."""


@dataclass
class Findings:
    codes: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)
    asked_for: list[str] = field(default_factory=list)


def check(root: Path, codes: Collection[str] = ()) -> Findings:
    """Of these tenants, or of all there are."""
    known = {folder.name: folder for folder in folders(root)}
    found = Findings([*codes] or [*known])
    read: list[Tenant] = []
    for folder in known.values():
        mistakes, tenant = _read(folder)
        read += [tenant] if tenant else []
        if folder.name in found.codes:
            found.mistakes += mistakes
            found.asked_for += [f"{folder.name}/{line}" for line in _asked(folder, tenant)]
    twice = same_host_twice([(one.folder, one.host) for one in read])
    found.mistakes += [one for one in twice if one.file.partition("/")[0] in found.codes]
    found.mistakes += [
        Mistake(f"{code}/", "folder", None, "there is none")
        for code in found.codes
        if code not in known
    ]
    found.mistakes = [with_line(root, mistake) for mistake in found.mistakes]
    return found


def _read(folder: Path) -> tuple[list[Mistake], Tenant | None]:
    """All that is wrong in a folder; the tenant where its own files can be read."""
    mistakes: list[Mistake] = []
    tenant: Tenant | None = None
    try:
        tenant = load_tenant(folder)
    except TenantMistake as mistake:
        mistakes += mistake.mistakes
    for look in CHECKS:
        mistakes += look(folder)
    if tenant is None:
        mistakes += read_file(folder)[1]
    else:
        mistakes += country_files.against(tenant, COUNTRY_FILES)
    return mistakes, tenant


def _against_imports(folder: Path) -> Iterator[Mistake]:
    if not (folder / "imports").exists():
        return
    try:
        check_folder(folder / "imports")
    except TenantMistake as mistake:
        yield from mistake.mistakes


def _against_wording(folder: Path) -> Iterator[Mistake]:
    """Words for a text the product does not have would never be read."""
    product: Catalog | None = None
    for file in sorted(folder.glob("wording/*/LC_MESSAGES/*.po")):
        product = product or translations.read("en")
        yield from _against_catalogue(file, str(file.relative_to(folder.parent)), product)


def _against_catalogue(file: Path, name: str, product: Catalog) -> Iterator[Mistake]:
    try:
        with file.open("rb") as source:
            own = read_po(source, locale=file.parents[1].name, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        yield Mistake(name, "file", None, f"must be a catalogue in UTF-8: {error}")
        return
    for message in (message for message in own if message.id):
        first = message.id if isinstance(message.id, str) else message.id[0]
        place = f"line {message.lineno} {first!r}"
        if product.get(message.id, message.context) is None:
            yield Mistake(name, place, None, "is no text of the product")
        elif problem := translations.against(message, own):
            yield Mistake(name, place, None, problem)


def _asked(folder: Path, tenant: Tenant | None) -> Iterator[str]:
    """What is empty, by file and key."""
    if tenant is None:
        return
    yield from (f"{_file_of(key)}: {key}" for key in asked_for(tenant))
    for key, value in (
        ("contact.email", tenant.contact.email),
        ("contact.url", tenant.contact.url),
    ):
        if value.endswith(PLACEHOLDER):
            yield f"tenant.toml: {key}: {value} is a placeholder"
    yield from (f"{FUNDING}: {words}" for words in still_asked(_toml(folder / FUNDING)))
    if not tenant.is_hq:
        said = expenses_file.read(tenant)[0]
        yield from (f"{expenses_file.FILE}: {one}" for one in expenses_file.asked_for(said))
    for language in tenant.languages:
        words = _toml(folder / "imports" / f"{language}.toml")
        if not tenant.is_hq and not any(words.get("headers", {}).values()):
            yield f"imports/{language}.toml: names of columns in this language"
        if translations.is_incomplete(language):
            number = len(translations.missing(language))
            yield f"tenant.toml: languages: {number} texts are not yet translated into {language}"


def _file_of(key: str) -> str:
    return {"antennas": "antennas.csv", "population": "population.toml"}.get(
        key.partition(".")[0], "tenant.toml"
    )


def _toml(file: Path) -> Mapping[str, Any]:
    """Empty where there is none or it cannot be read; that is told as a mistake."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


CHECKS: tuple[Callable[[Path], Iterator[Mistake]], ...] = (
    _against_imports,
    _against_wording,
)
"""What is looked at in a country's folder besides `tenant.toml`, `antennas.csv` and what is read
with them."""
