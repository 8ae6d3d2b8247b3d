"""What each table and each column of an export is, as a Frictionless Data Package says it.

The words are those of the code: the sentence of a table, the ending of a name, the codes allowed.
Tabular Data Package, https://specs.frictionlessdata.io/tabular-data-package/ (version 1).
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from inspect import cleandoc
from typing import Any, get_args

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Float,
    ForeignKeyConstraint,
    Integer,
    Numeric,
    String,
    Table,
)
from sqlalchemy.orm import Mapper

from app.core.db import Base, CodeSet, Instant

ENDINGS = {
    "_id": "The number of a row.",
    "_on": "A day in the country's own time zone.",
    "_at": "An instant in UTC.",
    "_since": "From when it has been so.",
    "_until": "Until when it is so.",
    "_cents": "Euro cents, or the hundredth part of the country's own currency.",
    "_hours": "Hours.",
    "hours": "Hours.",
    "minutes": "Minutes.",
}
WELL_KNOWN = {
    "id": "The number of the row.",
    "version": "How often the row was changed.",
    "code": "A code, unique or of a list.",
    "language": "ISO 639-1.",
    "isced": "Level of education attained, 0 to 8 (ISCED 2011, UNESCO).",
    "nationality": "ISO 3166-1 alpha-2.",
    "birth_country": "ISO 3166-1 alpha-2.",
}


def package(code: str, tables: Mapping[Table, list[Column[Any]]]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": f"tandem-{code}",
        "resources": [_resource(one, columns, tables) for one, columns in tables.items()],
    }


def _resource(one: Table, columns: list[Column[Any]], known: Iterable[Table]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": one.name,
        "path": f"tables/{one.name}.csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "description": " ".join(_sentences(one)),
        "schema": {
            "fields": [_field(one, column) for column in columns],
            "primaryKey": ["id"],
            "foreignKeys": [
                {"fields": key.column_keys, "reference": _referred(key)}
                for key in one.foreign_key_constraints
                if key.referred_table in known
            ],
        },
    }


def _referred(key: ForeignKeyConstraint) -> dict[str, Any]:
    columns = [element.column.name for element in key.elements]
    return {"resource": key.referred_table.name, "fields": columns}


def _mappers(one: Table) -> list[Mapper[Any]]:
    """Of the table's rows, the general kind before the special ones."""
    found = [mapper for mapper in Base.registry.mappers if mapper.local_table is one]
    return sorted(found, key=lambda mapper: (mapper.inherits is not None, mapper.class_.__name__))


def _sentences(one: Table) -> list[str]:
    """What the code says of the rows; their name where it says nothing."""
    said = [cleandoc(mapper.class_.__doc__ or "") for mapper in _mappers(one)]
    return [" ".join(text.split()) for text in said if text] or [f"{_words(one.name)}."]


def _field(one: Table, column: Column[Any]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _type(column),
        "title": _words(column.name),
        "description": " ".join(_told(one, column)),
    }
    if isinstance(column.type, Boolean):
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    may_be_empty = column.nullable or isinstance(column.type, String | CodeSet)
    constraints: dict[str, Any] = {} if may_be_empty else {"required": True}
    if codes := _codes(one, column):
        constraints["enum"] = codes
    return field | ({"constraints": constraints} if constraints else {})


def _told(one: Table, column: Column[Any]) -> list[str]:
    if keys := list(column.foreign_keys):
        return [f"The number of a row of {key.column.table.name}." for key in keys]
    found = [text for ending, text in ENDINGS.items() if column.name.endswith(ending)][:1]
    found = [WELL_KNOWN[column.name]] if column.name in WELL_KNOWN else found
    if isinstance(column.type, CodeSet):
        found.append("Codes, separated by commas.")
    if isinstance(column.type, JSON):
        found.append("Several facts, as JSON.")
    if codes := _codes(one, column):
        found.append(f"One of {', '.join(codes)}.")
    return found or [f"{_words(column.name)}."]


def _codes(one: Table, column: Column[Any]) -> list[str]:
    """Those that the code allows there; nothing where it does not say."""
    for mapper in _mappers(one):
        for kind in mapper.class_.__mro__:
            for said in _inside(vars(kind).get("__annotations__", {}).get(column.name)):
                if isinstance(said, type) and issubclass(said, StrEnum):
                    return [code.value for code in said]
    return []


def _inside(annotation: Any) -> list[Any]:
    """Of `Mapped[Kind | None]`: the class and None."""
    return [inner for outer in get_args(annotation) for inner in get_args(outer) or (outer,)]


TYPES: tuple[tuple[type, str], ...] = (
    (Instant, "datetime"),
    (DateTime, "datetime"),
    (Date, "date"),
    (Boolean, "boolean"),
    (Integer, "integer"),
    (Float, "number"),
    (Numeric, "number"),
)


def _type(column: Column[Any]) -> str:
    found = [name for kind, name in TYPES if isinstance(column.type, kind)]
    return found[0] if found else "string"


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()
