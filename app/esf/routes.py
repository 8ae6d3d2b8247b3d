"""Pages of the operations of the European Social Fund Plus."""

from flask import Blueprint

bp = Blueprint("esf", __name__, url_prefix="/esf", template_folder="templates")
