"""What the grants answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.core import clock
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.funders.models import Funder
from app.grants import labels, queries
from app.people.panels import Panel

event_names = labels.event_names


def panels_of_funder(funder: Funder) -> Iterator[Panel]:
    """The grants of a funder, the newest first."""
    if not viewer().may(Permission.FUNDING_READ):
        return
    found = queries.grants_of(funder)
    context = {"grants": found, "funder": funder, "today": clock.today()}
    note = str(len(found)) if found else None
    yield Panel(title=_("Grants"), template="grants/_funder.html", context=context, note=note)
