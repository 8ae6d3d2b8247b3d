"""Unfinished public forms: found by their code only, and only for some days."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.identity import digest
from app.antennas.queries import find_serving, open_antennas
from app.core import clock
from app.core.db import db
from app.registration.models import RegistrationDraft

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


def antenna_of(answers: Mapping[str, Any]) -> str | None:
    """The code of the antenna of the postal code, else the one that was chosen, else none yet."""
    serving = find_serving(answers.get("postal_code") or "")
    if serving is not None:
        return serving.code
    codes = list(antennas_to_choose())
    if len(codes) == 1:
        return codes[0]
    chosen = answers.get("antenna")
    return chosen if chosen in codes else None


def antennas_to_choose() -> dict[str, str]:
    """Names of the open antennas by code."""
    return {antenna.code: antenna.name for antenna in open_antennas()}
