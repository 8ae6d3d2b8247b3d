"""Mentees for people: the pages."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.core.permissions import Permission
from app.core.web import requires
from app.profiles import pages
from app.profiles.sides import MENTEES

bp = Blueprint("mentees", __name__, url_prefix="/mentees", template_folder="templates")


@bp.get("/")
@requires(Permission.PEOPLE_READ)
def index() -> ResponseReturnValue:
    return pages.index(MENTEES)


@bp.get("/export.<kind>")
@requires(Permission.PEOPLE_EXPORT, writes=True)
def export(kind: str) -> ResponseReturnValue:
    return pages.export(MENTEES, kind)


@bp.route("/new", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def new() -> ResponseReturnValue:
    return pages.new(MENTEES)


@bp.get("/<int:person_id>")
@requires(Permission.PEOPLE_READ)
def show(person_id: int) -> ResponseReturnValue:
    return pages.show(MENTEES, person_id)


@bp.route("/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def edit(person_id: int) -> ResponseReturnValue:
    return pages.edit(MENTEES, person_id)


@bp.route("/<int:person_id>/assignment", methods=["GET", "POST"])
@requires(Permission.PEOPLE_MANAGE)
def assignment(person_id: int) -> ResponseReturnValue:
    return pages.assignment(MENTEES, person_id)


@bp.get("/<int:person_id>/history")
@requires(Permission.PEOPLE_READ)
def history(person_id: int) -> ResponseReturnValue:
    return pages.history(MENTEES, person_id)


@bp.get("/<int:person_id>/sensitive")
@requires(Permission.SENSITIVE_READ, writes=True)
def show_sensitive(person_id: int) -> ResponseReturnValue:
    return pages.sensitive_page(MENTEES, person_id)


@bp.route("/<int:person_id>/sensitive/edit", methods=["GET", "POST"])
@requires(Permission.SENSITIVE_MANAGE, writes=True)
def edit_sensitive(person_id: int) -> ResponseReturnValue:
    return pages.edit_sensitive(MENTEES, person_id)
