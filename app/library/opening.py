"""The module that an address names."""

from flask import abort, request

from app.core.web import LARGEST_ID
from app.library import queries
from app.library.models import Module


def get_module(module_id: int) -> Module:
    """With its texts and editions; while somebody changes it, others wait."""
    found = 0 < module_id <= LARGEST_ID and queries.find_module(
        module_id, lock=request.method == "POST"
    )
    return found or abort(404)
