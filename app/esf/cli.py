"""The indicators of ESF+ on the command line, of the tenant's own operation or of two files."""

import json
from datetime import date
from pathlib import Path

import click

from app.core import clock
from app.core.commands import DAY, OpenCommand
from app.core.export import as_csv
from app.core.questions import ask
from app.esf import counting, parameters, reading
from app.esf.counting import COLUMNS, TOTAL, Figures
from app.esf.facts import Entry, Happening

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class OfFiles(OpenCommand):
    option = "--participants"


@click.command("esf", cls=OfFiles)
@click.option("--operation", "code", metavar="CODE", required=True, help="Which operation.")
@click.option("--on", "day", type=DAY, required=True, help="The figures as of that day.")
@click.option("--format", "form", type=click.Choice(["json", "csv"]), default="json")
@click.option("--participants", type=FILE, help="A CSV file with a line per entry.")
@click.option("--events", type=FILE, help="A CSV file with a line per event.")
@click.option("--parameters", "settings", type=FILE, help="A JSON file: what the rules leave open.")
def print_indicators(code: str, day: date, form: str, **files: Path | None) -> None:
    """Print the common indicators of an operation, by gender.

    With --participants and --events those of the files, for which no tenant is needed; otherwise
    those of the operation that the tenant has under that code.
    """
    figures = _of_files(code, day, files) if any(files.values()) else _own(code, day)
    click.echo(_told(figures, form), nl=False)


def _own(code: str, day: date) -> Figures:
    if day > clock.today():
        raise click.ClickException(f"--on {day} is still to come: the figures are not known yet")
    found: list[Figures] = ask("esf.figures", code, day)
    if not found:
        raise click.ClickException(f"there is no operation {code}")
    return found[0]


def _of_files(code: str, day: date, files: dict[str, Path | None]) -> Figures:
    participants, events = files["participants"], files["events"]
    if participants is None or events is None:
        raise click.UsageError("give both files: --participants P.csv --events E.csv")
    try:
        settings = parameters.from_file(files["settings"]) if files["settings"] else None
        entries, happened, notes = _read(participants, events, code)
    except reading.WrongFile as wrong:
        raise click.ClickException(str(wrong)) from None
    for note in notes:
        click.echo(f"note: {note}", err=True)
    return counting.count(entries, happened, day, settings)


def _read(
    participants: Path, events: Path, code: str
) -> tuple[list[Entry], list[Happening], list[str]]:
    """Both files are read before anything is told, so that the mistakes of both are."""
    mistakes: list[str] = []
    known = reading.Participants([], frozenset(), [])
    happened: list[Happening] = []
    notes: list[str] = []
    try:
        known = reading.read_participants(participants, code)
    except reading.WrongFile as wrong:
        mistakes += wrong.told
    try:
        happened, notes = reading.read_events(events, known.people)
    except reading.WrongFile as wrong:
        mistakes += wrong.told
    if mistakes:
        raise reading.WrongFile(mistakes)
    return known.entries, happened, known.notes + notes


def _told(figures: Figures, form: str) -> str:
    told = figures.as_json()
    if form == "json":
        return json.dumps(told, indent=2) + "\n"
    rest = told.pop("not_reportable")
    rows = [
        [code, *(value.get(name, "") for name in (*COLUMNS, TOTAL))] for code, value in told.items()
    ]
    rows.append(["not_reportable", "", "", "", rest])
    return as_csv(["indicator", *COLUMNS, TOTAL], rows).decode("utf-8-sig")
