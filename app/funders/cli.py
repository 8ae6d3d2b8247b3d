"""Funders on the command line; `app/cli.py` puts it into the group of the funding."""

import json
from collections.abc import Sequence
from typing import Any

import click

from app.core.db import db
from app.core.events import plain
from app.core.money import Money
from app.funders import queries
from app.funders.models import Funder, FunderKind, FunderStage

COLUMNS = ("id", "stage", "kind", "asked", "last_contact_on", "quiet", "owner", "name")


@click.command("funders")
@click.option(
    "--stage", type=click.Choice([*map(str, FunderStage), "open"]), help="Only of this stage."
)
@click.option("--kind", type=click.Choice([*map(str, FunderKind)]), help="Only of this kind.")
@click.option("--quiet", is_flag=True, help="Only those with whom nobody was in touch too long.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
def funders(stage: str | None, kind: str | None, quiet: bool, form: str) -> None:  # noqa: FBT001
    """Print the funders, by name; without anybody's name but the owner's."""
    wanted = queries.rows(stage=stage, kind=kind, quiet=quiet)
    ordered = wanted.order_by(Funder.sort_key, Funder.id)
    rows = [_told(row) for row in db.session.scalars(ordered)]
    click.echo(json.dumps(rows, indent=2, ensure_ascii=False) if form == "json" else _table(rows))


def _told(row: Any) -> dict[str, Any]:
    asked = Money().serialize("asked_cents", row)
    names = [name for name in COLUMNS if name != "asked"]
    return {name: plain(getattr(row, name)) for name in names} | {
        "asked": asked,
        "quiet": bool(row.quiet),
        "language": row.language,
    }


def _table(rows: Sequence[dict[str, Any]]) -> str:
    lines = [COLUMNS, *([_cell(row[name]) for name in COLUMNS] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(COLUMNS))]
    padded = ([cell.ljust(w) for cell, w in zip(line, widths, strict=True)] for line in lines)
    return "\n".join("  ".join(cells).rstrip() for cells in padded)


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "-" if value is None else str(value)
