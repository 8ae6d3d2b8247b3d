"""Commands of an operator about one country, added to `tandem tenants`."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from redis import RedisError
from sqlalchemy.exc import SQLAlchemyError

from app import setup
from app.core import clock, engines, logs, standing
from app.core.config import instance_folder
from app.operations import backups, destroying, exports, notes, resealing, restoring, states
from app.operations.archives import BadArchive, reading
from app.operations.places import Place, codes, find, held, require

AS_JSON = click.option("--json", "as_json", is_flag=True, help="For a program to read.")
YES = click.option("--yes", is_flag=True, help="Do not ask.")
FILE = click.Path(dir_okay=False, path_type=Path)
EXISTING = click.Path(exists=True, dir_okay=False, path_type=Path)


def tell(facts: dict[str, Any], line: str, *, as_json: bool) -> None:
    click.echo(json.dumps(facts) if as_json else line)


@contextmanager
def _plainly() -> Iterator[None]:
    """Whatever stands against a command, in one line."""
    try:
        yield
    except (BadArchive, destroying.NotYet, engines.OldRevision) as mistake:
        raise click.ClickException(str(mistake)) from None
    except RedisError as error:
        line = f"the queue is away ({type(error).__name__}): start it, then run this again"
        raise click.ClickException(line) from None
    except (SQLAlchemyError, OSError) as error:
        raise click.ClickException(logs.told(error)) from None


@click.command("status")
@click.argument("code", required=False)
@AS_JSON
def status(code: str | None, *, as_json: bool) -> None:
    """How each tenant is: database, queue, backup, translations; exit code 1 when one is broken."""
    if code:
        require(code)
    found = [states.of(one) for one in ([code] if code else codes())]
    if as_json:
        click.echo(json.dumps(found, indent=1))
    else:
        click.echo("\n\n".join("\n".join(states.lines(one)) for one in found))
    if any(one["problems"] for one in found):
        sys.exit(1)


@click.command("suspend")
@click.argument("code")
@YES
@AS_JSON
def suspend(code: str, *, yes: bool, as_json: bool) -> None:
    """Answer nobody as CODE, as if it had never been, and let its jobs wait; nothing is lost."""
    place = find(code)
    if not yes:
        click.confirm(f"suspend {code}: its pages answer nobody until it is resumed", abort=True)
    standing.suspend(place.instance, code)
    _note(place, "suspended")
    tell({"code": code, "state": "suspended"}, f"{code}: suspended", as_json=as_json)


@click.command("resume")
@click.argument("code")
@YES
@AS_JSON
def resume(code: str, *, yes: bool, as_json: bool) -> None:
    """Answer again as CODE, and do the jobs that waited."""
    place = find(code)
    if standing.suspended_for(place.instance, code):
        why = standing.suspended_for(place.instance, code)
        raise click.ClickException(f"{code}: a {why} was broken off: run it again to complete it")
    if not yes:
        click.confirm(f"resume {code}", abort=True)
    standing.resume(place.instance, code)
    _note(place, "resumed")
    tell({"code": code, "state": "active"}, f"{code}: resumed", as_json=as_json)


def told(error: Exception) -> str:
    return error.format_message() if isinstance(error, click.ClickException) else logs.told(error)


def _note(place: Place, name: str) -> None:
    """A tenant whose database is away can be suspended all the same."""
    try:
        notes.note(place, name)
    except Exception as error:
        click.echo(f"{place.code}: not in its journal: {type(error).__name__}", err=True)


@click.command("backup")
@click.argument("wanted", nargs=-1, metavar="[CODE]...")
@click.option("--all", "everyone", is_flag=True, help="Of every tenant.")
@click.option("--to", type=FILE, help="Another place than the tenant's own folder.")
@click.option("--keep", type=click.IntRange(1), default=backups.KEPT, show_default=True)
@AS_JSON
def backup(wanted: tuple[str, ...], **options: Any) -> None:
    """Rows and files of CODE in one file, made while it works; the oldest beyond --keep go."""
    if options["everyone"] == bool(wanted) or (options["to"] and len(wanted) != 1):
        raise click.UsageError("name the tenants, or say --all; --to is for one")
    failed = False
    for code in wanted or codes():
        try:
            place = find(code)
            with held(place):
                made = backups.back_up(place, options["to"], keep=options["keep"])
        except Exception as error:
            click.echo(f"{code}: {told(error)}", err=True)
            failed = True
        else:
            line = f"{code}: {made.rows} rows, {made.files} files, {made.bytes} bytes: {made.file}"
            tell({"code": code, **made.told()}, line, as_json=options["as_json"])
    if failed:
        sys.exit(1)


@click.command("restore")
@click.argument("code")
@click.argument("file", type=EXISTING)
@click.option("--without-safety-backup", "bare", is_flag=True, help="When it cannot be read.")
@YES
@AS_JSON
def restore(code: str, file: Path, *, bare: bool, yes: bool, as_json: bool) -> None:
    """Put CODE back as it was in FILE; what is there now is backed up first.

    Everybody signs in again, and programs need new tokens.
    """
    place = find(code)
    with _plainly(), reading(file, backups.KIND) as reader, held(place):
        if reasons := restoring.against(place, reader):
            raise BadArchive("; ".join(reasons))
        facts = restoring.facts_of(reader)
        if not yes:
            asked = f"put {code} back to {facts['made_at']} ({facts['rows']} rows)"
            click.confirm(asked, abort=True)
        steps = (lambda step: None) if as_json else click.echo
        before = restoring.restore(place, reader, steps, safety=not bare)
    kept = {"before": str(before) if before else None}
    tell({"code": code, **facts, **kept}, f"{code}: as of {facts['made_at']}", as_json=as_json)


@click.command("export")
@click.argument("code")
@click.option("--to", type=FILE, help="A new file; otherwise one with the day, here.")
@AS_JSON
def export(code: str, *, to: Path | None, as_json: bool) -> None:
    """All data of CODE in open formats, to leave with: CSV, XLSX, files, and what each column is.

    Nothing that opens a door is in it: no password, session, token or link.
    """
    place = find(code)
    file = to or Path(f"tandem-{code}-{clock.now():%Y-%m-%d}.zip")
    if file.exists():
        raise click.ClickException(f"{file} is there already")
    with _plainly(), held(place), setup.application(code).app_context():
        made = exports.export(place, file)
    line = f"{code}: {made.rows} rows, {made.files} files, {made.bytes} bytes: {file}"
    tell({"code": code, **made.told()}, line, as_json=as_json)


@click.command("reseal")
@click.argument("code")
@AS_JSON
def reseal(code: str, *, as_json: bool) -> None:
    """Seal anew what lies sealed in CODE's database, with the secret_key of its settings.

    After a new secret_key, when every process of CODE was started again and knows it, and before an
    older one leaves secret_key_fallbacks: a process that lacks the new key takes second steps for
    lost. Recovery codes are not kept and end with the key they were made under.
    """
    place = find(code)
    with _plainly(), held(place):
        done = resealing.reseal(place)
    line = f"{code}: {done['sealed']} sealed anew, {done['unreadable']} that no key opens"
    tell({"code": code, **done}, line, as_json=as_json)


@click.command("destroy")
@click.argument("code")
@click.option("--after-export", "file", type=EXISTING, required=True, help="Its last export.")
@click.option("--with-data-folder", is_flag=True, help="tenants/CODE too, if it was made here.")
@click.option("--yes-destroy", metavar="CODE", help="Do not ask; the code once more.")
@AS_JSON
def destroy(code: str, file: Path, **options: Any) -> None:
    """Leave nothing of CODE: database, files, keys, queue, publications, backups.

    Needs an export made after its last change; stop the processes that serve it alone.
    """
    if destroying.finish(instance_folder(), code):
        tell({"code": code, "left": []}, f"{code}: nothing is left", as_json=options["as_json"])
        return
    place, data = find(code), options["with_data_folder"]
    with _plainly(), reading(file, exports.KIND) as reader, held(place):
        destroying.require(place, reader, with_data_folder=data)
        _require_code(code, options["yes_destroy"])
        steps = (lambda step: None) if options["as_json"] else click.echo
        left = destroying.destroy(place, reader, steps, with_data_folder=data)
    for sentence in left:
        click.echo(sentence, err=True)
    tell({"code": code, "left": left}, f"{code}: nothing is left", as_json=options["as_json"])


def _require_code(code: str, said: str | None) -> None:
    if said is None:
        said = click.prompt(f"all of {code} will be gone for good; type its code to go on")
    if said != code:
        raise click.ClickException(f"{said} is not {code}: nothing was touched")


COMMANDS = (suspend, resume, backup, restore, export, reseal, destroy, status)
