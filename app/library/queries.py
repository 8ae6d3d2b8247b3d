"""Every question to the library: modules as they are written, editions as they went out."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased, immediateload, selectinload

from app.accounts.models import User
from app.core.db import db, has_code
from app.core.events import Event
from app.core.listing import Listing
from app.library import comparing, rules
from app.library.models import ContentFile, Edition, Module, ModuleText, TextState
from app.library.rules import Status

STATES: Mapping[str, Any] = {
    "published": Module.retired_at.is_(None) & Module.editions.any(),
    "unpublished": Module.retired_at.is_(None) & ~Module.editions.any(),
    "retired": Module.retired_at.is_not(None),
}
SORTS = {
    "position": (Module.position, Module.id),
    "slug": (Module.slug,),
    "minutes": (Module.minutes, Module.id),
}
WRITINGS = ("module.text_written", "module.text_imported", "module.text_aligned")


def all_modules(languages: Sequence[str], asked: Mapping[str, str]) -> Listing:
    """Filtered by `q`, `state`, `audience`, `language` and `work`.

    `work` is a status that the language (any of `languages`, unless one is named) has to be in.
    """
    in_state = STATES.get(asked.get("state", ""), Module.retired_at.is_(None))
    statement = with_texts(select(Module)).where(in_state)
    if asked.get("q"):
        statement = statement.where(_named(asked["q"]))
    if asked.get("audience"):
        statement = statement.where(has_code(Module.audience, asked["audience"]))
    work, language = asked.get("work", ""), asked.get("language", "")
    if work in set(Status):
        wanted = [language] if language in languages else languages
        statement = statement.where(or_(*(in_status(code, Status(work)) for code in wanted)))
    elif language in languages:
        statement = statement.where(Module.texts.any(ModuleText.language == language))
    return Listing(statement, sorts=SORTS, filters=asked)


def with_texts(statement: Select[Any]) -> Select[Any]:
    """A text holds on to its module: found in memory, it is not asked for again."""
    texts = selectinload(Module.texts).options(immediateload(ModuleText.module))
    return statement.options(texts, selectinload(Module.editions))


def _named(q: str) -> ColumnElement[bool]:
    """By a part of its title or summary in any language, or of its address."""
    said = [
        column.icontains(q, autoescape=True) for column in (ModuleText.title, ModuleText.summary)
    ]
    found: ColumnElement[bool] = Module.texts.any(or_(*said))
    return Module.slug.icontains(q, autoescape=True) | found


def in_status(language: str, status: Status) -> ColumnElement[bool]:
    """The same answer as `rules.status_of`, asked of the database."""
    source = aliased(ModuleText)
    of_source = (source.module_id == Module.id) & (source.language == Module.source_language)
    behind = (
        select(source.id)
        .where(of_source, source.source_digest.is_distinct_from(ModuleText.source_digest))
        .correlate(Module, ModuleText)
        .exists()
    )
    if status == Status.MISSING:
        return ~Module.texts.any(ModuleText.language == language)
    if status == Status.OUTDATED:
        return Module.texts.any(and_(ModuleText.language == language, behind))
    state = ModuleText.state == TextState(status)
    return Module.texts.any(and_(ModuleText.language == language, state, ~behind))


def find_module(module_id: int, *, lock: bool = False) -> Module | None:
    """With texts and editions; `lock` lets nobody else change it until the end."""
    return _find(Module.id == module_id, lock=lock)


def find_by_slug(slug: str, *, lock: bool = False) -> Module | None:
    return _find(Module.slug == slug, lock=lock)


def _find(wanted: ColumnElement[bool], *, lock: bool) -> Module | None:
    statement = with_texts(select(Module).where(wanted))
    statement = statement.options(selectinload(Module.editions).selectinload(Edition.texts))
    statement = statement.execution_options(populate_existing=True)
    return db.session.scalars(statement.with_for_update() if lock else statement).one_or_none()


def translation_status(module: Module, languages: Iterable[str]) -> dict[str, Status]:
    """Where each language stands, the source first."""
    return rules.statuses(module, languages)


def source_changes(text: ModuleText, source: ModuleText | None) -> list[comparing.Change]:
    """What changed in the source since this translation was brought in line with it, by field."""
    if source is None or text.source_snapshot is None or not rules.is_behind(text, source):
        return []
    return comparing.differences(text.source_snapshot, rules.content_of(source))


def next_position() -> int:
    return (db.session.scalar(select(func.max(Module.position))) or 0) + 1


def modules_in_order() -> Sequence[Module]:
    """All of them, retired ones too, for the command line."""
    return db.session.scalars(with_texts(select(Module)).order_by(*SORTS["position"])).all()


def writers_of(text: ModuleText) -> set[int | None]:
    """Who wrote in it since it was last reviewed."""
    about = Event.subject_type == ModuleText.__tablename__, Event.subject_id == text.id
    reviewed = select(func.coalesce(func.max(Event.id), 0)).where(
        *about, Event.name == "module.text_reviewed"
    )
    later = Event.name.in_(WRITINGS), Event.id > reviewed.scalar_subquery()
    return {text.written_by, *db.session.scalars(select(Event.user_id).where(*about, *later))}


def names_of(user_ids: Iterable[int | None]) -> dict[int, str]:
    """Colleagues by the number of their account."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(wanted)))
    return {row.id: row.name for row in rows}


