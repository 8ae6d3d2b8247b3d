"""The contacts of a duo for programs, to read."""

from typing import Any

from flask import abort

from app.core.api import Door, items_schema
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.duos.queries import find_duo
from app.followup import queries
from app.followup.schemas import ContactRowSchema

bp = Door(
    "contacts_api",
    __name__,
    url_prefix="/api/v1/duos/<int:duo_id>/contacts",
    description="The coordinator's contacts with both sides of a duo, planned and held.",
)


@bp.route("")
@bp.response(200, items_schema(ContactRowSchema))
@requires(Permission.DUOS_READ)
def index(duo_id: int) -> dict[str, Any]:
    """Each side of each contact, in the order in which they are due; what was said stays here."""
    duo = find_duo(duo_id) if 0 < duo_id <= LARGEST_ID else None
    if duo is None:
        abort(404)
    return {"items": queries.contacts_of(duo.id)}
