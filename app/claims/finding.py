"""What an address names: a claim, a line, a question, a payment of it, or 404."""

from typing import TypeVar

from flask import abort, request

from app.claims import queries
from app.claims.models import Claim, ClaimLine, ClaimPayment, ClaimQuestion
from app.core.listing import number_in
from app.core.web import LARGEST_ID

T = TypeVar("T", ClaimQuestion, ClaimPayment)


def claim_or_404(claim_id: int) -> Claim:
    if not 0 < claim_id <= LARGEST_ID:
        abort(404)
    return queries.find_claim(claim_id) or abort(404)


def line_or_404(claim: Claim, line_id: int) -> ClaimLine:
    """A line that the viewer may see."""
    if not 0 < line_id <= LARGEST_ID:
        abort(404)
    return queries.find_line(claim, line_id) or abort(404)


def one_of(rows: list[T], row_id: int) -> T:
    """A question or a payment that stands."""
    found = next((one for one in rows if one.id == row_id and not one.withdrawn_at), None)
    return found or abort(404)


def number(name: str) -> int:
    """A number of the address; 0 for none."""
    return number_in(request.args.get(name, ""))
