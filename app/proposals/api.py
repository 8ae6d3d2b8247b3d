"""Proposals for programs, to be read: the same queries behind a JSON door."""

from typing import Any

from flask import abort

from app.core.api import Door, PageArgs, page_of, page_schema
from app.core.fields import Choice, Whole
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.proposals import labels, queries, schemas
from app.proposals.explaining import Explained
from app.proposals.models import AllocationProposal

bp = Door(
    "proposals_api",
    __name__,
    url_prefix="/api/v1/allocation-proposals",
    description="Splits that were worked out: who would count for which grant, and why.",
)


class LinesArgs(PageArgs):
    shown = Choice(labels.SHOWN, load_default="")
    grant = Whole(load_default=0, metadata={"description": "The id of a grant."})
    antenna = Whole(load_default=0, metadata={"description": "The id of an antenna."})


@bp.route("")
@bp.arguments(PageArgs, location="query")
@bp.response(200, page_schema(schemas.AllocationProposalRowSchema))
@requires(Permission.FUNDING_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """The newest first."""
    return page_of(queries.all_proposals())


@bp.route("/<int:proposal_id>")
@bp.response(200, schemas.AllocationProposalSchema)
@requires(Permission.FUNDING_READ)
def show(proposal_id: int) -> AllocationProposal:
    """One proposal with what its split brings."""
    return proposal_or_404(proposal_id)


@bp.route("/<int:proposal_id>/lines")
@bp.arguments(LinesArgs, location="query")
@bp.response(200, page_schema(schemas.AllocationProposalLineSchema))
@requires(Permission.FUNDING_READ)
def lines(asked: dict[str, Any], proposal_id: int) -> dict[str, Any]:
    """The lines that the token may see: those of its antennas, never a name. They are all there
    once the proposal is ready."""
    filters = {name: asked[name] for name in ("shown", "grant", "antenna")}
    listing = queries.lines(proposal_or_404(proposal_id), **filters)
    explained = Explained(listing.items)
    told = [line._asdict() | {"why": explained.words(line)} for line in listing.items]
    return page_of(listing) | {"items": told}


def proposal_or_404(proposal_id: int) -> AllocationProposal:
    found = queries.find_proposal(proposal_id) if proposal_id <= LARGEST_ID else None
    return found or abort(404)
