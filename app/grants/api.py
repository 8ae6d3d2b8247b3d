"""Grants for programs: the same schemas, queries and actions behind a JSON door."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import url_for
from marshmallow.validate import Regexp

from app.core.api import (
    Door,
    PageArgs,
    Tagged,
    cached,
    guarded,
    matched,
    page_of,
    page_schema,
    search_field,
    sort_field,
    tagged,
)
from app.core.db import db
from app.core.fields import Choice, Day, Text, Whole
from app.core.permissions import Permission
from app.core.web import requires
from app.grants import labels, queries, schemas
from app.grants.actions import contracts
from app.grants.models import Grant
from app.grants.pages import grant_or_404

bp = Door(
    "grants_api",
    __name__,
    url_prefix="/api/v1/grants",
    description="Contracts with funders: period, amount, caps, and who counts.",
)


class GrantsArgs(PageArgs):
    q = search_field()
    funder = Whole(load_default=0, metadata={"description": "The id of a funder."})
    scheme = Text(60, load_default="", metadata={"description": "The code of a scheme."})
    unit = Choice(("", *labels.UNITS), load_default="")
    state = Choice(("open", *labels.STATES, "all"), load_default="open")
    antenna = Text(12, load_default="", metadata={"description": "The code of an antenna."})
    owner = Text(
        9,
        load_default="",
        validate=Regexp("^(none|[1-9][0-9]{0,8})?$"),
        metadata={"description": "An id, or `none`.", "pattern": "^(none|[1-9][0-9]{0,8})?$"},
    )
    from_on = Day(load_default=None, data_key="from")
    until_on = Day(load_default=None, data_key="until")
    sort = sort_field(queries.SORTS)


@bp.route("")
@bp.arguments(GrantsArgs, location="query")
@bp.response(200, page_schema(schemas.GrantRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Those in preparation and running, the nearest end first, if nothing else is asked for."""
    filters = ("q", "funder", "scheme", "unit", "state", "antenna", "owner", "from_on", "until_on")
    return page_of(queries.grants(**{name: asked[name] for name in filters if name in asked}))


@bp.route("", methods=["POST"])
@bp.arguments(schemas.GrantSchema)
@bp.response(201, schemas.GrantShowSchema)
@requires(Permission.FUNDING_MANAGE)
def add(sent: dict[str, Any]) -> Tagged:
    """Write down a contract; 409 with every contradiction in it. It counts once it is started."""
    grant = contracts.add_grant(**sent)
    db.session.flush()
    shown = grant_or_404(grant.id)
    return tagged(shown, Location=url_for(".show", grant_id=grant.id))


@bp.route("/<int:grant_id>")
@bp.response(200, schemas.GrantShowSchema)
@cached
@requires(Permission.FUNDING_READ)
def show(grant_id: int) -> Tagged:
    """One grant."""
    return tagged(grant_or_404(grant_id))


@bp.route("/<int:grant_id>", methods=["PATCH"])
@guarded
@bp.arguments(schemas.GrantSchema(partial=True))
@bp.response(200, schemas.GrantShowSchema)
@requires(Permission.FUNDING_MANAGE)
def change(sent: dict[str, Any], grant_id: int) -> Tagged:
    """Change what is sent, and nothing else; null empties. Lists are told whole."""
    grant = matched(grant_or_404(grant_id))
    contracts.change_grant(grant=grant, **(_standing(grant) | sent))
    db.session.flush()
    return tagged(grant_or_404(grant_id))


def _standing(grant: Grant) -> dict[str, Any]:
    """The contract as it is, as the schema would load it."""
    names = [field.attribute or name for name, field in schemas.GrantSchema().fields.items()]
    caps = [asdict(contracts.cap_of(cap)) for cap in grant.caps]
    return {name: getattr(grant, name) for name in names} | {"caps": caps}


def moves(noun: str, action: Callable[..., Grant], said: str) -> None:
    """An address that changes the state of one grant, named by the noun of the change."""

    @bp.route(f"/<int:grant_id>/{noun}", methods=["POST"], endpoint=noun)
    @guarded
    @bp.doc(summary=said)
    @bp.response(200, schemas.GrantShowSchema)
    @requires(Permission.FUNDING_MANAGE)
    def move(grant_id: int) -> Tagged:
        action(grant=matched(grant_or_404(grant_id)))
        db.session.flush()
        return tagged(grant_or_404(grant_id))


moves("start", contracts.start_grant, "Let a grant count.")
moves("closing", contracts.close_grant, "Nothing more is counted for it.")
moves("reopening", contracts.reopen_grant, "Take back a closing or a cancelling.")


@bp.route("/<int:grant_id>/cancellation", methods=["POST"])
@guarded
@bp.arguments(schemas.CancellationSchema)
@bp.response(200, schemas.GrantShowSchema)
@requires(Permission.FUNDING_MANAGE)
def cancel(sent: dict[str, Any], grant_id: int) -> Tagged:
    """It no longer counts anything; refused once a claim was made under it."""
    contracts.cancel_grant(grant=matched(grant_or_404(grant_id)), **sent)
    db.session.flush()
    return tagged(grant_or_404(grant_id))
