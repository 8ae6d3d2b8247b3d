"""Money secured by region: nothing is published of it until funding is kept in the product."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.hq.queries import Book
from app.hq.sheets import Empty, Part

TEMPLATES: tuple[str, ...] = ()
QUARTERS = 1


def parts(_book: Book) -> Iterator[Part]:
    yield Empty(
        _("No money is published yet"),
        _(
            "Here it will say, by region, what is secured and until when, so that an antenna "
            "without a framework is seen before it is a crisis. It comes once countries keep their "
            "grants in Tandem: no table of the closed list holds money today."
        ),
    )
