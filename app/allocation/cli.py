"""The allocation on the command line; `app/cli.py` puts it into the group of the funding."""

import json
from importlib import import_module
from typing import Any

import click

from app.allocation import coverage_pages, deciding, pages, proposals
from app.allocation.coverage import coverage as coverage_of
from app.allocation.coverage import run_up
from app.allocation.jobs import PROPOSING
from app.allocation.labels import OBJECTIVES
from app.core import clock
from app.core.commands import DAY
from app.core.db import commit, db
from app.core.export import as_csv
from app.core.quarters import quarter, quarter_of
from app.grants.queries import find_grant


@click.command("allocate")
@click.option("--from", "from_on", type=DAY, required=True, help="The first day.")
@click.option("--until", "until_on", type=DAY, required=True, help="The last day.")
@click.option("--objective", type=click.Choice(list(OBJECTIVES)), default="money")
@click.option("--accept", is_flag=True, help="Write the split to the ledger.")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text")
def allocate(**asked: Any) -> None:
    """Work out the best split of what happened in those days, and print what it brings."""
    told = _work_out(asked)
    if asked["accept"] and told["paid"]:
        accepted = deciding.accept_all(told["proposal"], commit)
        told |= {"accepted": accepted["accepted"], "skipped": accepted["skipped"]}
    if asked["kind"] == "json":
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"proposal {told['proposal']}: {told['paid']} of {told['subjects']} with a grant")
    best = "proven: no other split brings more" if told["proven"] else "not proven to be the best"
    click.echo(f"brings {told['total_cents'] / 100:.2f} ({best})")
    click.echo(f"the order by hand would bring {told['by_hand_cents'] / 100:.2f}")
    if "accepted" in told:
        click.echo(f"{told['accepted']} lines in the ledger, {told['skipped']} skipped")


def _work_out(asked: dict[str, Any]) -> dict[str, Any]:
    days = {name: asked[name] for name in ("from_on", "until_on")}
    proposal = deciding.ask_now(**days, objective=str(asked["objective"]))
    db.session.flush()
    proposal_id = proposal.id
    import_module(PROPOSING).work_out(proposal_id, commit)
    result = proposals.get_any(proposal_id).result
    return {"proposal": proposal_id} | {k: v for k, v in result.items() if k != "locks"}


@click.command("ledger")
@click.option("--grant", "code", required=True, metavar="CODE")
@click.option("--state", type=click.Choice(["standing", "released", "all"]), default="standing")
@click.option("--format", "kind", type=click.Choice(["csv"]), default="csv")
def ledger(code: str, state: str, kind: str) -> None:
    """Print the lines of a grant."""
    grant = find_grant(code)
    if grant is None:
        raise click.ClickException(f"there is no grant {code}")
    click.echo(as_csv(*pages.table(grant=grant.id, state=state)).decode(), nl=False)


@click.command("coverage")
@click.option("--until", "code", metavar="QUARTER", help="Such as 2026-Q3; else the one that runs.")
@click.option("--format", "kind", type=click.Choice(["csv", "json"]), default="csv")
def coverage(code: str | None, kind: str) -> None:
    """Print what duos cost by region and quarter, and how much of it is secured."""
    try:
        last = quarter(code) if code else quarter_of(clock.today())
    except ValueError:
        raise click.ClickException(f"{code} is no quarter such as 2026-Q3") from None
    found = coverage_of(run_up(last), clock.today())
    if kind == "csv":
        click.echo(as_csv(*coverage_pages.as_table(found)).decode(), nl=False)
        return
    lines = coverage_pages.lines_of(found)
    told = [dict(zip(coverage_pages.KEYS, line, strict=True)) for line in lines]
    click.echo(json.dumps(told, indent=2))


COMMANDS = (allocate, ledger, coverage)
