"""Antennas for programs: the same schemas, queries and actions behind a JSON door."""

from flask_smorest import Blueprint

bp = Blueprint("antennas_api", __name__, url_prefix="/api/v1/antennas", description="Antennas")
