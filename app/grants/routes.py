"""Pages of the grants, and what is due this month."""

from flask import Blueprint

bp = Blueprint("grants", __name__, url_prefix="/grants", template_folder="templates")
