"""Headquarters: the countries and what they publish."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.core.permissions import Permission
from app.core.web import requires
from app.hq import queries

bp = Blueprint("hq", __name__, url_prefix="/", template_folder="templates")


@bp.get("/")
@requires(Permission.HQ_READ)
def index() -> ResponseReturnValue:
    return render_template("hq/index.html", countries=queries.countries())
