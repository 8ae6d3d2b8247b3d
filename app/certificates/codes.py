"""The code of a certificate: made, read as somebody types it, and the address it leads to."""

import secrets

from flask import url_for

from app.certificates.models import Certificate

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that look alike; 16 of these 32 are 80 bits, which nobody guesses."""
GROUPS, GROUP_LENGTH = 4, 4


def new_code() -> str:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def code_as_written(text: str) -> str:
    """However somebody types it from paper: lower case, with spaces or without dashes."""
    plain = "".join(letter for letter in text.upper() if letter in ALPHABET)
    parts = [plain[at : at + GROUP_LENGTH] for at in range(0, len(plain), GROUP_LENGTH)]
    return "-".join(parts)[: GROUPS * (GROUP_LENGTH + 1) - 1]


def certificate_url(certificate: Certificate) -> str:
    return url_for("certificates.certificate", code=certificate.code, _external=True)