def published() -> list[Edition]:
    """The latest edition of each module that is not retired, with its texts, in their order.

    Asks only for what countries may read: never for a module as it is being written.
    """
    newest = select(Edition.module_id, func.max(Edition.number).label("number")).group_by(
        Edition.module_id
    )
    latest = newest.subquery()
    is_latest = (Edition.module_id == latest.c.module_id) & (Edition.number == latest.c.number)
    statement = (
        select(Edition)
        .join(latest, is_latest)
        .where(Edition.retired_at.is_(None))
        .options(selectinload(Edition.texts))
    )
    found = db.session.scalars(statement)
    return sorted(found, key=lambda edition: (edition.facts["position"], edition.slug))


def edition(slug: str, number: int) -> Edition | None:
    """One edition with its texts, also an old one or a retired module's."""
    return db.session.scalars(
        select(Edition)
        .where(Edition.slug == slug, Edition.number == number)
        .options(selectinload(Edition.texts))
    ).one_or_none()


def file_of(files: Mapping[str, str], name: str) -> ContentFile | None:
    """What a module or an edition calls `name`; `files` are its digests by name."""
    wanted = ContentFile.sha256 == files.get(name, "")
    return db.session.scalars(select(ContentFile).where(wanted)).one_or_none()


def find_file(sha256: str) -> ContentFile | None:
    return db.session.scalars(select(ContentFile).where(ContentFile.sha256 == sha256)).one_or_none()


def files_of(files: Mapping[str, str]) -> dict[str, ContentFile]:
    """All files of a module or an edition, by their names."""
    wanted = ContentFile.sha256.in_(set(files.values()))
    by_digest = {
        file.sha256: file for file in db.session.scalars(select(ContentFile).where(wanted))
    }
    return {name: by_digest[digest] for name, digest in files.items() if digest in by_digest}


def media_types(files: Mapping[str, str]) -> dict[str, str]:
    """Media types by name, without fetching what is in the files."""
    rows = db.session.execute(
        select(ContentFile.sha256, ContentFile.media_type).where(
            ContentFile.sha256.in_(set(files.values()))
        )
    )
    known = {row.sha256: row.media_type for row in rows}
    return {name: known[digest] for name, digest in files.items() if digest in known}


def is_used(sha256: str) -> bool:
    """Whether a module or an edition still has a file with this content."""
    held = [*db.session.scalars(select(Module.files))]
    held += [facts["files"] for facts in db.session.scalars(select(Edition.facts))]
    return any(sha256 in files.values() for files in held)
