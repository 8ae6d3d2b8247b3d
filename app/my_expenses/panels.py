"""The personal link as a card on the expenses of a mentor."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.core import clock
from app.my_expenses import queries
from app.people.models import Mentor
from app.people.panels import Panel


def of(person: Mentor) -> Iterator[Panel]:
    link = queries.link_of(person)
    shown = {"link": link, "opens": link is not None and link.expires_at > clock.now()}
    yield Panel(_("Personal link"), "my_expenses/_panel.html", shown, order=10)
