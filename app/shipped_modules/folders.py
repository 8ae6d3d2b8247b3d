"""Modules as folders of data: `module.toml`, a Markdown file for each language, pictures.

Everything that is wrong in them is told at once: the file, the key, what stands there, what may.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from app.core.tenant_fields import Listed, Part, one_of, text, told, whole, yes_or_no
from app.core.tenant_files import Mistake, checked
from app.library import files, licences, rules
from app.library.labels import LEVELS
from app.library.limits import BODY, LINE, MINUTES, OBJECTIVE, POSITION, SLUG, SUMMARY, TITLE
from app.library.models import Audience

MARK = "+++"
FACTS, ENDING = "module.toml", ".md"
AN_ADDRESS = "allowed: an address, https://example.org"
A_LICENCE = "allowed: " + ", ".join(licences.NAMES)


@dataclass(frozen=True)
class Shipped:
    """A module as its folder says it: `texts` by language, `files` by name."""

    slug: str
    facts: dict[str, Any]
    texts: dict[str, dict[str, Any]]
    files: dict[str, bytes] = field(default_factory=dict)


class ShippedMistakes(Exception):
    """Everything that is wrong in the folders, so that nothing is taken half."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(str(mistake) for mistake in mistakes))


class WorkSchema(Part):
    """What the module refers to or was made of; `licence` is of what was taken into it."""

    title = text("allowed: 1 to 300 characters")
    author = fields.String(validate=validate.Length(0, LINE), load_default="", **told("a text"))
    url = fields.URL(schemes={"https", "http"}, load_default="", **told(AN_ADDRESS))
    licence = fields.String(
        validate=validate.OneOf(["", *licences.NAMES], error=A_LICENCE),
        load_default="",
        **told(A_LICENCE),
    )


class BasisSchema(WorkSchema):
    """What the module was made of: its licence is needed."""

    licence = one_of(list(licences.NAMES), A_LICENCE)


class FactsSchema(Part):
    position = whole(1, POSITION)
    audience = Listed([str(code) for code in Audience], required=True)
    level = one_of(list(LEVELS), "allowed: " + ", ".join(LEVELS))
    minutes = whole(5, MINUTES)
    licence = one_of(licences.OFFERED, "allowed: " + ", ".join(licences.OFFERED))
    compulsory = yes_or_no()
    sources = fields.List(fields.Nested(WorkSchema), load_default=list, **told("[[sources]]"))
    based_on = fields.List(fields.Nested(BasisSchema), load_default=list, **told("[[based_on]]"))

    def __init__(self, languages: Sequence[str]) -> None:
        words = "allowed: " + ", ".join(languages)
        super().__init__()
        self.fields["source_language"] = self.load_fields["source_language"] = one_of(
            languages, words
        )


class OptionSchema(Part):
    text = text("allowed: 1 to 300 characters")
    right = yes_or_no()


class QuestionSchema(Part):
    question = text("allowed: 1 to 300 characters")
    explanation = fields.String(load_default="", **told("allowed: a text"))
    options = fields.List(fields.Nested(OptionSchema), required=True, **told("a list of options"))

    @validates_schema
    def can_be_answered(self, data: Mapping[str, Any], **kwargs: Any) -> None:
        if len(data["options"]) < 2 or not any(option["right"] for option in data["options"]):
            raise ValidationError("allowed: two options at least, one of them right", "options")


class FrontSchema(Part):
    """What stands above a text."""

    title = text(f"allowed: 1 to {TITLE} characters", longest=TITLE)
    summary = text(f"allowed: 1 to {SUMMARY} characters", longest=SUMMARY)
    objectives = fields.List(
        text(f"allowed: 1 to {OBJECTIVE} characters", longest=OBJECTIVE),
        required=True,
        validate=validate.Length(1, error="one at least"),
        **told("allowed: a list of sentences"),
    )
    quiz = fields.List(fields.Nested(QuestionSchema), load_default=list, **told("[[quiz]]"))


def read_folders(root: Path, languages: Sequence[str]) -> list[Shipped]:
    """The modules in the folders of `root`. Raises `ShippedMistakes` with everything wrong."""
    mistakes: list[Mistake] = []
    folders = sorted(path for path in root.glob("[!._]*") if path.is_dir())
    found = [Folder(path, languages, mistakes).read() for path in folders]
    if mistakes:
        raise ShippedMistakes(mistakes)
    return [one for one in found if one is not None]


