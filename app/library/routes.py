"""The library for its writers: modules, texts, translations, review, publishing."""

from flask import Blueprint

from app.library import models  # noqa: F401 - its tables

bp = Blueprint("library", __name__, url_prefix="/library", template_folder="templates")
