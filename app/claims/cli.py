"""Claims on the command line, below `funding`."""

import json
from dataclasses import asdict
from typing import Any

import click

from app.claims import queries, recomputing
from app.claims.models import Claim
from app.claims.schemas import ClaimShowSchema, LineSchema
from app.core.money import money

FORMAT = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@click.command("claim")
@click.argument("code")
@FORMAT
def claim(code: str, form: str) -> None:
    """Print the claim CODE with its lines; names are never printed."""
    found = queries.get_claim(code)
    told: dict[str, Any] = ClaimShowSchema().dump(found)
    told["lines"] = LineSchema(many=True).dump(queries.all_lines(found))
    if form == "json":
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
        return
    _tell(found)
    for line in told["lines"]:
        parts = (line["happened_on"], line["reference"], line["amount"] or "?", line["evidence"])
        click.echo("\t".join(parts))


@click.command("recompute")
@click.argument("code")
@FORMAT
def recompute(code: str, form: str) -> None:
    """Work the claim CODE out again from its frozen lines and hold it against the ledger of today.

    Nothing is altered. Ends with 1 when the frozen lines give another answer.
    """
    found = queries.get_claim(code)
    again = recomputing.recompute(found)
    if form == "json":
        told = {"claim": code, "holds": again.holds} | asdict(again)
        click.echo(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        _tell(found)
        click.echo("the same answer" if again.holds else f"another answer: {again.again_cents}")
        for one in again.ledger:
            click.echo(f"{one.reference}\t{', '.join(one.what)}")
    if not again.holds:
        raise SystemExit(1)


def _tell(found: Claim) -> None:
    total = money(found.amount_cents, found.currency)
    click.echo(f"{found.code}: {found.from_on} to {found.until_on}, {found.state}, {total}")


COMMANDS = (claim, recompute)
