"""What the events of double profiles are called."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

EVENTS = {
    "person.merged": _("Merged with a double profile"),
    "person.merge_undone": _("Merge undone"),
    "duplicates.settled": _("Settled: two different people"),
}


def event_names() -> list[tuple[str, LazyString]]:
    """For the journal."""
    return list(EVENTS.items())
