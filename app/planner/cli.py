"""The growth planner on the command line."""

import json
from typing import TextIO

import click

from app.core.commands import TenantGroup
from app.growth.inputs import TOGETHER
from app.growth.results import result_of
from app.planner import actions, exports, queries, telling
from app.planner.schemas import ScenarioSchema

group = TenantGroup("planner", help="Scenarios of growth, at headquarters.")


@group.command("list")
def list_scenarios() -> None:
    """The names of the scenarios."""
    for name in queries.names():
        click.echo(name)


@group.command("keep")
@click.argument("file", type=click.File("r", encoding="utf-8"))
def keep(file: TextIO) -> None:
    """Keep a scenario written as JSON, with the names that the form has for its numbers."""
    sent = json.load(file)
    together = [unit.get("code") for unit in sent.get("units", [])] == [TOGETHER]
    codes = [TOGETHER] if together else [country.code for country in queries.countries()]
    click.echo(actions.keep_scenario(**ScenarioSchema(codes).load(sent)).name)


@group.command("run")
@click.option("--scenario", "name", required=True, metavar="NAME")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def run(name: str, form: str) -> None:
    """Count a scenario out: when the goal is reached, and what binds in each quarter."""
    result = result_of(queries.get_scenario(name).inputs)
    if form == "json":
        click.echo(json.dumps(exports.as_json(result), indent=2))
        return
    click.echo(telling.at_words(result.inputs, result.reached, result.lines[-1].binding))
    for line in result.lines:
        when = telling.quarters_of(result)[line.number]
        limit = telling.limit_name(line.binding)
        click.echo(f"{when}\t{line.pace:.0f}\t{line.low:.0f}-{line.high:.0f}\t{limit}")
