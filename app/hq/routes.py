"""Headquarters: the countries and what they publish."""

from flask import Blueprint

bp = Blueprint("hq", __name__, url_prefix="/", template_folder="templates")
