"""Accounts to try the product with; their passwords are drawn anew at every making."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from app.accounts.models import User
from app.accounts.passwords import hash_of
from app.antennas.models import Antenna
from app.core import clock
from app.core.db import db
from app.core.permissions import ANTENNA_ROLES, COUNTRY_ROLES, HQ_ROLES, Role
from app.core.tenancy import tenant
from app.core.text import fold

NAMES = {
    Role.DIRECTOR: "Claire Fontaine",
    Role.LEAD: "Bram Janssens",
    Role.PARTNERSHIPS: "Sofia Marques",
    Role.ADMINISTRATOR: "Noor Peeters",
    Role.AUDITOR: "Paul Lemaire",
    Role.HQ_ANALYST: "Anna Weiss",
    Role.HQ_EDITOR: "Jonas Berg",
}
COORDINATORS = (
    "Nadia Lambert",
    "Pieter Claes",
    "Inès Dubois",
    "Els Maes",
    "Hugo Martin",
    "Lotte Smit",
    "Tom Baert",
)


@dataclass(frozen=True)
class Demonstrated:
    """An account as it is told once: where, who, with what password."""

    host: str
    email: str
    password: str
    role: Role
    name: str


def make_staff(antennas: Sequence[Antenna]) -> tuple[list[Demonstrated], dict[int, User]]:
    """One account for each role and a coordinator for each antenna; owners by antenna id.

    Nobody works at an antenna where none is open.
    """
    told: list[Demonstrated] = []
    owners: dict[int, User] = {}
    for role in HQ_ROLES if tenant().is_hq else COUNTRY_ROLES:
        if role != Role.COORDINATOR and (antennas or role not in ANTENNA_ROLES):
            offices = list(antennas[:1]) if role == Role.LEAD else []
            told.append(_account(role, NAMES[role], str(role).replace("_", "-"), offices)[0])
    for antenna, name in zip(antennas, COORDINATORS, strict=False):
        word = fold(antenna.names.get("en", antenna.code)).replace(" ", "-")
        shown, owners[antenna.id] = _account(Role.COORDINATOR, name, word, [antenna])
        told.append(shown)
    return told, owners


def _account(
    role: Role, name: str, word: str, antennas: list[Antenna]
) -> tuple[Demonstrated, User]:
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    user = User(
        email=f"{word}@{tenant().code}.example",
        name=name,
        role=role,
        language=language_of(antennas),
        password_hash=hash_of(password),
        invited_at=clock.now(),
        antennas=antennas,
    )
    db.session.add(user)
    db.session.flush()
    return Demonstrated(tenant().host, user.email, password, role, name), user


def language_of(antennas: list[Antenna]) -> str:
    """The language people work in there: in Ghent Dutch, in Liège French."""
    local = [code for antenna in antennas for code in antenna.languages if code != "en"]
    default = tenant().default_language
    return local[0] if len(antennas) == 1 and len(local) == 1 else default
