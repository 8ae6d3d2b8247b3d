"""What the follow-up answers to the features below it (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.duos.models import Duo
from app.followup import actions, labels, pages, queries
from app.people.panels import Panel

event_names = labels.event_names


def duo_changed(duo: Duo, since: date) -> list[Any]:
    """Its days moved, or it began, paused or ended: the contacts follow. Answers nothing."""
    actions.plan([duo], since)
    return []


def with_late_contact(on: date) -> Iterator[Any]:
    """The condition of a list of duos: a contact is late."""
    yield Duo.id.in_(queries.late_duos(on))


def panels(duo: Duo) -> Iterator[Panel]:
    course = pages.course_of(duo, clock.today())
    late = course.late
    note = ngettext("%(num)d contact is late", "%(num)d contacts are late", late) if late else None
    context = {
        "course": course,
        "tags": pages.TAGS,
        "well_being": labels.WELL_BEING,
        "well_being_tags": labels.TAGS,
        "channels": labels.CHANNEL_NAMES,
        "name_of": labels.name_of,
        "first_name": pages.first_name,
    }
    title = _("Planned contacts") if duo.is_running else _("Contacts")
    yield Panel(title=title, template="followup/_panel.html", context=context, note=note)
