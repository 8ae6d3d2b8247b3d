"""The command line: one application at a time, as the system, all or nothing."""

from dataclasses import dataclass
from typing import Any

import click
from flask import Flask
from marshmallow import ValidationError
from sqlalchemy.exc import NoResultFound

from app.core.db import transaction
from app.core.errors import Refused, messages_of
from app.core.viewer import SYSTEM, acting_as


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
        scope = ctx.find_object(Scope)
        if scope is None:
            raise click.UsageError("say which tenant: tandem -t CODE ...")
        try:
            with scope.application().app_context(), acting_as(SYSTEM), transaction():
                return super().invoke(ctx)
        except Refused as refusal:
            raise click.ClickException("; ".join(str(r.text) for r in refusal.reasons)) from None
        except NoResultFound:
            raise click.ClickException("there is none of that name") from None
        except ValidationError as error:
            raise click.ClickException(str(messages_of(error))) from None
