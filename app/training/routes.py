"""Training: modules to read, sessions, attendance, certificates."""

from flask import Blueprint

from app.training import models  # noqa: F401 - its tables

bp = Blueprint("training", __name__, url_prefix="/training", template_folder="templates")
