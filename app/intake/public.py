"""The public registration of mentees and mentors: no account needed."""

from flask import Blueprint

bp = Blueprint("registration", __name__, url_prefix="/register", template_folder="templates")
