"""The command line: one application at a time, as the system, all or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import click
from flask import Flask
from marshmallow import ValidationError
from sqlalchemy.exc import NoResultFound

from app.core.db import transaction
from app.core.errors import Refused, told_in_a_line
from app.core.fields import EARLIEST, LATEST
from app.core.viewer import SYSTEM, acting_as


class Day(click.DateTime):
    """A calendar day between 1900 and 2200; commands get it as a date."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        day = value if type(value) is date else super().convert(value, param, ctx).date()
        if not EARLIEST <= day < LATEST:
            self.fail("write a day from 1900-01-01 to 2199-12-31", param, ctx)
        return day


DAY = Day()


@dataclass
class Scope:
    """Which tenant `-t` named, and how to make its application."""

    code: str | None
    make: Any

    def application(self) -> Flask:
        if self.code is None:
            raise click.UsageError("say which tenant: tandem -t CODE ...")
        app: Flask = self.make(self.code)
        return app


class TenantGroup(click.Group):
    """Commands that belong to a tenant: they run inside its application, in one transaction."""

    def invoke(self, ctx: click.Context) -> Any:
        if {*ctx.help_option_names} & {*ctx.args}:  # how a command is used, no tenant need be named
            return super().invoke(ctx)
        scope = ctx.find_object(Scope)
        if (scope is None or scope.code is None) and self._is_open(ctx):
            return super().invoke(ctx)
        if scope is None:
            raise click.UsageError("say which tenant: tandem -t CODE ...")
        with scope.application().app_context(), _mistakes_told(), acting_as(SYSTEM), transaction():
            return super().invoke(ctx)

    def _is_open(self, ctx: click.Context) -> bool:
        """Whether the command that was asked for can do without, in the way it was asked for."""
        words = [*ctx._protected_args, *ctx.args]  # noqa: SLF001 - the words are told no other way
        command = self.commands.get(words[0]) if words else None
        return isinstance(command, OpenCommand) and command.option in {
            word.split("=")[0] for word in words
        }


class OpenCommand(click.Command):
    """A command that needs no tenant when its `option` is given: it then works on files alone."""

    option = ""


@contextmanager
def _mistakes_told() -> Iterator[None]:
    """What stands against a command, in one line: within the application, for it has a language."""
    try:
        yield
    except Refused as refusal:
        raise click.ClickException(" ".join(str(r.text) for r in refusal.reasons)) from None
    except NoResultFound:
        raise click.ClickException("there is none of that name") from None
    except ValidationError as error:
        raise click.ClickException(told_in_a_line(error)) from None
