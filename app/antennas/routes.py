"""Antennas for people: the pages."""

from flask import Blueprint

bp = Blueprint("antennas", __name__, url_prefix="/antennas", template_folder="templates")
