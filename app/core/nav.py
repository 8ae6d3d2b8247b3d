"""The main navigation: what a viewer may open, in the order of the day's work."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.core.permissions import Permission
from app.core.viewer import viewer

BELONGS = {
    "outcomes": "mentees",
    "information": "intake",
    "training_sessions": "training",
    "readings": "training",
    "translators": "library",
    "certificates": "training",
    "messages": "journal",
    "funders": "deadlines",
    "grants": "deadlines",
    "schemes": "deadlines",
    "allocation": "deadlines",
    "proposals": "deadlines",
    "coverage": "deadlines",
    "claims": "deadlines",
    "reports": "deadlines",
    "participations": "deadlines",
    "transmissions": "deadlines",
    "reimbursements": "expenses",
    "expense_links": "expenses",
    "bank_files": "gifts",
    "gift_receipts": "gifts",
}
"""Blueprints whose pages are opened from another's."""


@dataclass(frozen=True)
class Item:
    endpoint: str
    label: LazyString
    icon: str
    permission: Permission | None = None
    more: bool = False
    unless: Permission | None = None
    """Who may do this comes there another way."""

    @property
    def active(self) -> bool:
        here = (request.endpoint or "").split(".")[0]
        return self.endpoint.split(".")[0] in {here, BELONGS.get(here, here)}


ITEMS = (
    Item("home.index", _("Today"), "today"),
    Item("intake.board", _("Intake"), "intake", Permission.INTAKE_READ),
    Item("matching.index", _("Matching"), "matching", Permission.MATCHING_READ),
    Item("duos.index", _("Duos"), "duo", Permission.DUOS_READ),
    Item("mentees.index", _("Mentees"), "mentees", Permission.PEOPLE_READ, more=True),
    Item("mentors.index", _("Mentors"), "mentors", Permission.PEOPLE_READ, more=True),
    Item("indicators.index", _("Figures"), "figures", Permission.INDICATORS_READ, more=True),
    Item("training.index", _("Training"), "training", Permission.TRAINING_READ, more=True),
    Item("scoreboard.index", _("Quality"), "quality", Permission.SCOREBOARD_READ, more=True),
    Item("deadlines.month", _("Funding"), "funding", Permission.FUNDING_READ, more=True),
    Item(
        "participations.operations",
        _("ESF+"),
        "outcome",
        Permission.ESF_MANAGE,
        more=True,
        unless=Permission.FUNDING_READ,
    ),
    Item("expenses.index", _("Expenses"), "expenses", Permission.EXPENSES_READ, more=True),
    Item("gifts.index", _("Gifts"), "gifts", Permission.GIFTS_READ, more=True),
    Item("hq.index", _("Countries"), "countries", Permission.HQ_READ),
    Item("library.index", _("Library"), "library", Permission.LIBRARY_READ),
    Item("planner.index", _("Growth"), "growth", Permission.PLANNER_READ),
    Item("antennas.index", _("Antennas"), "antennas", Permission.ANTENNAS_READ, more=True),
    Item("imports.index", _("Imports"), "imports", Permission.IMPORTS_RUN, more=True),
    Item(
        "publication.index",
        _("Publication"),
        "publication",
        Permission.PUBLICATION_READ,
        more=True,
    ),
    Item("accounts.index", _("Accounts"), "accounts", Permission.ACCOUNTS_MANAGE, more=True),
    Item("journal.index", _("Journal"), "journal", Permission.EVENTS_READ, more=True),
)


FUNDING_PAGES = (
    Item("deadlines.month", _("This month"), "funding", Permission.FUNDING_READ),
    Item("funders.index", _("Funders"), "funding", Permission.FUNDING_READ),
    Item("grants.index", _("Grants"), "funding", Permission.FUNDING_READ),
    Item("allocation.index", _("Allocation"), "funding", Permission.FUNDING_READ),
    Item("coverage.index", _("Coverage"), "funding", Permission.FUNDING_READ),
    Item("claims.index", _("Claims"), "funding", Permission.FUNDING_READ),
    Item("reports.index", _("Reports"), "funding", Permission.FUNDING_READ),
    Item("transmissions.index", _("ESF+"), "funding", Permission.FUNDING_READ),
    Item("schemes.index", _("Schemes"), "funding", Permission.FUNDING_READ),
)
"""The pages below "Funding", as tabs at the head of each."""


EXPENSE_PAGES = (
    Item("expenses.index", _("Expenses"), "expenses", Permission.EXPENSES_READ),
    Item("reimbursements.index", _("Payments"), "expenses", Permission.EXPENSES_PAY),
    Item("reimbursements.years.show", _("List of the year"), "expenses", Permission.EXPENSES_READ),
    Item("expenses.law", _("What may be paid"), "expenses", Permission.EXPENSES_READ),
)
"""Those below "Expenses"."""


def funding_pages(here: str) -> list[dict[str, object]]:
    """For the macro `tabs`; `here` is the endpoint of the page that is open."""
    return _tabs(FUNDING_PAGES, here)


def expense_pages(here: str) -> list[dict[str, object]]:
    """As `funding_pages`."""
    return _tabs(EXPENSE_PAGES, here)


def _tabs(items: Iterable[Item], here: str) -> list[dict[str, object]]:
    return [
        {"label": item.label, "url": url_for(item.endpoint), "active": item.endpoint == here}
        for item in items
        if item.endpoint in current_app.view_functions and _open(item)
    ]


def navigation() -> list[Item]:
    """What this viewer may open; nothing for somebody who has not signed in."""
    if not viewer().is_signed_in:
        return []
    return [item for item in ITEMS if item.endpoint in current_app.view_functions and _open(item)]


def _open(item: Item) -> bool:
    if item.unless is not None and viewer().may(item.unless):
        return False
    return item.permission is None or viewer().may(item.permission)


def register(app: Flask) -> None:
    app.jinja_env.globals |= {
        "expense_pages": expense_pages,
        "funding_pages": funding_pages,
        "navigation": navigation,
        "viewer": viewer,
    }
