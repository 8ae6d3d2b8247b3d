"""The country's copy of the modules and of their files."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.core.db import db
from app.training.models import TrainingFile, TrainingModule
from app.training.rules import counts_for_gate


def all_modules() -> Sequence[TrainingModule]:
    """In the order of the course, the retired ones last."""
    order = (TrainingModule.retired_at.is_not(None), TrainingModule.position, TrainingModule.id)
    return db.session.scalars(select(TrainingModule).order_by(*order)).all()


def offered_modules() -> list[TrainingModule]:
    return [module for module in all_modules() if module.retired_at is None]


def find_module(module_id: int) -> TrainingModule | None:
    found = select(TrainingModule).where(TrainingModule.id == module_id)
    return db.session.scalars(found).one_or_none()


def module_of_slug(slug: str) -> TrainingModule | None:
    found = select(TrainingModule).where(TrainingModule.slug == slug)
    return db.session.scalars(found).one_or_none()


def required_now() -> set[int]:
    """The modules without which nobody gets a first duo, by id."""
    found = select(TrainingModule.id).where(
        TrainingModule.compulsory.is_(True), TrainingModule.retired_at.is_(None)
    )
    return set(db.session.scalars(found))


def required_ids(modules: Collection[TrainingModule]) -> set[int]:
    """The same, of modules that were loaded."""
    return {module.id for module in modules if counts_for_gate(module)}


def copied_at() -> datetime | None:
    """When the copy was last the same as the library; None when there is none yet."""
    return db.session.scalar(select(func.min(TrainingModule.copied_at)))


def find_file(sha256: str) -> TrainingFile | None:
    found = select(TrainingFile).where(TrainingFile.sha256 == sha256)
    return db.session.scalars(found).one_or_none()


def known_files(digests: Collection[str]) -> set[str]:
    known = select(TrainingFile.sha256).where(TrainingFile.sha256.in_(list(digests)))
    return set(db.session.scalars(known))
