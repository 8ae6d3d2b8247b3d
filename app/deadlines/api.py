"""Deadlines for programs: the same agenda, rules and actions behind a JSON door."""

from typing import Any

from flask import abort

from app.core import clock
from app.core.api import Door, PageArgs, page_schema, part_of
from app.core.fields import Choice, Day, YesNo
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.deadlines import actions, agenda, queries
from app.deadlines.choosing import Asked, chosen
from app.deadlines.labels import SHOWN_KINDS
from app.deadlines.schemas import DeadlineSchema, DoneSchema
from app.grants.models import Obligation

bp = Door(
    "deadlines_api",
    __name__,
    url_prefix="/api/v1/deadlines",
    description="What falls due in the funding, whichever part of it knows of it.",
)


class DeadlinesArgs(PageArgs):
    from_on = Day(
        data_key="from",
        load_default=None,
        metadata={"description": "Without it, what is overdue is there too."},
    )
    until_on = Day(
        data_key="until",
        load_default=None,
        metadata={"description": "Without it, the last day that the page of this month shows."},
    )
    kind = Choice(SHOWN_KINDS, load_default="")
    mine = YesNo(load_default=False, metadata={"description": "Yours, and those nobody owns."})
    late = YesNo(load_default=False, metadata={"description": "Only what is overdue."})
    state = Choice(
        ("open", "done"),
        load_default="open",
        metadata={"description": "`done`: what was owed to a funder and done in the period."},
    )


@bp.route("")
@bp.arguments(DeadlinesArgs, location="query")
@bp.response(200, page_schema(DeadlineSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """What is not done yet, the earliest first; what has no day comes last."""
    page, per_page = asked.pop("page"), asked.pop("per_page")
    part = part_of(chosen(Asked(**asked)), page, per_page)
    return part | {"items": [_told(one) for one in part["items"]]}


@bp.route("/<int:deadline_id>")
@bp.response(200, DeadlineSchema)
@requires(Permission.FUNDING_READ)
def show(deadline_id: int) -> dict[str, Any]:
    """One deadline of what is owed to a funder."""
    return _of(deadline_or_404(deadline_id))


@bp.route("/<int:deadline_id>/done", methods=["POST"])
@bp.arguments(DoneSchema)
@bp.response(200, DeadlineSchema)
@requires(Permission.FUNDING_MANAGE)
def finish(sent: dict[str, Any], deadline_id: int) -> dict[str, Any]:
    """Done today, unless another day is sent; 409 when it was done already."""
    found = deadline_or_404(deadline_id)
    return _of(actions.finish(grant=found.grant, obligation=found, **sent))


@bp.route("/<int:deadline_id>/undoing", methods=["POST"])
@bp.response(200, DeadlineSchema)
@requires(Permission.FUNDING_MANAGE)
def undo(deadline_id: int) -> dict[str, Any]:
    """Not done after all; 409 when it is open."""
    found = deadline_or_404(deadline_id)
    return _of(actions.undo(grant=found.grant, obligation=found))


def deadline_or_404(deadline_id: int) -> Obligation:
    found = queries.find_deadline(deadline_id) if deadline_id <= LARGEST_ID else None
    return found or abort(404)


def _of(obligation: Obligation) -> dict[str, Any]:
    return _told(agenda.of_obligation(obligation))


def _told(one: agenda.Item) -> dict[str, Any]:
    """As the schema names it."""
    late = one.done_on is None and one.is_late(clock.today())
    return {name: getattr(one, name) for name in TOLD} | {"late": late}


TOLD = (
    "id",
    "uid",
    "on",
    "kind",
    "what",
    "whom",
    "code",
    "owner",
    "owner_id",
    "cents",
    "done_on",
    "url",
)
