"""Canaries: every table of a tenant filled with rows whose every text says whose it is.

Two tenants get the same ids and the same antenna codes, so a page of one that reaches the other
shows it by a canary. Tables and columns are read off the metadata: a new one is filled by itself,
unless its codes must be real (see `CODES`).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import JSON, Boolean, Date, Integer, Numeric, String, Table, insert, select

from app.accounts.identity import digest
from app.core import clock
from app.core.db import Base, CodeSet, Instant, db
from app.core.permissions import COUNTRY_ROLES, ROLE_PERMISSIONS
from app.core.viewer import SYSTEM, acting_as

DAY = date(2026, 1, 5)
ROLES = [str(role) for role in COUNTRY_ROLES]
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)

CODES: dict[str, Any] = {
    "kind": "mentee",
    "stage": "ready",
    "gender": "f",
    "language": "fr",
    "nationality": "MA",
    "birth_country": "MA",
    "state": "running",
    "evidence": "declared",
    "contract": "permanent",
    "end_reason": None,
    "unreachable": None,
    "labour_status": "job_seeker",
    "goal": "job",
    "function_level": "manager",
    "audience": "mentee",
    "verdict": "ready",
    "advice": "ready",
    "isced": 3,
    "hours_per_week": 20,
    "level": "native",
    "nuts2": "BE10",
    "capacity": 12,
    "number": 1,
    "mentor_slot": 1,
}
"""By column: values that a page looks up in a vocabulary, so that they cannot be canaries."""

BY_TABLE: dict[str, dict[str, Any]] = {
    "antennas": {"planned": False, "closed_on": None, "languages": ["fr"], "code": "ONE"},
    "spoken_languages": {"code": "fr"},
    "sectors": {"code": "41"},
    "spells": {"kind": "job", "ended_on": None, "replaced_at": None, "replaces_id": None},
    "duos": {"ended_on": None, "mentor_id": 2},
    "proposals": {"state": "proposed", "mentor_id": 2, "closed_on": None},
    "mentor_slots": {"mentor_id": 2},
    "duplicate_doubts": {"other_id": 3, "settled_at": None, "grounds": ["name"]},
    "imports": {"kind": "mentees", "state": "done", "undone_at": None},
    "import_refusals": {"code": "bad_date"},
    "import_changes": {"subject_type": "people", "subject_id": 1},
    "events": {"subject_type": "people", "subject_id": 1, "name": "person.changed"},
    "information_sessions": {"cancelled_at": None},
    "people": {"merged_into_id": None, "availability": ["mo-am"]},
}


def text_of(code: str, table: str, column: str) -> str:
    return f"CANARY-{code.upper()}-{table}-{column}"


def fill(app: Flask, code: str) -> None:
    """One row (people: a mentee, a mentor and a double) in every table of this tenant."""
    with app.app_context(), acting_as(SYSTEM):
        for table in Base.metadata.sorted_tables:
            if table.name in SPECIAL:
                SPECIAL[table.name](table, code)
            else:
                add(table, code)
        db.session.commit()


def add(table: Table, code: str, **known: Any) -> None:
    values = {c.name: value_of(code, table, c) for c in table.columns if c.name != "id"}
    given = {key: value for key, value in known.items() if key in values}
    db.session.execute(insert(table).values(id=known.get("id", 1), **(values | given)))


def value_of(code: str, table: Table, column: Any) -> Any:
    own = BY_TABLE.get(table.name, {})
    if column.name in own:
        return own[column.name]
    if column.foreign_keys or column.name.endswith("_id"):
        return 1
    if column.name in CODES:
        return CODES[column.name]
    return plain(code, table.name, column)


def plain(code: str, table: str, column: Any) -> Any:
    kind = column.type
    canary = text_of(code, table, column.name)
    if isinstance(kind, CodeSet):
        return []
    if isinstance(kind, Instant):
        return None if column.nullable else clock.now()
    if isinstance(kind, JSON):
        return [canary] if column.name in {"postal_codes", "row"} else {"fr": canary}
    if isinstance(kind, String):
        return canary[: kind.length or 200]
    return number(kind)


def number(kind: Any) -> Any:
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Date):
        return DAY
    return 1 if isinstance(kind, Integer | Numeric) else None


def users(table: Table, code: str) -> None:
    """One for each role, id by its place; the same addresses in every tenant."""
    for number_, role in enumerate(ROLES, start=1):
        known = {"role": role, "email": f"{role}@same.example", "totp_secret": None}
        add(table, code, id=number_, **known)


def user_antennas(table: Table, code: str) -> None:
    for number_, role in enumerate(ROLES, start=1):
        if role in {"coordinator", "lead"}:
            add(table, code, id=number_, user_id=number_)


def sign_ins(table: Table, code: str) -> None:
    """A running session for each role; `key_of` says its key."""
    later = clock.now() + timedelta(hours=1)
    for number_, role in enumerate(ROLES, start=1):
        known = {"user_id": number_, "key_hash": digest(key_of(code, role)), "expires_at": later}
        add(table, code, id=number_, ended_at=None, **known)


def api_tokens(table: Table, code: str) -> None:
    later = clock.now() + timedelta(hours=1)
    for number_, role in enumerate(ROLES, start=1):
        known = {"user_id": number_, "token_hash": digest(token_of(code, role)), "scopes": ALL}
        add(table, code, id=number_, expires_at=later, revoked_at=None, **known)


def people(table: Table, code: str) -> None:
    for number_, kind in enumerate(("mentee", "mentor", "mentee"), start=1):
        add(table, code, id=number_, kind=kind, reference=f"R{number_}")


def key_of(code: str, role: str) -> str:
    return f"session-{code}-{role}"


def token_of(code: str, role: str) -> str:
    return f"token-{code}-{role}"


ALL = sorted({str(code) for role in COUNTRY_ROLES for code in ROLE_PERMISSIONS[role]})
SPECIAL = {
    "users": users,
    "user_antennas": user_antennas,
    "sign_ins": sign_ins,
    "api_tokens": api_tokens,
    "people": people,
}


def count_of(table: Table) -> int:
    return len(db.session.execute(select(table.c.id)).all())
