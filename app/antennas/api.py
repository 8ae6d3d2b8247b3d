"""Antennas for programs: the same schemas, queries and actions behind a JSON door."""

from typing import Any

from flask import url_for

from app.antennas import actions, queries
from app.antennas.models import Antenna
from app.antennas.schemas import (
    AntennaChangeSchema,
    AntennaSchema,
    AntennaViewSchema,
    ClosingSchema,
)
from app.core.api import (
    Door,
    PageArgs,
    Tagged,
    cached,
    guarded,
    matched,
    page_of,
    page_schema,
    sort_field,
    tagged,
)
from app.core.fields import Choice, Text
from app.core.listing import Listing
from app.core.permissions import Permission
from app.core.web import get_or_404, requires

bp = Door(
    "antennas_api",
    __name__,
    url_prefix="/api/v1/antennas",
    description="Local branches and what each serves.",
)


class AntennasArgs(PageArgs):
    state = Choice(queries.STATES, load_default="")
    region = Text(4, load_default="", metadata={"description": "Code of a NUTS 2 region."})
    sort = sort_field(queries.SORTS)


@bp.route("")
@bp.arguments(AntennasArgs, location="query")
@bp.response(200, page_schema(AntennaViewSchema))
@requires(Permission.ANTENNAS_READ)
def index(asked: dict[str, Any]) -> dict[str, Any]:
    """All antennas of the country."""
    statement = queries.antennas_listed(asked["state"], asked["region"])
    return page_of(Listing(statement, sorts=queries.SORTS, exact=True))


@bp.route("", methods=["POST"])
@bp.arguments(AntennaSchema)
@bp.response(201, AntennaViewSchema)
@requires(Permission.ANTENNAS_MANAGE)
def open_one(sent: dict[str, Any]) -> Tagged:
    """Open an antenna."""
    antenna = actions.open_antenna(**sent)
    return tagged(antenna, Location=url_for(".show", antenna_id=antenna.id))


@bp.route("/<int:antenna_id>")
@bp.response(200, AntennaViewSchema)
@cached
@requires(Permission.ANTENNAS_READ)
def show(antenna_id: int) -> Tagged:
    """One antenna."""
    return tagged(get_or_404(Antenna, antenna_id))


@bp.route("/<int:antenna_id>", methods=["PUT"])
@guarded
@bp.arguments(AntennaChangeSchema)
@bp.response(200, AntennaViewSchema)
@requires(Permission.ANTENNAS_MANAGE)
def change(sent: dict[str, Any], antenna_id: int) -> Tagged:
    """Change an antenna: what is left out is emptied."""
    antenna = matched(get_or_404(Antenna, antenna_id))
    return tagged(actions.change_antenna(antenna, **sent))


@bp.route("/<int:antenna_id>/closing", methods=["POST"])
@guarded
@bp.arguments(ClosingSchema)
@bp.response(200, AntennaViewSchema)
@requires(Permission.ANTENNAS_MANAGE)
def close(sent: dict[str, Any], antenna_id: int) -> Tagged:
    """Close an antenna; never the last one, and not with running duos."""
    antenna = matched(get_or_404(Antenna, antenna_id))
    return tagged(actions.close_antenna(antenna, **sent))


@bp.route("/<int:antenna_id>/reopening", methods=["POST"])
@guarded
@bp.response(200, AntennaViewSchema)
@requires(Permission.ANTENNAS_MANAGE)
def reopen(antenna_id: int) -> Tagged:
    """Take back a closing."""
    return tagged(actions.reopen_antenna(matched(get_or_404(Antenna, antenna_id))))
