"""What every command that reads a spreadsheet may be told on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

OPTIONS = (
    click.option("--sheet", help="Only this sheet of a workbook."),
    click.option("--encoding", help="Instead of the one that is recognised, such as cp1252."),
    click.option("--delimiter", help="Instead of the one that is recognised, such as ';'."),
    click.option("--dry-run", is_flag=True, help="Count, and change nothing."),
    click.option("--format", "form", type=click.Choice(["text", "json"]), default="text"),
    click.option(
        "--report",
        type=click.Path(path_type=Path, dir_okay=False, writable=True),
        help="Where to write the refused rows, to be corrected and sent again.",
    ),
)


def reading_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """As a decorator; they are told by `--help` in this order."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command
