"""Texts that lie sealed in the database: whoever reads it, or a backup of it, cannot use them.

The keys are made from the tenant's secret, which is in its settings and never in its database.
"""

from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app
from sqlalchemy import Dialect, Text, TypeDecorator

from app.core.config import TenantSettings

KEY_BYTES = 32


class Sealed(TypeDecorator[str]):
    """Code reads and writes the text itself; the database keeps it encrypted, for one `purpose`.

    What no key of the tenant opens is read as None: it came from an installation with another
    secret, and nothing here can be done with it. It cannot be searched or compared.
    """

    impl = Text
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else seal(_here(self.purpose), value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(_here(self.purpose), value)


def keys_of(settings: TenantSettings) -> tuple[str, ...]:
    """The secret in use, then those it replaced."""
    return settings.secret_key, *settings.secret_key_fallbacks


def box(keys: Sequence[str], purpose: str) -> MultiFernet:
    """Seals with the first of a tenant's secrets and opens with any (RFC 5869, HKDF-SHA256)."""
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in keys])


def seal(box: MultiFernet, text: str) -> str:
    return box.encrypt(text.encode()).decode()


def unseal(box: MultiFernet, sealed: str) -> str | None:
    """None when it is not ours, or was changed."""
    try:
        return box.decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _key(secret: str, purpose: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"tandem.{purpose}".encode())
    return urlsafe_b64encode(kdf.derive(secret.encode()))


def _here(purpose: str) -> MultiFernet:
    """Of the application that is active; made once in its life."""
    boxes: dict[str, MultiFernet] = current_app.extensions.setdefault("tandem.boxes", {})
    if purpose not in boxes:
        config = current_app.config
        keys = [config["SECRET_KEY"], *config["SECRET_KEY_FALLBACKS"]]
        boxes[purpose] = box(keys, purpose)
    return boxes[purpose]
