"""Matching for people: the pages."""

from flask import Blueprint

bp = Blueprint("matching", __name__, url_prefix="/matching", template_folder="templates")
