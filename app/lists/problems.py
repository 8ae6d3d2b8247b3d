"""What can be wrong with one row: a stable code for programs, a text for people."""

from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.spreadsheets import cells

TEXTS: dict[str, LazyString] = cells.TEXTS | {
    "too_young": _("This person is younger than %(least)s."),
    "too_old": _("This person is older than %(most)s."),
    "unknown_antenna": _("There is no antenna of this name."),
    "missing_name": _("A first name and a last name are needed."),
    "bad_isced": _("A level of education (ISCED) goes from 0 to 8."),
    "duplicate_person": _("This person is already there under another reference: %(other)s."),
    "bad_capacity": _("A mentor accompanies one to ten mentees at a time."),
    "bad_nace": _("This is not a division of NACE (two digits)."),
    "bad_language_level": _(
        "After each language comes its level: A1, A2, B1, B2, C1, C2 or native."
    ),
    "unknown_mentee": _("There is no mentee with this reference."),
    "unknown_mentor": _("There is no mentor with this reference."),
    "ends_before_start": _("The end comes before the start."),
    "running_but_ended": _("A duo that is running cannot have an actual end."),
    "unknown_state": _("This is not a state of a duo."),
    "other_antenna": _("This belongs to an antenna that you do not work for."),
    "mentee_has_duo": _("This mentee is in a duo that has not ended: %(other)s."),
    "has_running_duo": _("Somebody with a running duo cannot move to another antenna."),
    "missing_reference": _("Each row needs its own reference."),
    "duplicate_reference": _("The same reference stands on line %(other)s already."),
    "not_recorded": _("This row could not be recorded."),
}

IN_GENERAL: dict[str, LazyString] = {
    "too_young": _("The person is too young."),
    "too_old": _("The person is too old."),
    "duplicate_person": _("The person is already there under another reference."),
    "duplicate_reference": _("The reference stands on another line already."),
    "mentee_has_duo": _("The mentee is in a duo that has not ended."),
    "too_long": _("A value is too long."),
}
"""For a count of many rows, where the text for one row names something."""


@dataclass(frozen=True)
class Problem:
    """Why a row is refused, where it stands in the file, and what stands there."""

    line: int
    column: str
    """As the file calls it; empty when the file has no such column."""
    field: str
    value: str
    code: str
    named: dict[str, Any] = default(default_factory=dict)

    @property
    def text(self) -> str:
        """The reason in the language of whoever reads it now."""
        return text_of(self.code, self.named)


def text_in_general(code: str) -> str:
    """The text of a code for many rows at once."""
    return str(IN_GENERAL.get(code, TEXTS[code]))


def text_of(code: str, named: dict[str, Any]) -> str:
    """The text of a code kept in the database, with what it names."""
    return str(TEXTS[code]) % {name: str(value) for name, value in named.items()}
