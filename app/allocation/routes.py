"""Pages of the ledger, of the proposals and of the coverage."""

from flask import Blueprint

bp = Blueprint("allocation", __name__, url_prefix="/allocation", template_folder="templates")
