"""Expenses on the command line."""

import click

from app.core.commands import TenantGroup
from app.core.db import db
from app.expenses import queries
from app.expenses.judging import verdicts_of
from app.expenses.models import State
from app.volunteer_caps.files import asked_for, book


def _month(text: str) -> str:
    if text and queries.first_day(text) is None:
        raise click.BadParameter("write a month such as 2026-11")
    return text


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
