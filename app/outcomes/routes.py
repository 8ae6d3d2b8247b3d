"""Outcomes for people: the pages."""

from flask import Blueprint

bp = Blueprint("outcomes", __name__, url_prefix="/outcomes", template_folder="templates")
