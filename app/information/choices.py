"""What the forms about information sessions let one choose from."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from app.core.i18n import language_name, moment
from app.core.tenancy import tenant
from app.information.labels import AUDIENCES
from app.information.models import InformationSession
from app.people import queries


def session_choices() -> dict[str, Any]:
    return {
        "antennas": queries.antenna_choices(),
        "audiences": AUDIENCES,
        "languages": {code: language_name(code) for code in tenant().languages},
    }


def session_names(sessions: Iterable[InformationSession]) -> dict[int, str]:
    return {
        session.id: _("%(when)s, %(where)s", when=moment(session.starts_at), where=session.place)
        for session in sessions
    }
