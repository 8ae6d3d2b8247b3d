"""Mentees for people: the pages."""

from flask import Blueprint

bp = Blueprint("mentees", __name__, url_prefix="/mentees", template_folder="templates")
