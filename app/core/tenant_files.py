"""The files of a tenant's folder, read and checked; every mistake found is told at once."""

import csv
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from marshmallow import Schema, ValidationError

from app.core import populations
from app.core.tenant_schemas import antenna_schema, tenant_schema

CODE = re.compile(r"[a-z]{2,8}")
RESERVED = frozenset({"shared", "queue", "backups", "exports"})
"""Names that the instance folder uses for something else."""
PROGRAMS = frozenset({".py", ".pyc", ".pyd", ".so", ".dll"})
"""Tenants are data: a table defined here would appear in every tenant's database."""

DECIDE = frozenset({"kind", "country", "languages"})
"""What the antennas are read by: with a mistake in these they are not looked at."""


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in one file: what stands there, and what is allowed instead."""

    file: str
    key: str
    value: object
    allowed: str

    def __str__(self) -> str:
        shown = "" if self.value is None else f" = {self.value!r}"
        return f"{self.file}: {self.key}{shown}: {self.allowed}"


def folders(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("[!._]*") if path.is_dir())


def read_folder(folder: Path) -> tuple[dict[str, Any], list[dict[str, Any]], list[Mistake]]:
    """What `tenant.toml` and the rows of `antennas.csv` say, and all the mistakes in them."""
    mistakes = list(against_folder(folder))
    raw = read_toml(folder / "tenant.toml", mistakes)
    if mistakes:
        return {}, [], mistakes
    facts, mistakes = checked(tenant_schema(raw), raw, name_of(folder / "tenant.toml"))
    known = facts or _right_ones(tenant_schema(raw), raw)
    if any(mistake.key.partition(".")[0] in DECIDE for mistake in mistakes):
        return {}, [], mistakes
    rows, found = read_antennas(folder / "antennas.csv", known)
    mistakes += [*found, *_against_wording(folder / "wording", known["languages"])]
    facts["population"] = () if found else _read_populations(folder, rows, mistakes)
    return facts, rows, mistakes


def _read_populations(
    folder: Path, rows: Sequence[Mapping[str, Any]], mistakes: list[Mistake]
) -> tuple[populations.TargetPopulation, ...]:
    """The estimates of a country; a folder without the file, as that of headquarters, has none."""
    path = folder / populations.FILE
    raw = read_toml(path, mistakes) if path.exists() else {}
    schema = populations.population_schema([row["code"] for row in rows])
    facts, found = checked(schema, raw, name_of(path))
    estimates = facts.get("population", ())
    mistakes += found + [Mistake(name_of(path), *one) for one in populations.twice(estimates)]
    return tuple(estimates)


def same_host_twice(hosts: Sequence[tuple[Path, str]]) -> Iterator[Mistake]:
    for (first, host), (second, other) in combinations(hosts, 2):
        if host == other:
            file = name_of(second / "tenant.toml")
            yield Mistake(file, "host", host, f"must differ from that of {first.name}")


def name_of(path: Path) -> str:
    """The path as a reader of `tenants/` knows it: `be/tenant.toml`."""
    return f"{path.parent.name}/{path.name}"


def against_folder(folder: Path) -> Iterator[Mistake]:
    if not CODE.fullmatch(folder.name) or folder.name in RESERVED:
        allowed = "2 to 8 lower-case letters a-z, not " + ", ".join(sorted(RESERVED))
        yield Mistake(f"{folder.name}/", "code", folder.name, allowed)
    for path in sorted(folder.rglob("*")):
        if path.suffix in PROGRAMS:
            allowed = "a tenant is data: TOML, CSV, PO and images, never a program"
            yield Mistake(f"{folder.name}/", "file", path.name, allowed)


def _against_wording(wording: Path, languages: Sequence[str]) -> Iterator[Mistake]:
    for folder in sorted(wording.glob("[!.]*")):
        if folder.name not in languages:
            allowed = "the tenant's languages: " + ", ".join(languages)
            yield Mistake(f"{wording.parent.name}/wording/", "language", folder.name, allowed)


def _read_text(path: Path, mistakes: list[Mistake]) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        mistakes.append(Mistake(name_of(path), "file", None, "is missing"))
    except UnicodeDecodeError as error:
        mistakes.append(Mistake(name_of(path), "file", None, f"must be UTF-8 text: {error.reason}"))
    return None


def read_toml(path: Path, mistakes: list[Mistake]) -> dict[str, Any]:
    text = _read_text(path, mistakes)
    if text is None:
        return {}
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        mistakes.append(Mistake(name_of(path), "file", None, f"must be TOML: {error}"))
        return {}


def checked(
    schema: Schema, raw: Mapping[str, Any], file: str, line: str = ""
) -> tuple[dict[str, Any], list[Mistake]]:
    try:
        return dict(schema.load(raw)), []
    except ValidationError as error:
        told = _flat(error.messages, raw)
        return {}, [Mistake(file, f"{line}{key}", value, text) for key, value, text in told]


def _right_ones(schema: Schema, raw: Mapping[str, Any]) -> dict[str, Any]:
    """What can be read in spite of the mistakes."""
    try:
        return dict(schema.load(raw))
    except ValidationError as error:
        return dict(error.valid_data or {})


def _flat(messages: Any, raw: Any, path: str = "") -> Iterator[tuple[str, object, str]]:
    """Each message with its dotted key and value; items of a list are counted from 1."""
    if isinstance(messages, list):
        yield from ((path, raw, str(text)) for text in messages)
        return
    for key, inner in messages.items():
        if path and isinstance(key, str) and not isinstance(raw, dict):
            yield from _flat(inner, raw, path)
            continue
        shown = key + 1 if isinstance(key, int) else key
        yield from _flat(inner, _inside(raw, key), f"{path}.{shown}" if path else str(shown))


def _inside(raw: Any, key: str | int) -> Any:
    """What stands at the key; the words of a cell count as a list."""
    try:
        words: Any = raw.split() if isinstance(raw, str) else raw
        return words[key]
    except (KeyError, IndexError, TypeError):
        return None


def read_antennas(
    path: Path, facts: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], list[Mistake]]:
    """The rows of an `antennas.csv` of that country and those languages, and the mistakes."""
    file, mistakes = name_of(path), list[Mistake]()
    if facts["kind"] == "hq":
        unwanted = Mistake(file, "file", None, "headquarters has no antennas: remove it")
        return [], [unwanted] if path.exists() else []
    text = _read_text(path, mistakes)
    if text is None:
        return [], mistakes
    schema = antenna_schema(facts["country"], facts["languages"])
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    mistakes += _against_header(file, reader.fieldnames or (), schema)
    if mistakes:
        return [], mistakes
    return _read_rows(file, reader, schema)


def _against_header(file: str, header: Sequence[str], schema: Schema) -> Iterator[Mistake]:
    for column in schema.fields.keys() - set(header):
        yield Mistake(file, column, None, "this column is missing")
    for column in header:
        if column not in schema.fields or header.count(column) > 1:
            allowed = "each of these columns once: " + ", ".join(schema.fields)
            yield Mistake(file, column, None, allowed)


def _read_rows(
    file: str, reader: "csv.DictReader[str]", schema: Schema
) -> tuple[list[dict[str, Any]], list[Mistake]]:
    rows, mistakes = dict[int, dict[str, Any]](), list[Mistake]()
    for raw in reader:
        line = f"line {reader.line_num} "
        if None in raw or None in raw.values():
            allowed = f"as many cells as the header: {len(schema.fields)}"
            mistakes.append(Mistake(file, line.strip(), None, allowed))
            continue
        filled = {key: cell.strip() for key, cell in raw.items() if cell.strip()}
        row, found = checked(schema, filled, file, line)
        mistakes += found
        if row:
            rows[reader.line_num] = row
    mistakes += [Mistake(file, *told) for told in _against_rows(rows)]
    if not mistakes and not rows:
        mistakes.append(Mistake(file, "file", None, "one antenna at least, open or planned"))
    return [*rows.values()], mistakes


def _against_rows(rows: Mapping[int, Mapping[str, Any]]) -> Iterator[tuple[str, object, str]]:
    for (_, first), (number, second) in combinations(rows.items(), 2):
        line = f"line {number} "
        if first["code"] == second["code"]:
            yield f"{line}code", first["code"], "must be used once"
        for key, value, allowed in _overlaps(first, second):
            yield f"{line}{key}", value, allowed


def _overlaps(
    first: Mapping[str, Any], second: Mapping[str, Any]
) -> Iterable[tuple[str, object, str]]:
    for area in second.get("postal_codes", ()):
        for taken in first.get("postal_codes", ()):
            if area.overlaps(taken):
                allowed = f"must not overlap {taken} of {first['code']}"
                yield f"{second['code']} postal_codes", str(area), allowed
