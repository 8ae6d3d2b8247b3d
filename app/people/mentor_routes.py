"""Mentors for people: the pages."""

from flask import Blueprint

bp = Blueprint("mentors", __name__, url_prefix="/mentors", template_folder="templates")
