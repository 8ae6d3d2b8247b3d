"""Unfinished public forms: found by their code only, and only for some days."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.identity import digest
from app.core import clock
from app.core.db import db
from app.intake.models import RegistrationDraft

LASTS = timedelta(days=14)


def find_draft(code: str) -> RegistrationDraft | None:
    """However it was typed, with or without dashes; None once it was sent or is too old."""
    fresh = select(RegistrationDraft).where(
        RegistrationDraft.key_hash == digest(plain_code(code)),
        RegistrationDraft.saved_at > clock.now() - LASTS,
        RegistrationDraft.sent_at.is_(None),
    )
    return db.session.scalars(fresh).one_or_none()


def hold_draft(draft: RegistrationDraft) -> RegistrationDraft:
    """Held until the end of the transaction, so that a form pressed twice is sent once."""
    held = select(RegistrationDraft).where(RegistrationDraft.id == draft.id).with_for_update()
    return db.session.scalars(held.execution_options(populate_existing=True)).one()


def nonce_is_used(nonce: str) -> bool:
    used = select(RegistrationDraft.id).where(RegistrationDraft.nonce == digest(nonce))
    return db.session.scalars(used).first() is not None


def plain_code(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
