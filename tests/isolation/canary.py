"""Canaries: every table of a tenant filled with rows whose every text says whose it is.

Two tenants get the same ids and the same antenna codes, so a page of one that reaches the other
shows it by a canary; one of them also has ids that the other does not have. Tables and columns are
read off the metadata: a new one is filled by itself, unless its codes must be real (`codes.py`).
"""

from collections.abc import Callable, Iterable
from datetime import timedelta
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
from app.core.sealing import Sealed
from app.core.viewer import SYSTEM, acting_as
from tests.isolation.codes import BY_TABLE, CODES, DAY
from tests.isolation.shapes import SHAPED

ROLES = [str(role) for role in COUNTRY_ROLES]
OWN, FOREIGN = "CANARY-BE", "CANARY-FR"
ONLY_IN_B = 77
NEXT = 1000

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
    if isinstance(kind, String | Sealed):
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
