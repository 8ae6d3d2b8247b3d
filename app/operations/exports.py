"""All of a country's data in open formats: to leave with, or to look into with other programs.

Kept out is what only this installation can use and would open a door: passwords, second steps,
sessions, tokens, links in mails.
"""

import csv
import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import Column, Connection, LargeBinary, Table, select
from xlsxwriter import Workbook

from app.core import clock, engines
from app.core.db import Base
from app.core.export import plain, safe
from app.operations import backups, descriptions, dumps, letters, notes
from app.operations.archives import Writer, writing
from app.operations.backups import Made
from app.operations.places import Place

KIND = "tandem-export"
WITHOUT_TABLES = frozenset(
    {
        "api_tokens",
        "due_jobs",
        "failed_sign_ins",
        "outbox_jobs",
        "recovery_codes",
        "registration_drafts",
        "sign_ins",
    }
)
"""Keys of sessions and programs, the queue, and forms that nobody has sent yet."""
WITHOUT_COLUMNS = {
    "expense_links": {"key_hash"},
    "funders": {"search_text", "sort_key"},
    "mails": {"body"},
    "people": {"search_text", "sort_key", "name_key", "email_key", "phone_key"},
    "readings": {"key_hash"},
    "users": {"password_hash", "totp_secret", "totp_since", "totp_last_step"},
}
"""Keys, and copies that only serve to search."""
BOOK = "people-and-duos.xlsx"
SHEETS = (("mentees", "people", "mentee"), ("mentors", "people", "mentor"), ("duos", "duos", None))


def export(place: Place, to: Path) -> Made:
    """Into the file `to`; must run inside the tenant's application, whose words it needs.

    Raises `OldRevision` when the database is not what this version of the product describes.
    """
    now = clock.now()
    with writing(to) as archive, place.reading() as connection:
        facts = backups.about(place, connection, now)
        if facts["revision"] != engines.head("tenant"):
            raise engines.OldRevision(
                f"{place.code}: tandem tenants migrate {place.code} comes first"
            )
        tables = exported()
        counts = {one.name: _csv(connection, one, cs, archive) for one, cs in tables.items()}
        _files_of_training(connection, archive)
        _documents(connection, archive)
        _book(place, connection, tables, archive)
        files = backups.add_files(place.settings.files, archive)
        _text(archive, "datapackage.json", json.dumps(descriptions.package(place.code, tables)))
        told = letters.Told(now, sum(counts.values()), len(tables), files)
        _text(archive, "README.txt", letters.readme(told))
        archive.close({**facts, "kind": KIND, "tables": counts})
    made = Made(to, now, to.stat().st_size, sum(counts.values()), files)
    notes.note(place, "exported", bytes=made.bytes, rows=made.rows, files=files)
    return made


def exported() -> dict[Table, list[Column[Any]]]:
    """The columns that leave, by table."""
    return {
        one: [
            column
            for column in one.columns
            if column.name not in WITHOUT_COLUMNS.get(one.name, ())
            and not isinstance(column.type, LargeBinary)
        ]
        for one in Base.metadata.sorted_tables
        if one.name not in WITHOUT_TABLES
    }


def _rows(
    connection: Connection, one: Table, columns: list[Column[Any]], kind: str | None = None
) -> Iterator[Any]:
    wanted = select(*columns).order_by(one.c.id)
    if kind:
        wanted = wanted.where(one.c.kind == kind)
    options = {"yield_per": dumps.ROWS}
    yield from connection.execute(wanted, execution_options=options).partitions()


def _csv(connection: Connection, one: Table, columns: list[Column[Any]], archive: Writer) -> int:
    """RFC 4180, in UTF-8 with a mark, so that spreadsheets see that it is; how many rows."""
    count = 0
    with archive.member(f"{dumps.FOLDER}{one.name}.csv") as member:
        header = [column.name for column in columns]
        member.write(_lines([header]).encode("utf-8-sig"))
        for rows in _rows(connection, one, columns):
            count += len(rows)
            member.write(_lines([_cell(value) for value in row] for row in rows).encode())
    return count


def _lines(rows: Any) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(
        [safe(cell) if type(cell) is str else cell for cell in row] for row in rows
    )
    return out.getvalue()


def _cell(value: Any) -> Any:
    """Most are texts, numbers or nothing, of which there are millions."""
    if value is None or type(value) in {str, int}:
        return value
    if isinstance(value, list) and all(isinstance(code, str) for code in value):
        return ",".join(value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat()
    return plain(value)


def _files_of_training(connection: Connection, archive: Writer) -> None:
    """Images and files of modules, under the sum that training_files.csv and modules name."""
    one = Base.metadata.tables["training_files"]
    wanted = select(one.c.sha256, one.c.content).order_by(one.c.id)
    for sum_, content in connection.execute(wanted, execution_options={"yield_per": 1}):
        with archive.member(f"training-files/{sum_}") as member:
            member.write(content)


def _documents(connection: Connection, archive: Writer) -> None:
    """Files kept with funders, grants and the like, under the id that documents.csv names."""
    one = Base.metadata.tables["documents"]
    wanted = select(one.c.id, one.c.name, one.c.content).order_by(one.c.id)
    for number, name, content in connection.execute(wanted, execution_options={"yield_per": 1}):
        with archive.member(f"documents/{number}{PurePosixPath(name).suffix}") as member:
            member.write(content)


def _book(
    place: Place, connection: Connection, tables: dict[Table, list[Column[Any]]], archive: Writer
) -> None:
    """Row by row into a file: a sheet is never in memory as a whole."""
    by_name = {one.name: one for one in tables}
    with _folder(place) as folder:
        options = {"constant_memory": True, "tmpdir": str(folder)}
        options |= {"strings_to_formulas": False, "strings_to_urls": False}
        with Workbook(folder / BOOK, options) as book:
            for title, name, kind in SHEETS:
                one = by_name[name]
                sheet = book.add_worksheet(title)
                sheet.write_row(0, 0, [column.name for column in tables[one]])
                rows = (row for part in _rows(connection, one, tables[one], kind) for row in part)
                for line, row in enumerate(rows, start=1):
                    sheet.write_row(line, 0, [_cell(value) for value in row])
        archive.file(BOOK, folder / BOOK, packed=False)


@contextmanager
def _folder(place: Place) -> Iterator[Path]:
    """Of the tenant's own: what is written there on the way is as private as its database."""
    with tempfile.TemporaryDirectory(prefix=".exporting-", dir=place.folder) as name:
        yield Path(name)


def _text(archive: Writer, name: str, text: str) -> None:
    with archive.member(name) as member:
        member.write(text.encode())
