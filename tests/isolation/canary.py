"""Canaries: every table of a tenant filled with rows whose every text says whose it is.

Two tenants get the same ids and the same antenna codes, so a page of one that reaches the other
shows it by a canary; one of them also has ids that the other does not have. Tables and columns are
read off the metadata: a new one is filled by itself, unless its codes must be real (see `CODES`).
"""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from flask import Flask
from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    Integer,
    LargeBinary,
    Numeric,
    String,
    Table,
    func,
    insert,
    select,
)

from app.accounts.identity import digest
from app.core import clock
from app.core.db import Base, CodeSet, Instant, db
from app.core.permissions import COUNTRY_ROLES, ROLE_PERMISSIONS
from app.core.viewer import SYSTEM, acting_as
from tests.isolation.shapes import SHAPED

DAY = date(2026, 1, 5)
ROLES = [str(role) for role in COUNTRY_ROLES]
OWN, FOREIGN = "CANARY-BE", "CANARY-FR"
ONLY_IN_B = 77
NEXT = 1000

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
    "antennas": {
        "planned": False,
        "closed_on": None,
        "languages": ["fr"],
        "code": lambda number: "ONE" if number == 1 else "TWO",
    },
    "spoken_languages": {"code": "fr"},
    "sectors": {"code": "41"},
    "spells": {"kind": "job", "ended_on": None, "replaced_at": None, "replaces_id": None},
    "duo_contacts": {
        "side": "mentee",
        "channel": "phone",
        "held_on": lambda number: None if number == 1 else DAY,
    },
    "duos": {"ended_on": None, "mentor_id": lambda number: number + 1},
    "proposals": {"state": "proposed", "mentor_id": lambda number: number + 1, "closed_on": None},
    "mentor_slots": {"mentor_id": lambda number: number + 1},
    "duplicate_doubts": {
        "other_id": lambda number: number + 2,
        "settled_at": None,
        "grounds": ["name"],
    },
    "imports": {
        "kind": "mentees",
        "state": lambda number: "done" if number == 1 else "draft",
        "undone_at": None,
        "failure": None,
    },
    "allocations": {
        "subject": lambda number: f"duo:{number}",
        "unit": "duo_started",
        "evidence": "missing",
        "quantity": 1,
        "locked": False,
        "released_at": None,
        "follows_id": None,
    },
    "allocation_proposals": {"state": "ready", "objective": "money", "progress": 100},
    "allocation_lines": {
        "subject": lambda number: f"duo:{number}",
        "reason": "spared",
        "verdict": None,
    },
    "grants": {"unit": "duo_started", "currency": "EUR", "antenna_codes": [], "state_before": None},
    "grant_caps": {"kind": "units", "most": 9},
    "grant_obligations": {"kind": "report", "done_on": None, "told_days": []},
    "grant_budget_lines": {"category": "staff"},
    "grant_costs": {"category": "staff", "withdrawn_at": None},
    "claims": {"state": "submitted", "unit": "duo_started", "evidence": [], "currency": "EUR"},
    "claim_lines": {
        "unit": "duo_started",
        "evidence": "complete",
        "rate_source": "contract",
        "base_cents": None,
    },
    "claim_payments": {"kind": "payment"},
    "claim_questions": {"answered_on": None},
    "reports": {"state": lambda number: "draft" if number == 1 else "released", "language": "fr"},
    "report_texts": {"part": "summary"},
    "report_batches": {"state": "done", "grant_ids": [1]},
    "expenses": {
        "person_id": lambda number: number + 1,
        "kind": "flat",
        "state": "submitted",
        "waived_on": None,
        "fiscal_power": None,
    },
    "expense_batches": {"state": "ready", "format": "pain.001.001.03"},
    "expense_batch_lines": {"released_at": None, "person_id": lambda number: number + 1},
    "expense_declarations": {"year": 2026, "month": 0, "person_id": lambda number: number + 1},
    "expense_links": {"person_id": lambda number: number + 1},
    "payee_accounts": {"person_id": lambda number: number + 1},
    "import_refusals": {"code": "bad_date"},
    "imported_rows": {"prints": {"name": 1}},
    "documents": {"subject_type": "funders", "media_type": "text/plain"},
    "events": {"subject_type": "people", "name": "person.changed"},
    "funders": {"kind": "foundation", "stage": "contacted"},
    "funder_contacts": {"left_on": None},
    "funder_interactions": {"kind": "call"},
    "funder_reminders": {"done_on": lambda number: None if number == 1 else DAY},
    "donors": {"kind": "person", "opposed_on": None},
    "pledges": {"every": "month", "ends_on": None},
    "gifts": {"way": "transfer", "withdrawn_at": None, "thanked_on": None},
    "bank_files": {"counts": {"lines": 1}},
    "bank_entries": {"ground": "name", "verdict": lambda n: "waiting" if n == 1 else "gift"},
    "gift_receipts": {"year": 2025, "number": lambda number: number, "cancelled_on": None},
    "gift_receipt_runs": {"state": "done", "year": 2025, "left_out": {"too_little": 1}},
    "esf_operations": {"objective": "h", "antenna_codes": []},
    "esf_participations": {"withdrawn_at": None},
    "esf_entry_facts": {"number": lambda number: number, "gender": "F", "status": "inactive"},
    "esf_delicate_facts": {"number": lambda number: number, "citizenship": "MA"},
    "esf_achievements": {"kind": "improvement", "detail": "stable", "withdrawn_at": None},
    "esf_situation_checks": {"moment": "weeks4"},
    "information_sessions": {"cancelled_at": None},
    "training_modules": {"retired_at": None},
    "training_places": {"state": "signed_up"},
    "completions": {"way": "session"},
    "certificates": {"revoked_on": None},
    "people": {"merged_into_id": None, "availability": ["mon-am"]},
    "users": {"totp_secret": None, "role": "director"},
    "sign_ins": {"ended_at": None},
    "api_tokens": {"revoked_at": None},
    "releases": {"state": "ready", "period": "2026-Q2", "number": lambda number: number},
    "release_tables": {"template": "target_population", "version": 1, "replaces": None},
}
"""What a table's rows need to be shown at all; a function gets the number of the row."""


