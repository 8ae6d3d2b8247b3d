"""Intake for coordinators: the pages."""

from flask import Blueprint

bp = Blueprint("intake", __name__, url_prefix="/intake", template_folder="templates")
