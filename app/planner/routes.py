"""The growth planner: scenarios, their charts, what binds first."""

from flask import Blueprint

from app.planner import models  # noqa: F401 - its tables

bp = Blueprint("planner", __name__, url_prefix="/planner", template_folder="templates")
