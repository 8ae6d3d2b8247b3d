"""Proposals on the command line; `app/cli.py` puts them into the group of the funding."""

import json
from importlib import import_module
from typing import Any

import click

from app.core.commands import DAY
from app.core.db import commit, db
from app.proposals import deciding, queries
from app.proposals.jobs import PROPOSING
from app.proposals.labels import OBJECTIVES


@click.command("allocate")
@click.option("--from", "from_on", type=DAY, required=True, help="The first day.")
@click.option("--until", "until_on", type=DAY, required=True, help="The last day.")
@click.option("--objective", type=click.Choice(list(OBJECTIVES)), default="money")
@click.option("--reconsider", is_flag=True, help="Also move lines that stand and are not locked.")
@click.option("--accept", is_flag=True, help="Write the split to the ledger.")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text")
def allocate(**asked: Any) -> None:
    """Work out the best split of what happened in those days, and print what it brings."""
    told = _work_out(asked)
    if asked["accept"] and queries.count_undecided(told["proposal"]):
        accepted = deciding.accept_all(told["proposal"], commit)
        told |= {"accepted": accepted["accepted"], "skipped": accepted["skipped"]}
    if asked["kind"] == "json":
        click.echo(json.dumps(told, indent=2))
        return
    click.echo(f"proposal {told['proposal']}: {told['paid']} of {told['subjects']} with a grant")
    best = "proven: no other split brings more" if told["proven"] else "not proven to be the best"
    click.echo(f"brings {told['total_cents'] / 100:.2f} ({best})")
    click.echo(f"the order by hand would bring {told['by_hand_cents'] / 100:.2f}")
    if asked["reconsider"]:
        changes = "{moves} lines move, {releases} are released, {stays} stay".format(**told)
        click.echo(f"{told['gain_cents'] / 100:+.2f} against today's lines: {changes}")
    if "accepted" in told:
        click.echo(f"{told['accepted']} lines in the ledger, {told['skipped']} skipped")


def _work_out(asked: dict[str, Any]) -> dict[str, Any]:
    days = {name: asked[name] for name in ("from_on", "until_on")}
    proposal = deciding.ask_now(
        **days, objective=str(asked["objective"]), reconsiders=bool(asked["reconsider"])
    )
    db.session.flush()
    proposal_id = proposal.id
    import_module(PROPOSING).work_out(proposal_id, commit)
    result = queries.get_any(proposal_id).result
    return {"proposal": proposal_id} | {k: v for k, v in result.items() if k != "locks"}


COMMANDS = (allocate,)
