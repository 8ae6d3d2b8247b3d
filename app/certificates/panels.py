"""The certificates of somebody as a card on the page of their training."""

from flask_babel import gettext as _

from app.certificates.queries import certificates_of
from app.people.models import Person
from app.people.panels import Panel


def of(person: Person) -> list[Panel]:
    """Nothing while none was issued."""
    known = certificates_of(person)
    shown = {"certificates": known}
    return [Panel(_("Certificates"), "certificates/panel.html", shown)] if known else []
