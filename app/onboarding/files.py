"""The folder of a new country: made beside its place and put there in one go, or, where one is
there already, completed file by file. What is there is never overwritten."""

import json
import secrets
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app.core import practice_files
from app.core.i18n import language_itself
from app.onboarding.answers import Template

APART = frozenset({"tenant.toml", "country.toml", *practice_files.FILES})
"""What is not copied: what a file is made from, and what a country's own file is laid over."""
BY_LANGUAGE = ("imports", "wording")
HEAD = ("kind", "host", "languages", "default_language", "country", "currency", "timezone")
COLOURS = ("accent", "accent_soft")
KINDS = ("mentees", "mentors", "duos")
VALUES = (
    "yes_no",
    "gender",
    "labour_status",
    "goal",
    "function_level",
    "state",
    "end_reason",
    "situation",
    "contract",
    "language_level",
)


def contents(facts: Mapping[str, Any], antennas: Path | None, template: Template) -> dict[str, str]:
    """Every file of the folder by its path in it; no `tenant.toml` where one is kept."""
    found = {"tenant.toml": tenant_toml(facts, template)} if "contact" in facts else {}
    if antennas is not None:
        found["antennas.csv"] = antennas.read_text(encoding="utf-8-sig")
    languages = facts["languages"]
    for path in _of_the_template(template.folder, languages):
        found[str(path)] = (template.folder / path).read_text(encoding="utf-8")
    for language in languages:
        found.setdefault(f"imports/{language}.toml", words_to_fill_in(language))
    return found


def tenant_toml(facts: Mapping[str, Any], template: Template) -> str:
    """What was answered, then the rules as headquarters proposes them."""
    contact, names = facts.get("contact", {}), facts["names"]
    title = names.get("en") or names[facts["default_language"]]
    lines = [
        f"# {title}. Read and checked at start: a mistake names file, key and what is allowed.",
        *_pairs(facts, (*HEAD, *COLOURS)),
        "",
        "[names]",
        *_pairs(names, names),
        "",
    ]
    if "phone" not in contact:
        lines.append("# The telephone is not known yet: the national team fills it in.")
    lines += ["[contact]", *_pairs(contact, contact), "", template.rules.strip()]
    return "\n".join(lines) + "\n"


def words_to_fill_in(language: str) -> str:
    """The words of spreadsheets in a language that the template has none for."""
    parts = [*(f"headers.{kind}" for kind in KINDS), *(f"values.{name}" for name in VALUES)]
    return "\n".join(
        [
            f"# What the teams write in {language_itself(language)}: names of columns and values,",
            "# to be filled in like those of the other languages, which are understood meanwhile.",
            f'language = "{language}"',
            "",
            *(f"[{part}]" for part in parts),
            "",
        ]
    )


def missing_files(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    return [path for path in wanted if not (folder / path).exists()]


def write_folder(folder: Path, wanted: Mapping[str, str]) -> list[str]:
    """What was written. A folder that is not there appears whole or not at all."""
    for stale in folder.parent.glob(f".{folder.name}-*"):
        shutil.rmtree(stale)
    missing = missing_files(folder, wanted)
    if folder.exists():
        for path in missing:
            _write(folder / path, wanted[path])
        return missing
    draft = folder.parent / f".{folder.name}-{secrets.token_hex(4)}"
    for path in missing:
        _write(draft / path, wanted[path])
    (draft / "wording").mkdir(exist_ok=True)
    draft.rename(folder)
    return missing


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}-{secrets.token_hex(4)}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _of_the_template(folder: Path, languages: list[str]) -> Iterator[Path]:
    """All but what is apart, and of what is kept by language only the country's languages."""
    for file in sorted(folder.rglob("[!.]*")):
        path = file.relative_to(folder)
        if file.is_file() and str(path) not in APART and path.suffix != ".mo":
            found = _language_of(path)
            yield from [path] if found is None or found in languages else []


def _language_of(path: Path) -> str | None:
    """Of `imports/es.toml` and of `wording/es/LC_MESSAGES/messages.po`; None of all others."""
    if path.parts[0] not in BY_LANGUAGE or path.stem == "profile":
        return None
    return path.stem if len(path.parts) == 2 else path.parts[1]


def _pairs(facts: Mapping[str, Any], keys: Any) -> list[str]:
    return [f"{key} = {_toml(facts[key])}" for key in keys]


def _toml(value: Any) -> str:
    """A text or a list of texts; TOML writes both as JSON does."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
