"""Mentors for people: the pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.core.permissions import Permission
from app.core.web import requires
from app.profiles import pages
from app.profiles.sides import MENTORS

bp = Blueprint("mentors", __name__, url_prefix="/mentors", template_folder="templates")


@bp.get("/")
@requires(Permission.PEOPLE_READ)
def index() -> ResponseReturnValue:
    return pages.index(MENTORS)


@bp.get("/export.<kind>")
@requires(Permission.PEOPLE_EXPORT, writes=True)
def export(kind: str) -> ResponseReturnValue:
    return pages.export(MENTORS, kind)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def new() -> ResponseReturnValue:
    return pages.new(MENTORS)


@bp.get("/<int:person_id>")
@requires(Permission.PEOPLE_READ)
def show(person_id: int) -> ResponseReturnValue:
    return pages.show(MENTORS, person_id)


@bp.route("/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def edit(person_id: int) -> ResponseReturnValue:
    return pages.edit(MENTORS, person_id)


@bp.route("/<int:person_id>/assignment", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def assignment(person_id: int) -> ResponseReturnValue:
    return pages.assignment(MENTORS, person_id)


@bp.get("/<int:person_id>/history")
@requires(Permission.PEOPLE_READ)
def history(person_id: int) -> ResponseReturnValue:
    return pages.history(MENTORS, person_id)
