"""Publishing: what was reviewed goes out as an edition, and never changes afterwards."""

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.library import rules
from app.library.models import Edition, EditionText, Module


def publish(*, module: Module, seen: str, changes: str = "") -> Edition:
    """A new edition of all that is reviewed and in line with its source.

    `seen` is the digest of what was shown as going out. Raises `Refused` with all the reasons.
    """
    texts, facts = rules.going_out(module), rules.facts_of(module)
    digest = rules.edition_digest(facts, texts)
    refuse_if(rules.against_publishing(module))
    refuse_if([] if digest == seen else [rules.CHANGED_MEANWHILE])
    latest = module.latest
    edition = Edition(
        module=module,
        slug=module.slug,
        number=latest.number + 1 if latest else 1,
        facts=facts,
        changes=changes,
        digest=digest,
        published_at=clock.now(),
        published_by=viewer().user_id,
        texts=[EditionText(language=text.language, **rules.content_of(text)) for text in texts],
    )
    db.session.add(edition)
    languages = [text.language for text in texts]
    about = {"slug": module.slug, "number": edition.number, "languages": languages}
    events.record("module.published", module, **about)
    return edition


def would_publish(module: Module) -> str:
    """The digest of what `publish` would take now."""
    return rules.edition_digest(rules.facts_of(module), rules.going_out(module))
