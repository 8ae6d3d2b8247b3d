"""Links in somebody's hands: to a place at a session, to a module to read, to a certificate."""

import secrets
from datetime import timedelta

from flask import url_for
from itsdangerous import BadData

from app.core.signing import signer
from app.training.models import Certificate, TrainingPlace

PURPOSE = "training.place"

READING_LASTS = timedelta(days=60)
"""Long enough for eight half-days beside a job, one a week."""
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that look alike; 16 of these 32 are 80 bits, which nobody guesses."""
GROUPS, GROUP_LENGTH = 4, 4


def place_token(place: TrainingPlace) -> str:
    """Only whoever holds it answers for this place, and only for this person and session."""
    signed: str = signer(PURPOSE).dumps([place.id, place.person_id, place.session_id])
    return signed


def read_place_token(text: str) -> tuple[int, int, int] | None:
    """The ids of the place, its person and its session; None when it is not ours."""
    try:
        place_id, person_id, session_id = signer(PURPOSE).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    found = place_id, person_id, session_id
    return found if all(type(number) is int for number in found) else None


def place_url(place: TrainingPlace, page: str = "place") -> str:
    return url_for(f"learning.{page}", token=place_token(place), _external=True)


def new_reading_key() -> str:
    """256 bits; the database keeps only its digest."""
    return secrets.token_urlsafe(32)


def reading_url(key: str) -> str:
    return url_for("learning.read", key=key, _external=True)


def new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def code_as_written(text: str) -> str:
    """However somebody types it from paper: lower case, with spaces or without dashes."""
    plain = "".join(letter for letter in text.upper() if letter in ALPHABET)
    parts = [plain[at : at + GROUP_LENGTH] for at in range(0, len(plain), GROUP_LENGTH)]
    return "-".join(parts)[: GROUPS * (GROUP_LENGTH + 1) - 1]


def certificate_url(certificate: Certificate) -> str:
    return url_for("learning.certificate", code=certificate.code, _external=True)
