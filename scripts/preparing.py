"""Brings an instance up to date in one process: importing the product once, not once a step."""

import contextlib
import io
import sys
from collections.abc import Sequence

import click

from app.cli import main as tandem
from app.core.config import SettingsMistake
from app.core.tenancy import TenantMistake

STEPS = (("translations", "compile"), ("tenants", "migrate"))
DEMONSTRATION = ("demo", "make")


def main(words: Sequence[str]) -> int:
    try:
        for step in STEPS:
            tandem(list(step), standalone_mode=False)
        if "--demonstration" in words:
            with contextlib.redirect_stdout(io.StringIO()):  # its accounts are told once ready
                tandem(list(DEMONSTRATION), standalone_mode=False)
    except click.ClickException as error:
        click.echo(error.format_message(), err=True)
        return 1
    except (SettingsMistake, TenantMistake, OSError) as error:
        click.echo(str(error), err=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
