"""What a module is, as machines read it: schema.org's LearningResource (LRMI) as JSON-LD.

Source: https://schema.org/LearningResource and https://schema.org/CreativeWork.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from app.library import licences
from app.library.models import Audience, Edition, EditionText

CONTEXT = "https://schema.org"
ROLES = {
    Audience.MENTOR: "mentor",
    Audience.MENTEE: "student",
    Audience.STAFF: "professional",
}
"""schema.org's educationalRole of those it is for."""


def learning_resource(
    edition: Edition, text: EditionText, *, url: str | None = None, publisher: str | None = None
) -> dict[str, Any]:
    """One language of an edition. What is not known is left out, never invented."""
    facts = edition.facts
    known: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "LearningResource",
        "@id": url,
        "url": url,
        "identifier": edition.slug,
        "version": str(edition.number),
        "name": text.title,
        "description": text.summary,
        "inLanguage": text.language,
        "learningResourceType": kinds_of(text),
        "educationalLevel": facts["level"],
        "teaches": list(text.objectives),
        "timeRequired": f"PT{facts['minutes']}M",
        "audience": [_audience(code) for code in facts["audience"]],
        "license": licences.URLS.get(facts["licence"], facts["licence"]),
        "isAccessibleForFree": True,
        "isBasedOn": [work(one) for one in facts["based_on"]],
        "citation": [work(one) for one in facts["sources"]],
        "datePublished": edition.published_at.date().isoformat(),
        "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
    }
    if text.language != facts["source_language"]:
        known["translationOfWork"] = {
            "@type": "LearningResource",
            "identifier": edition.slug,
            "inLanguage": facts["source_language"],
        }
    return _filled(known)


def as_text(known: Mapping[str, Any]) -> str:
    """As it is written to a file: the names and words of people stay readable."""
    return json.dumps(known, ensure_ascii=False, indent=2)


def kinds_of(text: EditionText) -> list[str]:
    return ["Module", *(["Quiz"] if text.quiz else [])]


def work(one: Mapping[str, Any]) -> dict[str, Any]:
    """A source or a work that went in, as schema.org names it."""
    author = one.get("author")
    licence = one.get("licence")
    return _filled(
        {
            "@type": "CreativeWork",
            "name": one["title"],
            "author": {"@type": "Thing", "name": author} if author else None,
            "url": one.get("url"),
            "license": licences.URLS.get(licence, licence) if licence else None,
        }
    )


def _audience(code: str) -> dict[str, str]:
    role = ROLES.get(Audience(code), code)
    return {"@type": "EducationalAudience", "educationalRole": role, "audienceType": code}


def _filled(known: Mapping[str, Any]) -> dict[str, Any]:
    empty: Sequence[Any] = (None, "", [])
    return {name: value for name, value in known.items() if value not in empty}
