"""A module as somebody reads it: in their language, or in another one, and then saying so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from app.core import markup
from app.core.i18n import language
from app.core.tenancy import tenant
from app.training.models import TrainingModule


@dataclass(frozen=True)
class Told:
    """One language of a module; `wanted` is the one that was asked for."""

    language: str
    wanted: str
    title: str
    summary: str
    objectives: list[str]
    body: str
    quiz: list[dict[str, Any]]

    @property
    def is_fallback(self) -> bool:
        return self.language != self.wanted


@dataclass(frozen=True)
class OwnWords:
    """What the country added, with the language it stands in."""

    language: str
    text: str


def told(module: TrainingModule, wanted: str | None = None) -> Told:
    """In `wanted` or the reader's language; else in the tenant's, the source's, or any.

    One that headquarters has not filled yet has only a title, read off its name.
    """
    wanted = wanted or language()
    known = {code: text for code, text in module.texts.items() if text.get("title")}
    found = next((code for code in _preferred(module, wanted) if code in known), None)
    text: Mapping[str, Any] = known[found] if found else {"title": _from_slug(module.slug)}
    return Told(
        language=found or wanted,
        wanted=wanted,
        title=text["title"],
        summary=text.get("summary") or "",
        objectives=list(text.get("objectives") or ()),
        body=text.get("body") or "",
        quiz=[question for question in text.get("quiz") or () if question.get("options")],
    )


def title_of(module: TrainingModule, wanted: str | None = None) -> str:
    return told(module, wanted).title


def languages_of(module: TrainingModule) -> list[str]:
    """Those the module can be read in, the tenant's own first, in their order."""
    own = [code for code in tenant().languages if code in module.texts]
    return own + sorted(set(module.texts) - set(own))


def own_words(words: Mapping[str, str], wanted: str | None = None) -> OwnWords | None:
    """The country's introduction or examples; None when it wrote none."""
    for code in (wanted or language(), tenant().default_language, *words):
        if words.get(code):
            return OwnWords(code, words[code])
    return None


def page_of(module: TrainingModule, text: str, file_url: Any) -> Markup:
    """Markdown as HTML; `file_url` makes the address of a file by its digest."""
    files: Mapping[str, str] = module.facts.get("files") or {}
    return markup.html(text, lambda name: file_url(files[name]) if name in files else None)


def hours_of(module: TrainingModule) -> float:
    """How many hours following it counts for, when nothing else was noted."""
    return round(int(module.facts.get("minutes") or 0) / 60, 2)


def _preferred(module: TrainingModule, wanted: str) -> list[str]:
    source = str(module.facts.get("source_language") or "en")
    return [wanted, tenant().default_language, source, "en", *sorted(module.texts)]


def _from_slug(slug: str) -> str:
    return slug.replace("-", " ").capitalize()
