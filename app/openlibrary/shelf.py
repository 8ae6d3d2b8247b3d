"""What stands on the shelf: editions as a reader sees them, their pictures, where they are from."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from markupsafe import Markup
from sqlalchemy import String, func, select
from sqlalchemy.orm import selectinload

from app.core import markup
from app.core.db import db
from app.core.i18n import pick
from app.core.tenancy import tenant
from app.library import licences, queries
from app.library import metadata as learning
from app.library.models import ContentFile, Edition, EditionText
from app.openlibrary.packaging import Origin, attribution


@dataclass(frozen=True)
class Shown:
    """An edition in the language of `text`; `wanted` is the one that was asked for."""

    edition: Edition
    text: EditionText
    wanted: str

    @property
    def is_another_language(self) -> bool:
        return self.text.language != self.wanted

    @property
    def languages(self) -> list[str]:
        return [text.language for text in self.edition.texts]

    @property
    def body(self) -> Markup:
        names = self.edition.facts["files"]
        return markup.html(
            self.text.body,
            lambda name: url_for(".file", sha256=names[name]) if name in names else None,
        )

    @property
    def words(self) -> int:
        return markup.words(self.text.body)

    @property
    def licence(self) -> str:
        return licences.name_of(self.edition.facts["licence"])

    @property
    def licence_url(self) -> str | None:
        return licences.URLS.get(self.edition.facts["licence"])

    @property
    def attribution(self) -> str:
        return attribution(self.edition, origin())


def shown(edition: Edition, wanted: str) -> Shown:
    known = wanted if wanted in tenant().languages else tenant().default_language
    return Shown(edition, text_in(edition, known), known)


def text_in(edition: Edition, wanted: str) -> EditionText:
    """In that language; else in the tenant's, else in the one the module was written in."""
    by_language = {text.language: text for text in edition.texts}
    source = edition.facts["source_language"]
    found = (by_language.get(code) for code in (wanted, tenant().default_language, source))
    return next(text for text in found if text is not None)


def newest(slug: str) -> Edition | None:
    """The edition that is offered; None for what was retired or never published."""
    latest = select(func.max(Edition.number)).where(Edition.slug == slug).scalar_subquery()
    statement = (
        select(Edition)
        .where(Edition.slug == slug, Edition.number == latest, Edition.retired_at.is_(None))
        .options(selectinload(Edition.texts))
    )
    return db.session.scalars(statement).one_or_none()


def numbers_of(slug: str) -> Sequence[int]:
    """Every edition there was, the newest first."""
    found = select(Edition.number).where(Edition.slug == slug).order_by(Edition.number.desc())
    return db.session.scalars(found).all()


def contents_of(edition: Edition) -> dict[str, bytes]:
    """Its pictures and documents, by name."""
    found = queries.files_of(edition.facts["files"])
    return {name: file.content for name, file in found.items()}


def published_file(sha256: str) -> ContentFile | None:
    """None for what no edition holds, although a draft may."""
    named = Edition.facts.cast(String).contains(sha256, autoescape=True)
    published = db.session.scalars(select(Edition.facts).where(named))
    if not any(sha256 in facts["files"].values() for facts in published):
        return None
    return queries.find_file(sha256)


def origin() -> Origin:
    return Origin(pick(tenant().names), url_for("openlibrary.index", _external=True).rstrip("/"))


def metadata_of(edition: Edition) -> dict[str, Any]:
    """Every language of it as schema.org's LearningResource, in one graph."""
    here = origin()
    told = [
        learning.learning_resource(
            edition, text, url=f"{here.url}/{edition.slug}?in={text.language}", publisher=here.name
        )
        for text in edition.texts
    ]
    graph = [{key: one[key] for key in one if key != "@context"} for one in told]
    return {"@context": learning.CONTEXT, "@graph": graph}
