"""Receipts on the pages of the gifts: those of a donor, and the number that a gift is on."""

from collections.abc import Collection, Iterator, Mapping

from flask_babel import gettext as _

from app.core.web import Form
from app.gift_receipts import queries
from app.gift_receipts.schemas import YearSchema
from app.gifts.models import Donor
from app.people.panels import Panel


def of(donor: Donor, forms: Mapping[str, Form]) -> Iterator[Panel]:
    shown = {
        "receipts": queries.receipts_of(donor.id),
        "years": {year: year for year in queries.years_with_gifts()},
        "form": forms.get("receipt") or Form(YearSchema()),
    }
    yield Panel(_("Receipts for the tax"), "gift_receipts/_donor.html", shown)


def numbers(ids: Collection[int]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Year and number by the id of a receipt."""
    yield from queries.numbers_of(ids).items()
