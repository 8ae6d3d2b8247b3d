"""What the deadlines answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.deadlines import labels, queries
from app.deadlines.rules import THRESHOLDS
from app.grants.models import Grant
from app.people.panels import Panel

event_names = labels.event_names


def panels_of_grant(grant: Grant) -> Iterator[Panel]:
    """What is owed to the funder, and by when."""
    found, today = queries.obligations_of(grant), clock.today()
    late = sum(one.done_on is None and one.due_on < today for one in found)
    note = ngettext("%(num)d is late", "%(num)d are late", late) if late else None
    context = {
        "open": [one for one in found if one.done_on is None],
        "done": [one for one in found if one.done_on is not None],
        "soon": max(THRESHOLDS),
        "today": today,
    }
    yield Panel(
        title=_("Deadlines"), template="deadlines/_panel.html", context=context, note=note, order=10
    )
