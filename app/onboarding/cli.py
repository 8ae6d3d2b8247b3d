"""`tandem tenants new` and `tandem tenants check`: a country joins, and its data are looked at."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from app.core.config import instance_folder, tenants_folder
from app.core.practice_files import template_of
from app.core.tenant_files import CODE
from app.onboarding import actions, asking, checking
from app.onboarding.answers import FIELDS, LISTS, read_template
from app.onboarding.planning import Surroundings
from app.onboarding.telling import Report

MISTAKEN, FAILED, BUSY = 1, 3, 4
"""Exit codes: answers that are wrong (nothing was written), a step that failed (--resume goes on
there), another run under way."""


def _with_fields(command: Callable[..., None]) -> Callable[..., None]:
    for name, words in reversed(FIELDS.items()):
        option = f"--{name.replace('_', '-')}"
        command = click.option(option, name, help=words, multiple=name in LISTS)(command)
    return command


@click.command("new")
@click.argument("code")
@_with_fields
@click.option("--answers", type=click.Path(path_type=Path), help="A TOML file with the same.")
@click.option("--dry-run", is_flag=True, help="Say every step and what it would write.")
@click.option("--resume", is_flag=True, help="Go on with one that was begun, with its answers.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document in the end.")
def new(code: str, answers: Path | None, **said: Any) -> None:
    """Let a country join: files, secrets, database, antennas, administrator, all checked.

    On a terminal it asks for what is missing. CODE is the country's, such as es.
    """
    dry_run, resume, as_json = (said.pop(name) for name in ("dry_run", "resume", "as_json"))
    report = Report(code, as_json=as_json)
    around = surroundings()
    given = asking.merged(said, answers)
    if sys.stdin.isatty() and not (as_json or resume or dry_run) and CODE.fullmatch(code):
        given = asking.asked(code, given, around.folder(code))
    try:
        with actions.alone(around.tenants):
            sys.exit(_onboard(code, given, around, report, (dry_run, resume)))
    except actions.Busy as busy:
        report.fail(str(busy))
        sys.exit(BUSY)


def _onboard(
    code: str, given: dict[str, Any], around: Surroundings, report: Report, ways: tuple[bool, bool]
) -> int:
    """The exit code."""
    dry_run, resume = ways
    made, account = actions.prepare(code, given, around, resume=resume)
    if account.is_active:
        report.already(account)
        return 0
    report.planned(made)
    if made.mistakes:
        return MISTAKEN
    if dry_run:
        actions.rehearse(made, account, around, report.tell)
        report.end()
        return 0
    try:
        going = actions.run(made, account, around, report.tell)
    except actions.StepFailed as failed:
        report.failed(failed)
        return FAILED
    report.finished(going)
    return 0


def surroundings() -> Surroundings:
    tenants = tenants_folder()
    return Surroundings(tenants, instance_folder(), read_template(template_of(tenants)))


@click.command("check")
@click.argument("codes", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def check(codes: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001 - click passes by name
    """Every mistake in the data of these countries, with file and line, and what is asked for.

    Of all of them when none is named. The exit code is 1 when there is a mistake.
    """
    found = checking.check(tenants_folder(), codes)
    if as_json:
        facts = {"mistakes": [str(one) for one in found.mistakes], "asked_for": found.asked_for}
        click.echo(json.dumps(facts, ensure_ascii=False))
    else:
        for mistake in found.mistakes:
            click.echo(str(mistake), err=True)
        for words in found.asked_for:
            click.echo(f"still asked for: {words}")
        if not found.mistakes:
            click.echo(f"{', '.join(found.codes)}: no mistakes")
    sys.exit(bool(found.mistakes))


COMMANDS = (new, check)
