"""Accounts for people: signing in, one's own account, and the staff of a tenant."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/accounts", template_folder="templates")
