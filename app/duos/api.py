"""Duos for programs: the same schemas, queries and actions behind a JSON door."""

from collections.abc import Callable
from typing import Any

from flask import abort
from marshmallow import fields
from marshmallow.validate import Regexp

from app.core.api import (
    Door,
    PageArgs,
    Tagged,
    cached,
    guarded,
    items_schema,
    matched,
    page_of,
    page_schema,
    search_field,
    sort_field,
    tagged,
)
from app.core.db import db
from app.core.fields import Choice, Day, Schema, Text, Whole
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.duos import actions, labels, queries, schemas
from app.duos.models import Duo

bp = Door(
    "duos_api", __name__, url_prefix="/api/v1/duos", description="Pairs of a mentee and a mentor."
)
SORTS = ("ends", "started", "ended", "mentee", "mentor")


class DuosArgs(PageArgs):
    q = search_field()
    state = Choice(("open", *labels.SHOWN_NAMES), load_default="open")
    antenna = Whole(load_default=0, metadata={"description": "The id of an antenna."})
    owner = Text(
        9,
        load_default="",
        validate=Regexp("^(none|[1-9][0-9]{0,8})$"),
        metadata={"description": "An id, or `none`."},
    )
    ends_before = Day(load_default=None)
    contact = Choice(
        ("late",), metadata={"description": "Only those with a contact that is overdue."}
    )
    sort = sort_field(SORTS)


class DuoRowSchema(Schema):
    """A duo in a list, with the names of both and of its owner."""

    id = fields.Integer()
    reference = fields.String(allow_none=True)
    antenna_id = fields.Integer()
    mentee_id = fields.Integer()
    mentor_id = fields.Integer()
    owner_id = fields.Integer(allow_none=True)
    mentee = fields.String()
    mentor = fields.String()
    owner = fields.String(allow_none=True)
    state = fields.String()
    started_on = fields.Date()
    planned_end_on = fields.Date()
    ended_on = fields.Date(allow_none=True)
    end_reason = fields.String(allow_none=True)


class HandOverSchema(schemas.OwnerSchema):
    duos = fields.List(Whole(), required=True)


@bp.route("")
@bp.arguments(DuosArgs, location="query")
@bp.response(200, page_schema(DuoRowSchema))
@requires(Permission.DUOS_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Those that have not ended, the nearest planned end first, if nothing else is asked for."""
    filters = ("q", "state", "antenna", "owner", "ends_before", "contact")
    return page_of(queries.duos(**{name: asked[name] for name in filters if name in asked}))


@bp.route("/hand-over", methods=["POST"])
@bp.arguments(HandOverSchema)
@bp.response(200, items_schema(schemas.DuoSchema))
@requires(Permission.DUOS_MANAGE)
def hand_over(sent: dict[str, Any]) -> dict[str, Any]:
    """Give running duos to another owner: all of them, or none and all the reasons.

    A duo that has ended, or that this token does not see, is left out.
    """
    duos = queries.running_duos(ids=sent["duos"])
    handed = actions.hand_over(duos=duos, owner_id=sent["owner_id"])
    db.session.flush()
    return {"items": handed}


@bp.route("/<int:duo_id>")
@bp.response(200, schemas.DuoSchema)
@cached
@requires(Permission.DUOS_READ)
def show(duo_id: int) -> Tagged:
    """One duo."""
    return tagged(duo_or_404(duo_id))


def changes(noun: str, schema: type[Schema], action: Callable[..., Duo], said: str) -> None:
    """An address that changes one duo, named by the noun of the change."""

    @bp.route(f"/<int:duo_id>/{noun}", methods=["POST"], endpoint=noun)
    @guarded
    @bp.arguments(schema)
    @bp.doc(summary=said)
    @bp.response(200, schemas.DuoSchema)
    @requires(Permission.DUOS_MANAGE)
    def change(sent: dict[str, Any], duo_id: int) -> Tagged:
        return tagged(action(duo=matched(duo_or_404(duo_id)), **sent))


def duo_or_404(duo_id: int) -> Duo:
    found = queries.find_duo(duo_id) if duo_id <= LARGEST_ID else None
    return found or abort(404)


changes("extension", schemas.ExtensionSchema, actions.extend, "Let a duo go on longer.")
changes("pause", schemas.PauseSchema, actions.pause, "Pause a duo; it keeps its place.")
changes("resumption", schemas.ResumptionSchema, actions.resume, "Let a paused duo go on.")
changes("closing", schemas.ClosingSchema, actions.close, "End a duo; its place is free again.")
changes("reopening", schemas.ReopeningSchema, actions.reopen, "Take back a closing.")
