"""Why a table is no list of mentees, mentors or duos."""

from flask_babel import lazy_gettext as _

from app.spreadsheets.tables import TEXTS, Unreadable


class NoSuchList(Unreadable):
    """A table was read, and it is not the list that is wanted."""

    texts = TEXTS | {
        "missing_columns": _("These columns are missing for %(kind)s: %(columns)s."),
        "unknown_kind": _("These columns are not those of mentees, mentors or duos."),
        "other_kind": _("These are %(found)s, not %(kind)s."),
    }
