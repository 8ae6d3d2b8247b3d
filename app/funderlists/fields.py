"""What a list of funders may hold: the fields, how each is read, and how long it may be."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _


@dataclass(frozen=True)
class Field:
    """One column. `form` names what reads it in `rows`; `most` is letters."""

    name: str
    form: str
    label: LazyString
    most: int = 160


NAME, NOTES = "name", "notes"
FIELDS: dict[str, Field] = {
    each.name: each
    for each in (
        Field(NAME, "text", _("Name of the funder")),
        Field("kind", "kind", _("Kind of funder")),
        Field("stage", "stage", _("Stage")),
        Field("owner_id", "owner", _("Owner (e-mail or name)")),
        Field("language", "language", _("Language")),
        Field("website", "website", _("Website"), 300),
        Field("address", "text", _("Address"), 300),
        Field("postal_code", "text", _("Postal code"), 20),
        Field("city", "text", _("Town or city"), 80),
        Field("country", "text", _("Country"), 80),
        Field("asked_cents", "money", _("Asked")),
        Field("answer_on", "date", _("Answer expected")),
        Field("contact_first_name", "text", _("First name of the contact"), 60),
        Field("contact_name", "text", _("Name of the contact"), 100),
        Field("contact_function", "text", _("Function of the contact")),
        Field("contact_email", "email", _("E-mail of the contact"), 254),
        Field("contact_phone", "phone", _("Telephone of the contact"), 40),
        Field("next_text", "text", _("Next step"), 300),
        Field("next_on", "date", _("Day of the next step")),
        Field(NOTES, "text", _("Notes"), 5000),
    )
}
ADDRESS = ("address", "postal_code", "city", "country")
"""Columns that together are the address of a funder."""
OF_FUNDER = (
    "kind",
    "stage",
    "owner_id",
    "language",
    "website",
    "address",
    "asked_cents",
    "answer_on",
    NOTES,
)
"""What a row says of the funder itself, besides its name."""
OF_CONTACT = ("function", "email", "phone")
"""What it says of the contact, besides the name; in a row with `contact_` before it."""
