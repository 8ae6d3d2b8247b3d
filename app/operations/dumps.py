"""All rows of a tenant's database as lines of JSON, the same whatever the database is.

Tables are read as the database has them, not as the code does: a dump of an older revision can be
made and put back, and what SQLite kept can be brought to PostgreSQL and the other way round.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    Table,
    Text,
    cast,
    column,
    func,
    insert,
    inspect,
    select,
    table,
)
from sqlalchemy.types import NullType, TypeEngine

from app.core.migrating import NOT_OURS
from app.core.roles import quoted
from app.operations.archives import Writer

ROWS, LARGE_ROWS = 500, 4
FOLDER = "tables/"
Lines = Generator[bytes, None, None]


def tables_of(connection: Connection) -> list[Table]:
    """The tenant's tables as the database has them, each after those that it refers to."""
    metadata = MetaData()
    names = [name for name in inspect(connection).get_table_names() if name not in NOT_OURS]
    metadata.reflect(connection, only=names)
    return metadata.sorted_tables


def write(connection: Connection, archive: Writer) -> dict[str, int]:
    """Every table into the archive; how many rows each has."""
    counts = {}
    for one in tables_of(connection):
        counts[one.name] = 0
        with archive.member(f"{FOLDER}{one.name}.jsonl") as member:
            for rows in _partitions(connection, one):
                counts[one.name] += len(rows)
                member.write(b"".join(rows))
    return counts


def at_once(one: Table) -> int:
    """How many rows may be in memory together: few where there are files among them."""
    large = any(isinstance(each.type, LargeBinary) for each in one.columns)
    return LARGE_ROWS if large else ROWS


def _partitions(connection: Connection, one: Table) -> Iterator[list[bytes]]:
    """Lines of JSON, the names of the columns first, by some hundreds."""
    yield_per = {"yield_per": at_once(one)}
    columns = [_read_as(each) for each in one.columns]
    codecs = [_codec(each.type)[0] for each in one.columns]
    ordered = select(*columns).order_by(*one.primary_key.columns)
    found = connection.execute(ordered, execution_options=yield_per)
    names = [each.name for each in one.columns]
    for rows in found.partitions():
        yield [_line(names, codecs, row) for row in rows]


def _line(names: list[str], codecs: list[Callable[[Any], Any]], row: Iterable[Any]) -> bytes:
    values = {
        name: None if value is None else encode(value)
        for name, encode, value in zip(names, codecs, row, strict=True)
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _read_as(one: Column[Any]) -> Any:
    """JSON as its very text: an empty value and the word null are two things."""
    return cast(one, Text).label(one.name) if isinstance(one.type, JSON) else one


def same(value: Any) -> Any:
    return value


def _utc(value: datetime) -> str:
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return aware.isoformat()


def _codec(kind: TypeEngine[Any]) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How a value is written and read again."""
    if isinstance(kind, DateTime):
        return _utc, datetime.fromisoformat
    if isinstance(kind, Date):
        return date.isoformat, date.fromisoformat
    if isinstance(kind, LargeBinary):
        return lambda value: b64encode(value).decode("ascii"), b64decode
    if isinstance(kind, Numeric) and not isinstance(kind, Float):
        return str, Decimal
    return same, same


def load(connection: Connection, lines_of: Callable[[str], Lines]) -> dict[str, int]:
    """Fill the empty tables of a database with the lines of each; how many rows each has then.

    Raises ValueError where a line is not as the table wants it.
    """
    counts = {}
    found = tables_of(connection)
    with _references_checked_at_the_end(connection, found):
        for one in found:
            with closing(lines_of(one.name)) as lines:
                counts[one.name] = _fill(connection, one, lines)
            _count_on(connection, one)
    return counts


def _fill(connection: Connection, one: Table, lines: Iterable[bytes]) -> int:
    codecs = {each.name: _codec(each.type)[1] for each in one.columns}
    bare = table(one.name, *(column(each.name, _written_as(each.type)) for each in one.columns))
    count, waiting, size = 0, iter(lines), at_once(one)
    while batch := [_row(line, codecs) for line in islice(waiting, size)]:
        connection.execute(insert(bare), batch)
        count += len(batch)
    return count


def _row(line: bytes, codecs: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, dict) or values.keys() != codecs.keys():
        raise ValueError("a line does not have the columns of its table")
    return {
        name: None if values[name] is None else decode(values[name])
        for name, decode in codecs.items()
    }


def _written_as(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    """JSON goes in as the text that it was; the rest as the database names it."""
    return NullType() if isinstance(kind, JSON) else kind


def _count_on(connection: Connection, one: Table) -> None:
    """PostgreSQL gives new rows their numbers from a sequence, which knows nothing of these."""
    keys = [each for each in one.primary_key.columns if isinstance(each.type, Integer)]
    if connection.dialect.name != "postgresql" or not keys:
        return
    last = connection.scalar(select(func.max(keys[0])))
    sequence = func.pg_get_serial_sequence(one.name, keys[0].name)
    if last is not None:
        connection.execute(select(func.setval(sequence, last)))


@contextmanager
def _references_checked_at_the_end(connection: Connection, found: list[Table]) -> Iterator[None]:
    """A row may refer to one that comes later in its own table."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield
        return
    references = [
        f"ALTER TABLE {quoted(one.name)} ALTER CONSTRAINT {quoted(str(key.name))}"
        for one in found
        for key in one.foreign_key_constraints
    ]
    for reference in references:
        connection.exec_driver_sql(f"{reference} DEFERRABLE INITIALLY DEFERRED")
    yield
    connection.exec_driver_sql("SET CONSTRAINTS ALL IMMEDIATE")
    for reference in references:
        connection.exec_driver_sql(f"{reference} NOT DEFERRABLE")
