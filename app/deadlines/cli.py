"""The calendar and the alerts on the command line, below `funding`."""

import json
from datetime import date, timedelta
from typing import Any

import click

from app.core import clock
from app.core.commands import DAY
from app.core.events import plain
from app.deadlines import agenda, feeds, rules
from app.deadlines.telling import tell_owners


@click.command("calendar")
@click.option(
    "--from",
    "first",
    type=DAY,
    help="The first day; the first of this month if none.",
)
@click.option(
    "--until",
    "last",
    type=DAY,
    help="The last day; a year after the first if none.",
)
@click.option("--format", "form", type=click.Choice(["ics", "json"]), default="ics")
def print_calendar(first: date | None, last: date | None, form: str) -> None:
    """What falls due and is not done: deadlines, instalments, ends of grants, reminders, claims."""
    from_on = first or rules.month_of(clock.today())[0]
    until_on = last or clock.months_after(from_on, 12) - timedelta(days=1)
    if until_on < from_on:
        raise click.UsageError("--until lies before --from")
    found = agenda.items(from_on, until_on)
    if form == "ics":
        click.echo(feeds.written(found, full=True).decode(), nl=False)
        return
    click.echo(json.dumps([_told(one) for one in found], ensure_ascii=False, indent=1))


@click.command("alerts")
@click.option(
    "--on",
    "on",
    type=DAY,
    help="As of this day; today if none.",
)
def tell(on: date | None) -> None:
    """Write to each owner what came within 60, 30 or 7 days; who was told is left alone."""
    for told in tell_owners(on or clock.today()):
        click.echo(f"{told.user.email}\t{len(told.lines)}")


def _told(one: agenda.Item) -> dict[str, Any]:
    names = ("uid", "on", "kind", "what", "whom", "code", "owner", "cents", "url")
    return {name: plain(getattr(one, name)) for name in names}


COMMANDS = (print_calendar, tell)
