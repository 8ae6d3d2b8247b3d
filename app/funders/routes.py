"""Pages of the funders."""

from flask import Blueprint

bp = Blueprint("funders", __name__, url_prefix="/funders", template_folder="templates")
