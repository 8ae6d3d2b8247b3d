"""The open library: published modules, for everybody."""

from flask import Blueprint

bp = Blueprint("openlibrary", __name__, url_prefix="/open-library", template_folder="templates")
