"""What the codes and events of contacts are called."""

from collections.abc import Iterator

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.i18n import pick
from app.core.practices import BOTH, MENTEE, MENTOR
from app.core.tenancy import tenant

CHANNEL_NAMES: dict[str, LazyString] = {
    "phone": _("By telephone"),
    "video": _("By video"),
    "meeting": _("In person"),
    "message": _("By message"),
    "exchange": _("Exchange meeting of mentors"),
}
WELL_BEING: dict[int, LazyString] = {
    1: _("Badly"),
    2: _("With difficulty"),
    3: _("Well"),
    4: _("Very well"),
}
TAGS = {1: "late", 2: "watch", 3: "good", 4: "good"}
SIDE_NAMES: dict[str, LazyString] = {
    MENTEE: _("The mentee"),
    MENTOR: _("The mentor"),
    BOTH: _("Both"),
}
ANOTHER = _("A contact besides the plan")
EVENTS: dict[str, LazyString] = {
    "duo.contact_noted": _("Contact noted"),
    "duo.contact_corrected": _("Contact corrected"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()


def name_of(code: str | None, number: int = 1) -> str:
    """What the plan calls a contact; one that was planned once and is no longer keeps its code."""
    if code is None:
        return str(ANOTHER)
    planned = tenant().practice.follow_up.find(code)
    name = pick(planned.names) if planned else code.replace("_", " ").capitalize()
    comes_back = planned is not None and planned.every_days is not None
    return str(_("%(name)s (%(number)s)", name=name, number=number)) if comes_back else name
