"""Duos for people: the pages."""

from flask import Blueprint

bp = Blueprint("duos", __name__, url_prefix="/duos", template_folder="templates")