class Folder:
    """Reads one folder; what is wrong in it is added to `mistakes`."""

    def __init__(self, path: Path, languages: Sequence[str], mistakes: list[Mistake]) -> None:
        self.path, self.languages, self.mistakes = path, languages, mistakes

    def read(self) -> Shipped | None:
        before = len(self.mistakes)
        self._check_slug()
        facts = self._facts()
        texts = {path.stem: self._text(path) for path in sorted(self.path.glob(f"*{ENDING}"))}
        held = self._files()
        if len(self.mistakes) > before or facts is None:
            return None
        self._check_whole(facts, texts, held)
        return Shipped(self.path.name, facts, texts, held)

    def wrong(self, file: str, key: str, value: object, allowed: str) -> None:
        self.mistakes.append(Mistake(f"{self.path.name}/{file}", key, value, allowed))

    def _check_slug(self) -> None:
        if not SLUG.fullmatch(self.path.name):
            self.wrong("", "name", self.path.name, "allowed: lower-case letters, digits, hyphens")

    def _facts(self) -> dict[str, Any] | None:
        raw = self._toml(FACTS, self._words(self.path / FACTS))
        if raw is None:
            return None
        facts, wrong = checked(FactsSchema(self.languages), raw, f"{self.path.name}/{FACTS}")
        self.mistakes += wrong
        if not wrong:
            facts["audience"] = sorted(facts["audience"])
            works = [*facts["sources"], *facts["based_on"]]
            for reason in licences.against_licence(facts["licence"], works):
                self.wrong(FACTS, "licence", facts["licence"], str(reason.text))
        return facts

    def _text(self, path: Path) -> dict[str, Any]:
        if path.stem not in self.languages:
            allowed = "a file for each of: " + ", ".join(self.languages)
            self.wrong(path.name, "language", path.stem, allowed)
        words = self._words(path)
        if words is None:
            return {}
        before, front, body = [*words.split(MARK, 2), "", ""][:3]
        if before.strip() or not front:
            self.wrong(path.name, "file", None, f"must begin with TOML between two lines of {MARK}")
        raw = self._toml(path.name, front)
        if raw is None:
            return {}
        told_of, wrong = checked(FrontSchema(), raw, f"{self.path.name}/{path.name}")
        self.mistakes += wrong
        if not 0 < len(body.strip()) <= BODY:
            self.wrong(path.name, "body", None, f"allowed: 1 to {BODY} characters of Markdown")
        return {**told_of, "body": body.strip()}

    def _words(self, path: Path) -> str | None:
        try:
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.wrong(path.name, "file", None, "is missing")
        except UnicodeDecodeError as error:
            self.wrong(path.name, "file", None, f"must be UTF-8 text: {error.reason}")
        return None

    def _toml(self, file: str, words: str | None) -> dict[str, Any] | None:
        try:
            return None if words is None else tomllib.loads(words)
        except tomllib.TOMLDecodeError as error:
            self.wrong(file, "file", None, f"must be TOML: {error}")
            return None

    def _files(self) -> dict[str, bytes]:
        others = (p for p in self.path.iterdir() if p.suffix != ENDING and p.name != FACTS)
        found = {path.name: path.read_bytes() for path in sorted(others) if path.is_file()}
        for name, content in found.items():
            try:
                if files.name_of(name, files.media_type_of(content)) != name:
                    self.wrong(name, "name", name, "allowed: lower-case letters, digits, hyphens")
            except files.WrongFile as wrong:
                self.wrong(name, "file", None, str(wrong))
        return found

    def _check_whole(self, facts: Mapping[str, Any], texts: Mapping[str, Any], held: Any) -> None:
        if facts["source_language"] not in texts:
            self.wrong(
                f"{facts['source_language']}{ENDING}", "file", None, "is missing: the source"
            )
        for language, said in texts.items():
            for reason in rules.against_pictures(said["body"], held):
                self.wrong(f"{language}{ENDING}", "body", None, str(reason.text))
