"""Expenses on the command line."""

from datetime import date

import click

from app.core import clock
from app.core.commands import DAY, TenantGroup
from app.core.db import db
from app.core.export import as_csv, as_xlsx
from app.expenses import payments, queries, statements
from app.expenses.actions import paying
from app.expenses.files import asked_for, book
from app.expenses.jobs import produce
from app.expenses.judging import verdicts_of
from app.expenses.models import State

FILE = click.Path(dir_okay=False, writable=True)


def _month(text: str) -> str:
    if text and queries.first_day(text) is None:
        raise click.BadParameter("write a month such as 2026-11")
    return text


def _table(path: str) -> str:
    if not path.endswith((".csv", ".xlsx")):
        raise click.BadParameter("the name of the file ends in .csv or .xlsx")
    return path


group = TenantGroup("expenses", help="Expenses of the mentors of a tenant.")


@group.command("list")
@click.option("--state", type=click.Choice([str(state) for state in State]), default="submitted")
@click.option(
    "--month", default="", callback=lambda _c, _p, text: _month(text), help="As in 2026-11."
)
def list_expenses(state: str, month: str) -> None:
    """Id, day, kind, amount, state, name."""
    statement = queries.expenses({"state": state, "month": month})
    for row in db.session.scalars(statement.order_by(*queries.SORTS["newest"])):
        amount = "-" if row.amount_cents is None else f"{row.amount_cents / 100:.2f}"
        click.echo(f"{row.id}\t{row.spent_on}\t{row.kind}\t{amount}\t{row.state}\t{row.mentor}")


@group.command("check")
def check() -> None:
    """What stands against those that wait, and which figures of the country are asked for."""
    for line in asked_for(book()):
        click.echo(f"asked for\t{line}")
    rows = db.session.scalars(queries.expenses({"state": State.SUBMITTED})).all()
    waiting = queries.expenses_of_ids([row.id for row in rows])
    verdicts = verdicts_of(waiting)
    for one in waiting:
        codes = [r.code for r in verdicts[one.id].against + verdicts[one.id].missing]
        click.echo(f"{one.id}\t{','.join(dict.fromkeys(codes)) or 'can be approved'}")


@group.command("pay")
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
    for one in payments.without_account():
        click.echo(f"no account\t{one.person_id}\t{int(one.cents or 0) / 100:.2f}")


@group.command("yearly")
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