FOLDED = {"search_text", "sort_key", "name_key", "email_key", "email"}
"""Columns that hold lower case, so that something is found in them."""
LISTS = {"postal_codes", "row", "parts", "scopes"}
"""Columns of JSON that hold a list; the others hold texts by language or by name."""


def text_of(code: str, table: str, column: str, number: int = 1) -> str:
    """The suffix comes first, so that a short column still tells two rows apart."""
    mark = "" if number == 1 else f"{number}-"
    return f"CANARY-{code.upper()}-{mark}{table}-{column}"


def fill(app: Flask, code: str, *, numbers: Iterable[int] = (1,)) -> None:
    """A row with each number (people: a mentee, a mentor and a double) in every table."""
    with app.app_context(), acting_as(SYSTEM):
        for number in numbers:
            for table in Base.metadata.sorted_tables:
                fill_table(table, code, number)
        count_on()
        db.session.commit()
        db.session.remove()


def count_on() -> None:
    """Ids were given by hand: PostgreSQL must be told which comes next."""
    if db.engine.dialect.name == "postgresql":
        for name in Base.metadata.tables:
            sequence = func.pg_get_serial_sequence(name, "id")
            db.session.execute(select(func.setval(sequence, NEXT)))


def fill_table(table: Table, code: str, number: int) -> None:
    if table.name == "people":
        for id_, kind in enumerate(("mentee", "mentor", "mentee"), start=number):
            add(table, code, number, id=id_, kind=kind, reference=f"R{id_}")
    elif number == 1 and table.name in BY_ROLE:
        for id_, role in enumerate(ROLES, start=1):
            if found := BY_ROLE[table.name](code, role, id_):
                add(table, code, number, id=id_, **found)
    else:
        add(table, code, number)


def add(table: Table, code: str, number: int, **known: Any) -> None:
    values = {
        column.name: value_of(code, table, column, number)
        for column in table.columns
        if column.name != "id"
    }
    db.session.execute(insert(table).values(id=known.pop("id", number), **(values | known)))


def value_of(code: str, table: Table, column: Any, number: int) -> Any:
    own = BY_TABLE.get(table.name, {})
    if column.name in own:
        found = own[column.name]
        return found(number) if callable(found) else found
    if column.name in CODES:
        return CODES[column.name]
    if column.foreign_keys or column.name.endswith("_id"):
        return number
    canary = text_of(code, table.name, column.name, number)
    shaped = SHAPED.get((table.name, column.name))
    return shaped(canary) if shaped else plain(canary, column)


def plain(canary: str, column: Any) -> Any:
    kind = column.type
    if isinstance(kind, CodeSet):
        return []
    if isinstance(kind, Instant):
        return None if column.nullable else clock.now()
    if isinstance(kind, JSON):
        return [canary] if column.name in LISTS else {"fr": canary}
    if isinstance(kind, LargeBinary):
        return canary.encode()
    if isinstance(kind, String):
        canary = canary.lower() if column.name in FOLDED else canary
        return canary[: kind.length or 200]
    return number_of(kind)


def number_of(kind: Any) -> Any:
    kind = getattr(kind, "impl_instance", kind)
    if isinstance(kind, Boolean):
        return True
    if isinstance(kind, Date):
        return DAY
    return 1 if isinstance(kind, Integer | Numeric) else None


def user(code: str, role: str, id_: int) -> dict[str, Any]:
    """The same addresses in every tenant."""
    return {"role": role, "email": f"{role}@same.example"}


def user_antenna(code: str, role: str, id_: int) -> dict[str, Any]:
    return {"user_id": id_} if role in {"coordinator", "lead"} else {}


def sign_in(code: str, role: str, id_: int) -> dict[str, Any]:
    """A running session for each role; `key_of` says its key."""
    return {"user_id": id_, "key_hash": digest(key_of(code, role)), "expires_at": later()}


def api_token(code: str, role: str, id_: int) -> dict[str, Any]:
    facts = {"user_id": id_, "token_hash": digest(token_of(code, role)), "expires_at": later()}
    return facts | {"scopes": ALL}


BY_ROLE: dict[str, Callable[[str, str, int], dict[str, Any]]] = {
    "users": user,
    "user_antennas": user_antenna,
    "sign_ins": sign_in,
    "api_tokens": api_token,
}
"""Tables with a row for each role, its id by the place of the role."""
ALL = sorted({str(code) for role in COUNTRY_ROLES for code in ROLE_PERMISSIONS[role]})


def later() -> Any:
    return clock.now() + timedelta(hours=1)


def key_of(code: str, role: str) -> str:
    return f"session-{code}-{role}"


def token_of(code: str, role: str) -> str:
    return f"token-{code}-{role}"


def count_of(table: Table) -> int:
    return len(db.session.execute(select(table.c.id)).all())
