"""What can be asked about imports. Those of the rows themselves are in `references`."""

from collections.abc import Sequence
from datetime import datetime

from flask import abort
from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from app.core.db import db
from app.core.events import Event
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.core.web import LARGEST_ID
from app.imports.models import Import, ImportState
from app.imports.stops import Stopped


def imports_seen() -> Select[Import]:
    """Everybody sees what they brought in themselves.

    A file holds people of every antenna, and facts that only few may read: so all of the imports
    are for those who see all of that anyway.
    """
    me = viewer()
    statement = select(Import)
    if me.antenna_ids is None and me.may(Permission.SENSITIVE_READ):
        return statement
    return statement.where(Import.user_id == (me.user_id or 0))


def all_imports() -> Listing:
    sorts = {"newest": (Import.id.desc(),), "oldest": (Import.id,)}
    return Listing(imports_seen().options(selectinload(Import.user)), sorts=sorts)


def newest_imports() -> Sequence[Import]:
    return db.session.scalars(imports_seen().order_by(Import.id.desc()).limit(200)).all()


def find_import(import_id: int) -> Import | None:
    found = imports_seen().where(Import.id == min(import_id, LARGEST_ID))
    return db.session.scalars(found).one_or_none()


def get_import(import_id: int) -> Import:
    """404 for one that this viewer may not see."""
    found = imports_seen().where(Import.id == min(import_id, LARGEST_ID))
    loaded = found.options(selectinload(Import.user))
    return db.session.scalars(loaded).one_or_none() or abort(404)


def find_to_run(import_id: int) -> Import | None:
    """The import if it waits for the queue, or was interrupted by it."""
    states = (ImportState.WAITING, ImportState.RUNNING)
    return _find(import_id, states)


def find_to_check(import_id: int) -> Import | None:
    return _find(import_id, (ImportState.CHECKING,))


def get_any(import_id: int) -> Import:
    """For who runs it; raises `NoResultFound` when there is none."""
    return db.session.scalars(select(Import).where(Import.id == import_id)).one()


def was_started(import_id: int) -> bool:
    return db.session.scalars(started(import_id).limit(1)).first() is not None


def started(import_id: int) -> Select[int]:
    """Ids of the events of its beginning."""
    return select(Event.id).where(
        Event.name == "import.started",
        Event.subject_type == Import.__tablename__,
        Event.subject_id == import_id,
    )


def undone_imports() -> Select[int]:
    """Their ids."""
    return select(Import.id).where(Import.state == ImportState.UNDONE)


def finished_before(day: datetime) -> Select[int]:
    """Ids of imports whose refused rows were kept long enough."""
    return select(Import.id).where(Import.finished_at < day)


def find_to_undo(import_id: int) -> Import | None:
    return _find(import_id, (ImportState.UNDOING,))


def forgotten_drafts(before: datetime) -> Sequence[Import]:
    states = (ImportState.DRAFT, ImportState.CHECKING)
    old = select(Import).where(Import.state.in_(states), Import.made_at < before)
    return db.session.scalars(old).all()


def failure_text(import_: Import) -> str:
    """Why an import stopped, in the language of whoever reads it now; empty when it did not."""
    if not import_.failure:
        return ""
    return Stopped(import_.failure["code"], **import_.failure["values"]).text


def _find(import_id: int, states: Sequence[ImportState]) -> Import | None:
    """Past `imports_seen`: what the queue asks for was allowed when it was asked for."""
    found = select(Import).where(Import.id == import_id, Import.state.in_(states))
    return db.session.scalars(found.options(selectinload(Import.user))).one_or_none()
