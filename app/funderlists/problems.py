"""What can be wrong with a row of a list of funders: a stable code, and a text for people."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from dataclasses import field as default
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.spreadsheets import cells

TEXTS: Mapping[str, LazyString] = cells.TEXTS | {
    "missing_name": _("Each row needs the name of the funder."),
    "missing_kind": _("Say what kind of funder this is, or choose one for all rows without one."),
    "missing_day": _("A next step needs a day. Write it, or choose one for all steps without one."),
    "unknown_kind": _("This is not a kind of funder that is known here."),
    "unknown_stage": _("This is not a stage that is known here."),
    "unknown_owner": _("Nobody who works on funding here has this e-mail or name."),
    "bad_website": _("This is not an address of the web."),
    "bad_amount": _("This is not an amount."),
    "nobody": _("Say whose this is: the name or the e-mail of a contact is missing."),
    "control": _("This holds characters that cannot be kept."),
}


@dataclass(frozen=True)
class Problem:
    """Why a row is refused, where it stands in the list, and what stands there."""

    line: int
    column: str
    """As the list calls it; empty when it has no such column."""
    field: str
    value: str
    code: str
    named: dict[str, Any] = default(default_factory=dict)

    @property
    def text(self) -> str:
        """The reason in the language of whoever reads it now."""
        return str(TEXTS[self.code]) % {name: str(value) for name, value in self.named.items()}

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it; `Problem(**found)` gives it back."""
        return asdict(self)
