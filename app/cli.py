"""The command line `tandem`: one line each to an action."""

from collections.abc import Callable
from typing import Any

import click

from app import setup, worker
from app.accounts.cli import group as accounts
from app.allocation.cli import COMMANDS as ALLOCATION
from app.antennas.cli import group as antennas
from app.bank_files.cli import bring_in
from app.claims.cli import COMMANDS as CLAIMS
from app.core import logs
from app.core.commands import Scope
from app.core.config import SettingsMistake
from app.core.engines import WrongOwner
from app.core.tenancy import TenantMistake
from app.coverage.cli import COMMANDS as COVERAGE
from app.deadlines.cli import COMMANDS as DEADLINES
from app.demo.cli import group as demo
from app.duos.cli import group as duos
from app.esf.cli import print_indicators as esf
from app.expenses.cli import group as expenses
from app.funderlists.cli import group as funderlists
from app.funders.cli import funders
from app.gift_receipts.cli import make_receipts
from app.gifts.cli import group as gifts
from app.grants.cli import COMMANDS as GRANTS
from app.hq.cli import group as hq
from app.imports.cli import group as imports
from app.indicators.cli import group as indicators
from app.library.cli import group as library
from app.messages.cli import group as messages
from app.onboarding.cli import COMMANDS as ONBOARDING
from app.onboarding.diff_cli import diff
from app.openlibrary.cli import group as openlibrary
from app.operations.cli import COMMANDS as OPERATIONS
from app.planner.cli import group as planner
from app.profiles.cli import group as people
from app.proposals.cli import COMMANDS as PROPOSALS
from app.publication.cli import group as publication
from app.reimbursements.cli import COMMANDS as REIMBURSEMENTS
from app.reports.cli import reports
from app.schemes.cli import group as funding
from app.shipped_modules.cli import take
from app.training.cli import group as training
from app.training_sessions.cli import list_sessions
from app.translations import group as translations
from app.translators.cli import COMMANDS as TRANSLATORS


class PlainGroup(click.Group):
    """What is wrong with the installation is told in one line, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (SettingsMistake, TenantMistake, WrongOwner) as mistake:
            raise click.ClickException(str(mistake)) from None
        except OSError as error:
            if error.filename is None:
                raise
            raise click.ClickException(f"{error.filename}: {error.strerror}") from None


@click.group(cls=PlainGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-t", "--tenant", "code", help="The country this is about, such as be.")
@click.pass_context
def main(ctx: click.Context, code: str | None) -> None:
    """Run the mentoring programme of several countries."""
    logs.set_up()
    ctx.obj = Scope(code, setup.application)


@main.command("worker")
@click.option("--burst", is_flag=True, help="Stop when nothing is left to do.")
@click.pass_obj
def run_worker(scope: Scope, burst: bool) -> None:  # noqa: FBT001 - click passes by name
    """Do the long work that waits in the queue."""
    worker.run([scope.code] if scope.code else None, burst=burst)


COMMANDS: tuple[click.Command | Callable[..., object], ...] = (
    setup.group,
    accounts,
    antennas,
    messages,
    people,
    duos,
    expenses,
    funderlists,
    imports,
    indicators,
    training,
    gifts,
    library,
    openlibrary,
    planner,
    publication,
    funding,
    hq,
    demo,
    translations,
)
for command in COMMANDS:
    main.add_command(command)  # type: ignore[arg-type]
training.add_command(list_sessions)
for of_library in (take, *TRANSLATORS):
    library.add_command(of_library)
funding.add_command(esf)
funding.add_command(reports)
for of_funding in (*GRANTS, *DEADLINES, *ALLOCATION, *PROPOSALS, *COVERAGE, *CLAIMS):
    funding.add_command(of_funding)
funding.add_command(funders)
gifts.add_command(bring_in)
gifts.add_command(make_receipts)
for of_expenses in REIMBURSEMENTS:
    expenses.add_command(of_expenses)
for operation in (*ONBOARDING, diff, *OPERATIONS):
    setup.group.add_command(operation)
