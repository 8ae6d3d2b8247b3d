"""Indicators for programs: the same schemas, queries and actions behind a JSON door."""

from flask_smorest import Blueprint

bp = Blueprint(
    "indicators_api", __name__, url_prefix="/api/v1/indicators", description="Indicators"
)
