"""The scoreboard of the quality standard."""

from flask import Blueprint

bp = Blueprint("scoreboard", __name__, url_prefix="/scoreboard", template_folder="templates")
