"""What headquarters may ask: the shared database only; there is no way to a country's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.core.db import db
from app.publication.models import Publication, Publisher


@dataclass(frozen=True)
class Country:
    """`tables` and `released_at` are of what it has published; None when it has nothing yet."""

    code: str
    name: str
    joined_at: datetime
    tables: int
    released_at: datetime | None


def countries() -> Sequence[Country]:
    """Those that take part, by name."""
    released = (
        select(
            Publication.tenant.label("tenant"),
            func.count(Publication.template.distinct()).label("tables"),
            func.max(Publication.released_at).label("released_at"),
        )
        .group_by(Publication.tenant)
        .subquery()
    )
    rows = db.session.execute(
        select(Publisher, released.c.tables, released.c.released_at).outerjoin(
            released, released.c.tenant == Publisher.code
        )
    )
    found = [
        Country(country.code, country.name, country.joined_at, tables or 0, released_at)
        for country, tables, released_at in rows
    ]
    return sorted(found, key=lambda country: country.name)
