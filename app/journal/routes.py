"""The journal as a page."""

from flask import Blueprint

bp = Blueprint("journal", __name__, url_prefix="/journal", template_folder="templates")
