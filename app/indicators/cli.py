"""Indicators on the command line."""

import json
from typing import Any

import click

from app.core.commands import TenantGroup
from app.indicators.scopes import asked, figures_of

group = TenantGroup("indicators", help="Indicators of a tenant.")


@group.command("show")
@click.option("--on", metavar="DAY", help="The day of reference, such as 2026-11-20; else today.")
@click.option("--antenna", metavar="CODE", help="Of this antenna only.")
@click.option("--period", metavar="PERIOD", help="A year such as 2026, or a quarter: 2026-q3.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def show(on: str | None, antenna: str | None, period: str | None, form: str) -> None:
    """Print every figure with its denominator, its interval and what is unknown."""
    sent = {"on": on, "antenna": antenna, "period": period}
    try:
        wanted = asked({name: value for name, value in sent.items() if value})
    except LookupError:
        raise click.ClickException(f"there is no antenna {antenna}") from None
    figures = figures_of(wanted)
    click.echo(json.dumps(figures, indent=2) if form == "json" else "\n".join(_lines(figures)))


def _lines(figures: dict[str, Any], indent: str = "") -> list[str]:
    lines = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        else:
            shown = f"{value:.4f}" if isinstance(value, float) else value
            lines.append(f"{indent}{name or 'not noted'}: {'-' if shown is None else shown}")
    return lines
