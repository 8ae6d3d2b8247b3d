"""What the figures answer to the features around them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.core import clock
from app.transmissions import awaiting, labels

event_names = labels.event_names


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """Figures to be transmitted, of those days; what is late too when today is among them."""
    today = clock.today()
    for operation_id, code, day in awaiting.transmissions_due(first, last, today):
        yield {
            "on": day,
            "what": _("Figures of ESF+ to be transmitted"),
            "whom": code,
            "url": url_for("transmissions.show", operation_id=operation_id),
            "late": day < today,
            "who": None,
            "kind": "esf",
        }
