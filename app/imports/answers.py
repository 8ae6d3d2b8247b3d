"""What imports answer to the features below them (see `app/reactions.py`)."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

EVENTS: dict[str, LazyString] = {
    "mentee.imported": _("Taken over from a file"),
    "mentor.imported": _("Taken over from a file"),
    "import.drafted": _("File sent"),
    "import.started": _("Import started"),
    "import.finished": _("Import finished"),
    "import.failed": _("Import stopped before the end"),
    "import.discarded": _("File discarded"),
    "import.undone": _("Import undone"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()
