"""Pages of the volunteers' expenses."""

from flask import Blueprint

bp = Blueprint("expenses", __name__, url_prefix="/expenses", template_folder="templates")
