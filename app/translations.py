"""The catalogues: gather what code and templates say, fill in, check and compile."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import click
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from app.core.config import REPOSITORY, tenants_folder, translations_folder

LANGUAGES = ("en", "es", "fr", "nl")
"""Those the product speaks: nothing may be missing in them."""
INCOMPLETE = "incomplete"
"""The mark in the folder of a language that a country brought: what it lacks is told in the
country's default language. Taken away, the language is held to what the others are."""
ABSENT, UNTRANSLATED = "not in the catalogue", "not translated"
NOT_YET = frozenset({ABSENT, UNTRANSLATED})
METHODS = [
    ("**/data/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "lazy_pgettext": ((1, "c"), 2),
}
OPTIONS = {"**/templates/**": {"trimmed": "true", "silent": "false"}}


@click.group("translations")
def group() -> None:
    """The texts of the product in every language."""


@group.command("update")
def update_command() -> None:
    """Bring every catalogue in line with the code; English fills itself."""
    gathered = gather()
    for language in languages():
        catalog = read(language)
        catalog.update(deepcopy(gathered), no_fuzzy_matching=True)  # it takes messages as its own
        catalog.obsolete.clear()
        if language == "en":
            fill_from_code(catalog)
        write(language, catalog)


@group.command("check")
def check_command() -> None:
    """Say what is missing in which language; exit code 1 when anything is."""
    found = list(mistakes())
    for mistake in found:
        click.echo(mistake, err=True)
    for language in filter(is_incomplete, languages()):
        click.echo(f"{language}: {len(missing(language))} texts are still to be translated")
    if found:
        sys.exit(1)
    click.echo(f"{len(gather())} texts in {len(languages())} languages")


@group.command("compile")
def compile_command() -> None:
    """Make the binary catalogues, the product's and the tenants' wording; only where newer."""
    compile_all()


def gather() -> Catalog:
    """Every text of code and templates, with where it stands."""
    catalog = Catalog(project="Tandem", charset="utf-8")
    found = extract_from_dir(
        REPOSITORY / "app", METHODS, OPTIONS, KEYWORDS, comment_tags=("NOTE:",)
    )
    for file, _line, message, comments, context in found:
        catalog.add(message, None, [(f"app/{file}", 0)], auto_comments=comments, context=context)
    return catalog


def mistakes() -> Iterator[str]:
    """What is missing, empty, unsure or has other placeholders, one line each."""
    wanted = [message for message in gather() if message.id]
    for language in languages():
        catalog = read(language)
        allowed = NOT_YET if is_incomplete(language) else frozenset()
        for message in wanted:
            problem = against(catalog.get(message.id, message.context), catalog)
            if problem and problem not in allowed:
                yield f"{language}: {problem}: {_first(message.id)!r}"


def languages() -> list[str]:
    """Those of the product, and those that countries brought."""
    return sorted({*LANGUAGES, *(file.parents[1].name for file in _catalogues())})


def is_incomplete(language: str) -> bool:
    """Whether texts may be missing; never in a language of the product, whatever is marked."""
    marked = (translations_folder() / language / INCOMPLETE).exists()
    return marked and language not in LANGUAGES


def missing(language: str) -> list[str]:
    """The texts of the product, by the English catalogue, that the language does not have yet."""
    catalog = read(language)
    wanted = (message for message in read("en") if message.id)
    problems = ((m.id, against(catalog.get(m.id, m.context), catalog)) for m in wanted)
    return [_first(text) for text, problem in problems if problem]


def begin(language: str) -> bool:
    """A catalogue with every text of the product and no translation yet; False when there is one.

    The English text is the name of each; `tandem translations update` keeps the list in line.
    """
    if path(language).exists():
        return False
    catalog = Catalog(locale=language, project="Tandem", charset="utf-8")
    for message in read("en"):
        if message.id:
            catalog.add(message.id, None, context=message.context, locations=message.locations)
    write(language, catalog)
    note = "Texts may be missing; remove this file once they are all translated and reviewed.\n"
    (translations_folder() / language / INCOMPLETE).write_text(note, encoding="utf-8")
    return True


def against(message: Message | None, catalog: Catalog) -> str | None:
    """Why a text cannot be shown in this language; None when it can."""
    if message is None:
        return ABSENT
    plurals = len(message.string or ()) if message.pluralizable else catalog.num_plurals
    if not _is_filled(message) or plurals != catalog.num_plurals:
        return UNTRANSLATED
    if message.fuzzy:
        return "not sure"
    errors = list(message.check(catalog))
    return f"{errors[0]}" if errors else None


def _is_filled(message: Message) -> bool:
    text = message.string
    return all(text) if isinstance(text, tuple | list) else bool(text)


def compile_all() -> None:
    for source in sources():
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.parents[1].name)
        for message in [one for one in catalog if one.id and not _is_filled(one)]:
            catalog.delete(message.id, message.context)  # else plurals would be English
        with target.open("wb") as file:
            write_mo(file, catalog)


def sources() -> list[Path]:
    """The catalogues of the product and the wording of each tenant."""
    product = _catalogues()
    wording = tenants_folder().glob("*/wording/*/LC_MESSAGES/*.po")
    return sorted([*product, *wording])


def _catalogues() -> Iterator[Path]:
    return translations_folder().glob("*/LC_MESSAGES/*.po")


def path(language: str) -> Path:
    return translations_folder() / language / "LC_MESSAGES" / "messages.po"


def read(language: str) -> Catalog:
    """The catalogue, or an empty one where there is none yet."""
    if not path(language).exists():
        return Catalog(locale=language, project="Tandem", charset="utf-8")
    with path(language).open("rb") as file:
        return read_po(file, locale=language)


def write(language: str, catalog: Catalog) -> None:
    path(language).parent.mkdir(parents=True, exist_ok=True)
    with path(language).open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, include_lineno=False)


def fill_from_code(catalog: Catalog) -> None:
    """The code speaks English, so a text that is not worded otherwise is its own translation."""
    for message in catalog:
        if not message.id:
            continue
        if isinstance(message.id, tuple | list):
            if not all(message.string or ()):
                message.string = tuple(message.id)
        elif not message.string:
            message.string = message.id


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]
