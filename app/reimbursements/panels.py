"""Where a mentor is paid and the papers of their years, as cards on their expenses."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.people.models import Mentor
from app.people.panels import Panel
from app.reimbursements import queries, years


def of(person: Mentor) -> Iterator[Panel]:
    """The papers only when there is a year that one can be made of."""
    known = {"account": queries.account_of(person)}
    yield Panel(_("Account"), "reimbursements/_account.html", known, order=20)
    if agreed := years.years_of(person):
        yield Panel(_("Papers"), "reimbursements/_papers.html", {"years": agreed}, order=30)
