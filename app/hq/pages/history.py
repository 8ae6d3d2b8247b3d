"""Everything that was ever released: versions, and the corrections that replaced them."""

from collections.abc import Iterator, Sequence

from flask import has_request_context, request
from flask_babel import gettext as _

from app.core.db import db
from app.core.i18n import day, number
from app.core.listing import Listing
from app.core.permissions import ROLE_NAMES
from app.factsheets.sheets import Cell, Choice, Empty, Part, Table
from app.publication.models import Publication
from app.releases import queries
from app.releases.queries import Book
from app.tabulation.templates import BY_CODE
from app.tabulation.templates import TEMPLATES as CLOSED_LIST

TEMPLATES: tuple[str, ...] = ()
QUARTERS = 1
MOST = 5_000
"""Rows of a file; the newest first."""
NEWEST = (Publication.released_at.desc(), Publication.id.desc())


def choices(book: Book) -> list[Choice]:
    countries = {one.code: one.name for one in book.countries}
    tables = {template.code: str(template.title) for template in CLOSED_LIST}
    return [
        Choice(_("Country"), "country", countries, _("All countries")),
        Choice(_("Table"), "table", tables, _("All tables")),
    ]


def parts(book: Book) -> Iterator[Part]:
    """A page of them on the screen; all of them in a file."""
    country, template = _asked("country"), _asked("table")
    statement = queries.versions(book.quarter, country, template)
    listing = Listing(statement, sorts={"released": NEWEST}) if _is_page() else None
    limited = statement.order_by(*NEWEST).limit(MOST)
    rows = listing.items if listing else db.session.scalars(limited).all()
    if not rows:
        yield Empty(
            _("Nothing released with this choice"),
            _("Choose another quarter, another country or all tables."),
        )
        return
    yield table(book, rows, listing)


def _asked(name: str) -> str:
    return request.args.get(name, "") if has_request_context() else ""


def _is_page() -> bool:
    return has_request_context() and (request.endpoint or "").endswith(".show")


def table(book: Book, rows: Sequence[Publication], listing: Listing | None) -> Table:
    names = {one.code: one.name for one in book.countries}
    return Table(
        "versions",
        _("Releases and corrections"),
        [_("Table"), _("Country"), _("Version"), _("Released"), _("By"), _("Method and digest")],
        [[*_row(row, names.get(row.tenant, row.tenant))] for row in rows],
        _("A correction is a new version that names the one it replaces; nothing is overwritten."),
        numbers=False,
        listing=listing,
    )


def _row(row: Publication, country: str) -> Iterator[Cell]:
    known = BY_CODE.get(row.template)
    yield Cell(str(known.title) if known else row.template, code=row.template if known else "")
    yield Cell(country)
    replaces = _("replaces version %(number)s", number=number(row.replaces)) if row.replaces else ""
    yield Cell(number(row.version), replaces, row.version, tag="watch" if row.replaces else "")
    yield Cell(day(row.released_at), value=row.released_at.date().isoformat())
    yield Cell(
        next((str(name) for role, name in ROLE_NAMES.items() if role == row.released_by), "–")
    )
    yield Cell(row.method or "–", row.digest[:12], row.digest)
