"""Pages of the claims and the reports."""

from flask import Blueprint

bp = Blueprint("claims", __name__, url_prefix="/claims", template_folder="templates")
