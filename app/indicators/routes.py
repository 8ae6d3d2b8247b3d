"""Figures for people: the pages."""

from flask import Blueprint

bp = Blueprint("indicators", __name__, url_prefix="/figures", template_folder="templates")
