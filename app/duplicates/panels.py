"""What a profile shows of the double profiles that are part of it."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.duplicates import queries
from app.people.models import Person
from app.people.panels import Panel


def of(person: Person) -> Iterator[Panel]:
    gone = queries.merged_into(person)
    if gone:
        yield Panel(_("Double profiles"), "duplicates/panel.html", {"gone": gone}, ahead=True)
