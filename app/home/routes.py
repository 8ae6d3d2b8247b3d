"""The first page after signing in."""

from flask import Blueprint

bp = Blueprint("home", __name__, url_prefix="/", template_folder="templates")
