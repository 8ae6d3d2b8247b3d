"""Reading a file as somebody chose to: the kind, the sheet, the encoding, the columns by hand."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.lists.fields import KINDS
from app.lists.profiles import Profile
from app.lists.recognising import Choices, Mapped, recognise, recognise_all
from app.lists.refusals import NoSuchList
from app.spreadsheets.reading import open_tables, sheet_named
from app.spreadsheets.tables import Table, Unreadable

Options = Mapping[str, Any]
"""`encoding`, `delimiter`, `kind` and `sheet`, each left out when it is to be recognised; `lists`
once columns were set by hand: for each its `sheet`, `kind`, `date_order` and `columns`, which give
the field by the place of the column (as text, since JSON has no other keys)."""


def lists_of(path: Path, file_name: str, options: Options, profile: Profile) -> list[Mapped]:
    """The lists of the file, in the order in which they are taken in. Raises `Unreadable`.

    The name the file had where it came from may tell what it holds.
    """
    tables = [
        each if each.sheet else replace(each, name=Path(file_name).stem)
        for each in open_tables(
            path, encoding=options.get("encoding"), delimiter=options.get("delimiter")
        )
    ]
    if options.get("lists"):
        lists = [_chosen(tables, each, profile) for each in options["lists"]]
        return sorted(lists, key=lambda each: list(KINDS).index(each.kind))
    if options.get("sheet"):
        tables = [sheet_named(tables, options["sheet"])]
    kind = options.get("kind")
    return _of_kind(tables, kind, profile) if kind else recognise_all(tables, profile)


def _chosen(tables: list[Table], chosen: Options, profile: Profile) -> Mapped:
    table = sheet_named(tables, chosen["sheet"]) if chosen.get("sheet") else tables[0]
    columns = chosen.get("columns")
    return recognise(
        table,
        profile,
        Choices(
            kind=chosen.get("kind"),
            columns={int(at): name for at, name in columns.items()} if columns else None,
            date_order=chosen.get("date_order"),
        ),
    )


def _of_kind(tables: list[Table], kind: str, profile: Profile) -> list[Mapped]:
    """Only when the columns could mean several kinds does the word of a person decide."""
    try:
        found = recognise_all(tables, profile)
    except Unreadable as reason:
        if reason.code != "unknown_kind":
            raise
        return recognise_all(tables, profile, Choices(kind=kind))
    wanted = [each for each in found if each.kind == kind]
    if not wanted:
        raise NoSuchList("other_kind", found=KINDS[found[0].kind], kind=KINDS[kind])
    return wanted
