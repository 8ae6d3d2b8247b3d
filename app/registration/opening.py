"""A country whose antennas are all planned takes nobody in yet, and says so kindly."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.antennas.queries import all_antennas
from app.core.tenancy import tenant

FORMS = frozenset(f"registration.{name}" for name in ("index", "begin", "step", "review", "resume"))


def hold_until_one_opens() -> ResponseReturnValue | None:
    """Instead of a form that would lead nowhere: where branches are planned, and whom to write."""
    if request.endpoint not in FORMS:
        return None
    antennas = all_antennas()
    if any(antenna.is_open for antenna in antennas):
        return None
    planned = sorted(antenna.name for antenna in antennas if antenna.planned)
    return render_template("registration/not_open.html", contact=tenant().contact, planned=planned)
