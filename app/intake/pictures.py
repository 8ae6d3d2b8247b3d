"""What the pages of the intake share: choices for their forms, and what became of many at once."""

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from app.core.i18n import language_name
from app.core.tenancy import tenant
from app.intake.actions.decisions import Outcome
from app.intake.labels import AUDIENCES
from app.people import queries


def session_choices() -> dict[str, Any]:
    return {
        "antennas": queries.antenna_choices(),
        "audiences": AUDIENCES,
        "languages": {code: language_name(code) for code in tenant().languages},
    }


def told(outcome: Outcome, title: str, back: str) -> ResponseReturnValue:
    """How many were done, and for whom it was refused and why."""
    return render_template("intake/outcome.html", outcome=outcome, title=title, back=back)
