"""Publication: what would leave the country, and the decision to let it."""

from flask import Blueprint

bp = Blueprint("publication", __name__, url_prefix="/publication", template_folder="templates")
