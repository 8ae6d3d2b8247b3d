"""What can be done to a text in one language: write, take over changes, submit, review."""

from typing import Any

from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.viewer import viewer
from app.library import queries, rules
from app.library.models import Module, ModuleText, TextState

NOTHING: dict[str, Any] = {"summary": "", "objectives": [], "body": "", "quiz": []}


def write_text(
    *, module: Module, language: str, version: int, in_line_with: str | None = None, **content: Any
) -> ModuleText:
    """Write or change a text; one that was reviewed is a draft again.

    `version` is the one that was shown, 0 when there was none. `in_line_with` is the digest of the
    source that the translation now says the same as; the first time it has to be given.
    Raises `Refused` when somebody else was faster, also in the source.
    """
    return put_text(
        module,
        language,
        NOTHING | content,
        seen=(version, in_line_with),
        event="module.text_written",
    )


def put_text(
    module: Module,
    language: str,
    content: dict[str, Any],
    *,
    seen: tuple[int, str | None],
    event: str,
) -> ModuleText:
    """As `write_text`; `event` says which way the words came in."""
    version, in_line_with = seen
    text = module.text_in(language)
    refuse_if(rules.against_older(text.version if text else 0, version))
    if language != module.source_language:
        refuse_if(rules.against_taking_over(module.source, in_line_with))
    if text is None:
        text = ModuleText(module=module, language=language)
        in_line_with = in_line_with or (module.source.source_digest if module.source else None)
    for name in rules.CONTENT:
        setattr(text, name, content[name])
    if language == module.source_language:
        text.source_digest = rules.digest_of(rules.content_of(text))
    elif in_line_with:
        _bring_in_line(text, module)
    if text.id is None or events.changed_fields(text):
        _begin_again(text)
        db.session.add(text)
        db.session.flush()
        events.record(event, text, slug=module.slug, language=language)
    return text


def take_over_changes(*, text: ModuleText, seen: str) -> ModuleText:
    """Say that this translation is in line with its source again, without a change of its words.

    What had been reviewed waits for a review again. Raises `Refused` when the source moved on.
    """
    source = text.module.source
    refuse_if([] if rules.is_behind(text, source) else [rules.NOT_BEHIND])
    refuse_if(rules.against_taking_over(source, seen))
    was = text.state
    _bring_in_line(text, text.module)
    _begin_again(text)
    if was != TextState.DRAFT:
        text.state = TextState.SUBMITTED
    events.record("module.text_aligned", text, slug=text.module.slug, language=text.language)
    return text


def submit_text(text: ModuleText) -> ModuleText:
    """Ask for a review. Raises `Refused` with all that is missing."""
    module = text.module
    refuse_if(rules.against_submitting(text, module.source, module.files))
    text.state = TextState.SUBMITTED
    events.record("module.text_submitted", text, slug=module.slug, language=text.language)
    return text


def review_text(*, text: ModuleText, version: int, decision: str, remark: str = "") -> ModuleText:
    """`decision` is `approve` or `send_back`. Raises `Refused` for who wrote in it."""
    refuse_if(rules.against_older(text.version, version))
    refuse_if(against_reviewing(text))
    approved = decision == "approve"
    text.state = TextState.REVIEWED if approved else TextState.DRAFT
    if approved:
        text.reviewed_by, text.reviewed_at = viewer().user_id, clock.now()
    name = "module.text_reviewed" if approved else "module.text_sent_back"
    about = {"slug": text.module.slug, "language": text.language}
    events.record(name, text, **about, **({"remark": remark} if remark else {}))
    return text


def against_reviewing(text: ModuleText) -> Any:
    """All that stands against a review by who looks at it now."""
    return rules.against_reviewing(text, viewer().user_id, queries.writers_of(text))


def _bring_in_line(text: ModuleText, module: Module) -> None:
    source = module.source
    if source is not None:
        text.source_digest = source.source_digest
        text.source_snapshot = rules.content_of(source)


def _begin_again(text: ModuleText) -> None:
    text.state = TextState.DRAFT
    text.written_by, text.written_at = viewer().user_id, clock.now()
    text.reviewed_by = text.reviewed_at = None
