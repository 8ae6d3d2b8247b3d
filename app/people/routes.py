"""What mentees and mentors have in common: search, doubles, history."""

from flask import Blueprint

bp = Blueprint("people", __name__, url_prefix="/people", template_folder="templates")
