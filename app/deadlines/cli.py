"""The calendar and the alerts on the command line, below `funding`."""

import json
from datetime import date, datetime, timedelta
from typing import Any

import click

from app.core import clock
from app.core.events import plain
from app.deadlines import agenda, feeds, rules
from app.deadlines.telling import tell_owners

DAY = click.DateTime(["%Y-%m-%d"])
YEARS = range(1900, 2200)


def _day(given: datetime | None) -> datetime | None:
    """A day whose thresholds and months before and after it are days too."""
    if given is not None and given.year not in YEARS:
        raise click.BadParameter("write a day from 1900-01-01 to 2199-12-31")
    return given


@click.command("calendar")
@click.option(
    "--from",
    "first",
    type=DAY,
    callback=lambda _c, _p, day: _day(day),
    help="The first day; the first of this month if none.",
)
@click.option(
    "--until",
    "last",
    type=DAY,
    callback=lambda _c, _p, day: _day(day),
    help="The last day; a year after the first if none.",
)
@click.option("--format", "form", type=click.Choice(["ics", "json"]), default="ics")
def print_calendar(first: datetime | None, last: datetime | None, form: str) -> None:
    """What falls due and is not done: deadlines, instalments, ends of grants, reminders, claims."""
    from_on = first.date() if first else rules.month_of(clock.today())[0]
    until_on = last.date() if last else clock.months_after(from_on, 12) - timedelta(days=1)
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
    callback=lambda _c, _p, day: _day(day),
    help="As of this day; today if none.",
)
def tell(on: datetime | None) -> None:
    """Write to each owner what came within 60, 30 or 7 days; who was told is left alone."""
    day: date = on.date() if on else clock.today()
    for told in tell_owners(day):
        click.echo(f"{told.user.email}\t{len(told.lines)}")


def _told(one: agenda.Item) -> dict[str, Any]:
    names = ("uid", "on", "kind", "what", "whom", "code", "owner", "cents", "url")
    return {name: plain(getattr(one, name)) for name in names}


COMMANDS = (print_calendar, tell)
