"""The ledger for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import abort
from marshmallow import ValidationError

from app.allocation import actions, labels, queries, schemas
from app.allocation.eligibility import Whom
from app.allocation.models import Allocation
from app.allocation.rules import Hours
from app.core.api import Door, PageArgs, page_of, page_schema, search_field, sort_field
from app.core.fields import NOT_A_CHOICE, REQUIRED, Choice, Day, Whole
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.duos.models import Duo
from app.people.models import Mentor

bp = Door(
    "allocations_api",
    __name__,
    url_prefix="/api/v1/allocations",
    description="Which duo counts for which grant.",
)
SORTS = ("happened", "grant", "value")
FILTERS = (
    "q",
    "state",
    "grant",
    "funder",
    "antenna",
    "evidence",
    "claim",
    "counted",
    "from_on",
    "until_on",
)


class AllocationsArgs(PageArgs):
    q = search_field()
    state = Choice(labels.STATES, load_default="standing")
    grant = Whole(metadata={"description": "The id of a grant."})
    funder = Whole(metadata={"description": "The id of a funder."})
    antenna = Whole(metadata={"description": "The id of an antenna."})
    evidence = Choice(labels.EVIDENCE)
    claim = Choice(labels.CLAIMS)
    counted = Choice(labels.COUNTED)
    from_on = Day()
    until_on = Day()
    sort = sort_field(SORTS)


class AllocateSchema(schemas.CountSchema):
    """A duo or a mentor, and the grant that is to count it."""

    duo_id = Whole(allow_none=True, load_default=None)
    mentor_id = Whole(allow_none=True, load_default=None)


@bp.route("")
@bp.arguments(AllocationsArgs, location="query")
@bp.response(200, page_schema(schemas.AllocationRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """Those that stand, the newest event first, if nothing else is asked for."""
    return page_of(queries.ledger(**{name: asked[name] for name in FILTERS if name in asked}))


@bp.route("/<int:allocation_id>")
@bp.response(200, schemas.AllocationSchema)
@requires(Permission.FUNDING_READ)
def show(allocation_id: int) -> Allocation:
    """One line of the ledger, with what was frozen when it was decided."""
    return allocation_or_404(allocation_id)


@bp.route("", methods=["POST"])
@bp.arguments(AllocateSchema)
@bp.response(201, schemas.AllocationSchema)
@requires(Permission.FUNDING_MANAGE)
def allocate(sent: dict[str, Any]) -> Allocation:
    """Count a duo or a mentor for a grant, or hear everything that stands against it."""
    hours = Hours(sent["hours"], sent["until_on"]) if sent["hours"] else None
    return actions.allocate(whom=Whom(_named(sent), hours), grant_id=sent["grant_id"])


def _named(sent: dict[str, Any]) -> Duo | Mentor:
    """Raises `ValidationError` where nobody is named, or nobody that this token may see."""
    found: Duo | Mentor | None = None
    if sent["duo_id"]:
        found = queries.find_duo(sent["duo_id"])
    elif sent["mentor_id"]:
        found = queries.find_mentor(sent["mentor_id"])
    else:
        raise ValidationError({"duo_id": [str(REQUIRED)]})
    if found is None:
        name = "duo_id" if sent["duo_id"] else "mentor_id"
        raise ValidationError({name: [str(NOT_A_CHOICE)]})
    return found


@bp.route("/<int:allocation_id>/release", methods=["POST"])
@bp.arguments(schemas.ReleaseSchema)
@bp.response(200, schemas.AllocationSchema)
@requires(Permission.FUNDING_MANAGE)
def release(sent: dict[str, Any], allocation_id: int) -> Allocation:
    """Let a line go; it stays in the ledger, with the reason."""
    return actions.release(allocation=allocation_or_404(allocation_id), **sent)


def allocation_or_404(allocation_id: int) -> Allocation:
    found = queries.find_allocation(allocation_id) if allocation_id <= LARGEST_ID else None
    return found or abort(404)
