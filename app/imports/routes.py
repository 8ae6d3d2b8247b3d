"""Imports for people: the pages."""

from flask import Blueprint

bp = Blueprint("imports", __name__, url_prefix="/imports", template_folder="templates")
