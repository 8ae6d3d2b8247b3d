"""How a text file is read, as somebody chooses it in a form."""

from typing import Any

from flask_babel import lazy_gettext as _
from marshmallow import post_load

from app.core.fields import Choice, Schema

ENCODINGS = {
    "utf-8": "UTF-8",
    "cp1252": "Windows-1252",
    "iso-8859-15": "ISO 8859-15",
    "utf-16": "UTF-16",
    "mac-roman": "Mac Roman",
}
DELIMITERS = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
DELIMITER_NAMES = {
    "semicolon": _("Semicolon ;"),
    "comma": _("Comma ,"),
    "tab": _("Tab"),
    "bar": _("Bar |"),
}
ORDER_NAMES = {
    "dmy": _("Day, month, year: 31/12/2026"),
    "mdy": _("Month, day, year: 12/31/2026"),
    "ymd": _("Year, month, day: 2026-12-31"),
}


class ReadingSchema(Schema):
    """How a text file is read; what is left out is recognised."""

    encoding = Choice(ENCODINGS, allow_none=True)
    delimiter = Choice(DELIMITERS, allow_none=True)

    @post_load
    def as_character(self, loaded: dict[str, Any], **_options: Any) -> dict[str, Any]:
        name = loaded.get("delimiter")
        return loaded | ({"delimiter": DELIMITERS[name]} if name else {})
