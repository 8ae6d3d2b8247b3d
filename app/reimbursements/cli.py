"""Paying expenses and the list of a year on the command line, below `expenses`."""

from datetime import date

import click

from app.core import clock
from app.core.commands import DAY
from app.core.db import db
from app.core.export import as_csv, as_xlsx
from app.reimbursements import queries, statements
from app.reimbursements.actions import paying
from app.reimbursements.jobs import produce

FILE = click.Path(dir_okay=False, writable=True)


def _table(path: str) -> str:
    if not path.endswith((".csv", ".xlsx")):
        raise click.BadParameter("the name of the file ends in .csv or .xlsx")
    return path


@click.command("pay")
@click.option("--on", "execute_on", type=DAY, help="The bank's day.")
@click.option("--file", "target", type=FILE, help="Where the file for the bank goes.")
def pay(execute_on: date | None, target: str | None) -> None:
    """A payment of all that is ready, with its file for the bank."""
    batch = paying.make_batch(execute_on=execute_on or clock.today())
    produce(batch.id)
    db.session.flush()
    if target is not None:
        _write(target, batch.content or b"")
    click.echo(
        f"{batch.reference}\t{batch.payees_count}\t{batch.total_cents / 100:.2f}\t{batch.state}"
    )
    for one in queries.without_account():
        click.echo(f"no account\t{one.person_id}\t{int(one.cents or 0) / 100:.2f}")


@click.command("yearly")
@click.argument("year", type=click.IntRange(2000, 2199))
@click.option(
    "--file", "target", type=FILE, required=True, callback=lambda _c, _p, path: _table(path)
)
@click.option("--waivers", is_flag=True, help="What the receipts of the waivers say.")
def yearly(year: int, target: str, waivers: bool) -> None:  # noqa: FBT001 - click passes by name
    """The list of a year: .csv or .xlsx."""
    headers, rows = (statements.waiver_table if waivers else statements.year_table)(year)
    made = as_xlsx if target.endswith(".xlsx") else as_csv
    _write(target, made(headers, rows))
    click.echo(target)


def _write(target: str, content: bytes) -> None:
    with click.open_file(target, "wb") as file:
        file.write(content)


COMMANDS = (pay, yearly)
