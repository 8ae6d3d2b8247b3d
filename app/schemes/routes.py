"""Pages of the schemes."""

from flask import Blueprint

bp = Blueprint("schemes", __name__, url_prefix="/schemes", template_folder="templates")
