"""Pages of donors and gifts."""

from flask import Blueprint

bp = Blueprint("gifts", __name__, url_prefix="/gifts", template_folder="templates")
