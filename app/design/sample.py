"""Invented content for the page that shows every macro; no person in it exists."""

from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core.errors import Reason
from app.core.fields import Day, Email, Schema, Text
from app.core.i18n import number, percent
from app.core.web import Form

PEOPLE = (
    ("Fatou Diallo", "Marc Servais", 23, "late"),
    ("Omar Haddad", "Chantal Renard", 15, "watch"),
    ("Selin Kaya", "Luc Peeters", 4, "good"),
)


class SampleSchema(Schema):
    name = Text(required=True)
    email = Email(required=True)
    born_on = Day(required=True)


@dataclass
class SampleListing:
    """The second page of a list too long to count, as the macros see a `Listing`."""

    items: list[Any] = field(default_factory=lambda: list(PEOPLE))
    page: int = 2
    pages: int | None = None
    total: int = 1000
    total_capped: bool = True
    sort: str = "name"
    descending: bool = False
    has_previous: bool = True
    has_next: bool = True

    def url(self, **changes: Any) -> str:
        return f"?page={changes.get('page', 1)}"

    def sort_url(self, name: str) -> str:
        return f"?sort={name}"


def content() -> dict[str, Any]:
    return {
        "listing": SampleListing(),
        "form": _form_with_mistakes(),
        "fresh": _fresh_form(),
        "refused": [Reason("sample", _("This mentor already accompanies two people."))],
        "languages": {"fr": "français", "nl": "Nederlands", "en": "English", "es": "español"},
        "levels": {level: level for level in ("A1", "A2", "B1", "B2", "C1", "C2")},
        "rates": _rates(),
        "months": ["01", "02", "03", "04", "05", "06", "07", "08"],
        "series": _series(),
        "diplomas": _diplomas(),
        "funnel": _funnel(),
        "panels": _panels(),
    }


def _fresh_form() -> Form:
    form = Form(SampleSchema())
    form.values = MultiDict(
        {"name": "Selin Kaya", "languages-0-code": "fr", "languages-0-level": "B2"}
    )
    return form


def _form_with_mistakes() -> Form:
    form = Form(SampleSchema())
    form.values = MultiDict([("email", "fatou.diallo"), ("sectors", "care"), ("sectors", "food")])
    form.errors = {
        "name": [_("This is needed.")],
        "email": [_("Write an e-mail address like name@example.org.")],
        "part": [_("Choose one of the list.")],
    }
    return form


def _rates() -> list[dict[str, Any]]:
    """Three groups of very different size, and one that is too small to say anything."""
    rows = (("Brussels", 0.52, 0.49, 0.55, 1140), ("Liège", 0.46, 0.40, 0.52, 295))
    found: list[dict[str, Any]] = [
        {"label": name, "value": value, "low": low, "high": high, "note": _n_duos(n)}
        for name, value, low, high, n in (*rows, ("Ghent", 0.57, 0.44, 0.70, 55))
    ]
    return [*found, {"label": "Mechelen", "value": None, "text": _("too few to say")}]


def _n_duos(count: int) -> str:
    return str(_("%(count)s duos", count=number(count)))


def _series() -> list[dict[str, Any]]:
    return [
        {"label": _("Duos started"), "values": [12, 18, 15, 22, 27, 25, 31, 34]},
        {"label": _("Duos ended"), "values": [8, 9, 14, None, 13, 19, 18, 18]},
    ]


def _diplomas() -> list[dict[str, Any]]:
    """The profile of mentees in Belgium (national figures of the organisation), per hundred."""
    return [
        {"label": _("No recognised diploma"), "value": 48},
        {"label": _("Below upper secondary"), "value": 17},
        {"label": _("Upper secondary"), "value": 10},
        {"label": _("Bachelor"), "value": 14},
        {"label": _("Master"), "value": 11},
    ]


def _funnel() -> dict[str, Any]:
    """Three antennas between invented limits; the smallest has too few for one number."""
    points = (
        ("Brussels", 1, 240, 0.58, 0.52, 0.64),
        ("Lille", 2, 120, 0.37, 0.29, 0.46),
        ("Rotterdam", 3, 25, None, 0.35, 0.72),
    )
    names = ("label", "tone", "size", "value", "low", "high")
    limits = ((0.3, 0.7, 0.2, 0.8), (0.38, 0.62, 0.31, 0.69), (0.44, 0.56, 0.4, 0.6))
    lines = ("low", "high", "far_low", "far_high")
    return {
        "points": [
            dict(zip(names, point, strict=True)) | {"group": point[0], "outside": point[1] == 2}
            for point in points
        ],
        "sizes": [25, 80, 250],
        "limits": [dict(zip(lines, values, strict=True)) for values in limits],
        "target": 0.5,
        "target_label": _("all together %(rate)s", rate=percent(0.5)),
        "right": 250,
        "bottom": 0.2,
        "top": 0.8,
    }


def _panels() -> dict[str, Any]:
    values = [0.48, 0.5, None, 0.53]
    panel = {
        "values": values,
        "lows": [value and value - 0.08 for value in values],
        "highs": [value and value + 0.08 for value in values],
        "texts": [percent(value) for value in values],
    }
    labels = ["01", "02", "03", "04"]
    panels = [panel | {"label": name} for name in ("Brussels", "Lille")]
    return {"labels": labels, "panels": panels, "percents": True, "top": 1.0}
