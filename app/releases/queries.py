"""What headquarters may ask: the shared database only; there is no way to a country's own."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select

from app.core.db import db
from app.core.quarters import Quarter
from app.publication.models import Publication, Publisher
from app.releases.cells import Cells
from app.releases.periods import read_quarter, run_up


@dataclass(frozen=True)
class Book:
    """The newest version of the asked tables, by template, period and country.

    `countries` are all that take part, by name, whether or not they published.
    """

    quarter: Quarter
    countries: Sequence[Publisher]
    tables: Mapping[tuple[str, str, str], Publication]

    def table(self, template: str, country: str, quarter: Quarter | None = None) -> Cells | None:
        """None when the country has not released this table for the quarter."""
        found = self.tables.get((template, (quarter or self.quarter).code, country))
        return found.cells if found else None

    def of_quarter(self, template: str) -> list[tuple[Publisher, Cells]]:
        """The table of each country that released it, by the country's name."""
        found = [(one, self.table(template, one.code)) for one in self.countries]
        return [(one, cells) for one, cells in found if cells is not None]

    @property
    def missing(self) -> list[Publisher]:
        """Countries without any of these tables for the quarter."""
        here = {tenant for _, period, tenant in self.tables if period == self.quarter.code}
        return [one for one in self.countries if one.code not in here]

    @property
    def present(self) -> list[Publisher]:
        """Countries with any of these tables, for this quarter or for one before it."""
        here = {tenant for _, _, tenant in self.tables}
        return [one for one in self.countries if one.code in here]

    @property
    def is_empty(self) -> bool:
        return len(self.missing) == len(self.countries)


def countries() -> list[Publisher]:
    """Those that take part, by name."""
    return sorted(db.session.scalars(select(Publisher)), key=lambda country: country.name)


def quarters() -> list[Quarter]:
    """Those for which some country published, the newest first."""
    found = db.session.scalars(select(Publication.period).distinct())
    return sorted(filter(None, map(read_quarter, found)), reverse=True)


def book(quarter: Quarter, templates: Iterable[str], *, back: int = 1) -> Book:
    """These tables for the last `back` quarters up to `quarter`, in two statements; in one when no
    table is asked for."""
    tables = list(templates)
    rows = _newest(quarter, tables, back) if tables else ()
    found = {(row.template, row.period, row.tenant): row for row in rows}
    return Book(quarter, countries(), found)


def _newest(quarter: Quarter, templates: list[str], back: int) -> Iterable[Publication]:
    asked = (
        Publication.template.in_(templates),
        Publication.period.in_([one.code for one in run_up(quarter, back)]),
    )
    newest = (
        select(
            Publication.tenant,
            Publication.template,
            Publication.period,
            func.max(Publication.version).label("version"),
        )
        .where(*asked)
        .group_by(Publication.tenant, Publication.template, Publication.period)
        .subquery()
    )
    return db.session.scalars(
        select(Publication).join(
            newest,
            (Publication.tenant == newest.c.tenant)
            & (Publication.template == newest.c.template)
            & (Publication.period == newest.c.period)
            & (Publication.version == newest.c.version),
        )
    )


def versions(quarter: Quarter | None, country: str, template: str) -> Select[Any]:
    """Everything that was ever released, corrections and what they replaced included."""
    statement = select(Publication)
    for column, wanted in (
        (Publication.period, quarter.code if quarter else ""),
        (Publication.tenant, country),
        (Publication.template, template),
    ):
        statement = statement.where(column == wanted) if wanted else statement
    return statement
