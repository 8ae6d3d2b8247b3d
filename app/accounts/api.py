"""Accounts for programs: the same schemas, queries and actions behind a JSON door."""

from flask_smorest import Blueprint

bp = Blueprint("accounts_api", __name__, url_prefix="/api/v1/accounts", description="Accounts")
