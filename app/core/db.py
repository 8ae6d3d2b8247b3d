"""The database of one tenant: the session, the walls, and the base of every table.

A tenant is one application with one engine, so no row carries a tenant and no query names one.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from flask import current_app, g
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    event,
    inspect,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    ORMExecuteState,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)

from app.core.viewer import viewer

T = TypeVar("T")
MOST_NAMED = 4000
"""Values of one statement, which no database refuses."""
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class WrongTenant(RuntimeError):
    """A row of one tenant was brought to the session of another."""


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class SharedBase(DeclarativeBase):
    """Tables of the shared database: training content and publications, never a person."""

    metadata = MetaData(naming_convention=NAMES, info={"bind_key": "shared"})


class TenantSession(Session):
    """Refuses rows that were loaded under another tenant (isolation tests 29 and 30).

    Nothing here merges rows or saves them in bulk; both overwrite by id, past `before_attach`.
    """

    def merge(self, instance: Any, **options: Any) -> Any:
        raise WrongTenant("a row is fetched and changed, never merged")

    def merge_all(self, instances: Iterable[Any], **options: Any) -> Any:
        raise WrongTenant("rows are fetched and changed, never merged")

    def bulk_save_objects(self, objects: Iterable[Any], *args: Any, **options: Any) -> None:
        raise WrongTenant("rows are added, never saved in bulk by id")


db = SQLAlchemy(model_class=Base, session_options={"class_": TenantSession})


class Model(Base):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)


class SharedModel(SharedBase):
    __abstract__ = True
    id: Mapped[int] = mapped_column(primary_key=True)


class Versioned:
    """Counts its changes; a change made to an older version is refused as a conflict."""

    version: Mapped[int] = mapped_column(Integer, nullable=False)

    @declared_attr.directive
    def __mapper_args__(self) -> dict[str, Any]:
        return {"version_id_col": self.version}


class OfAntenna:
    """Belongs to an antenna: seen only by those who see that antenna."""

    @declared_attr
    def antenna_id(self) -> Mapped[int]:
        return mapped_column(ForeignKey("antennas.id"), index=True)


class Instant(TypeDecorator[datetime]):
    """An instant, always aware and in UTC, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class CodeSet(TypeDecorator[list[str]]):
    """A few short codes, kept sorted as `,a,b,` so that one can be looked for; none is ''."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str:
        codes = sorted(set(value or ()))
        return f",{','.join(codes)}," if codes else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str]:
        return [code for code in (value or "").split(",") if code]


def has_code(column: InstrumentedAttribute[list[str]], code: str) -> ColumnElement[bool]:
    """Whether the set in `column` holds `code`."""
    found: ColumnElement[bool] = column.cast(String).contains(f",{code},", autoescape=True)
    return found


def past_the_wall() -> dict[str, bool]:
    """Execution options of a query that must see every antenna, such as one for duplicates."""
    return {"past_the_wall": True}


def after_commit(call: Callable[[], None]) -> None:
    """Do `call` once what is under way has been committed; never when it was rolled back."""
    db.session.info.setdefault("after_commit", []).append(call)


def commit() -> None:
    """End the unit of work. Only core calls this: requests, `transaction()` and the worker."""
    db.session.commit()
    for call in db.session.info.pop("after_commit", []):
        call()


def rollback() -> None:
    db.session.info.pop("after_commit", None)
    db.session.rollback()


@contextmanager
def transaction() -> Iterator[None]:
    """For commands and jobs: all of it or nothing."""
    try:
        yield
        commit()
    except BaseException:
        rollback()
        raise


def keep() -> None:
    """Keep what this request changed although its answer is a no (a failed sign-in counts)."""
    g.keep_changes = True


def _here() -> str:
    code: str = current_app.extensions["tandem.tenant"].code
    return code


@event.listens_for(TenantSession, "before_attach")
def _refuse_foreign_rows(session: Any, instance: Any) -> None:
    """A row loaded elsewhere, and one made by hand from what another tenant told."""
    if inspect(instance).transient:
        if instance.__dict__.get("id") is not None:
            raise WrongTenant("a new row gets its id from the database")
        instance.__dict__.setdefault("_tenant_code", _here())
    stamp = instance.__dict__.get("_tenant_code")
    if stamp != _here():
        raise WrongTenant(f"a row of {stamp or 'nobody'} was brought to {_here()}")


@event.listens_for(TenantSession, "loaded_as_persistent")
def _stamp_loaded_rows(session: Any, instance: Any) -> None:
    instance.__dict__["_tenant_code"] = _here()


@event.listens_for(TenantSession, "do_orm_execute")
def _wall_between_antennas(state: ORMExecuteState) -> None:
    """Rows reached from a row that is visible stay visible: a duo shows its mentor's name."""
    if state.is_relationship_load or state.is_column_load or not state.is_orm_statement:
        return
    seen = viewer().antenna_ids
    if seen is None or state.execution_options.get("past_the_wall"):
        return
    ids = tuple(sorted(seen))
    state.statement = state.statement.options(
        with_loader_criteria(
            OfAntenna,
            lambda model: model.antenna_id.in_(ids),
            include_aliases=True,
            propagate_to_loaders=False,
        )
    )


def batched(values: Iterable[T], most: int = MOST_NAMED) -> Iterator[list[T]]:
    """As many at a time as one statement may name."""
    rest = iter(values)
    while some := list(islice(rest, most)):
        yield some
