"""The lines of a claim as rows of a table."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _

from app.claims import queries
from app.claims.labels import EVIDENCE, FIELDS, SOURCES
from app.claims.models import Claim, ClaimLine
from app.core.db import db
from app.core.i18n import spelled
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.grants.labels import UNITS

WHO = _("Name")


def headers() -> list[str]:
    """The words of the columns; names only for those who may read them."""
    names = [str(label) for label in FIELDS.values()]
    return [*names, *who_headers()]


def who_headers() -> list[str]:
    from_people = viewer().may(Permission.PEOPLE_READ)
    return [str(WHO)] if from_people else []


def rows(claim: Claim, **filters: Any) -> Iterator[list[Any]]:
    """Those that the viewer may see, in their order."""
    named = viewer().may(Permission.PEOPLE_READ)
    for line in db.session.scalars(queries.seen_lines(claim, **filters)):
        yield [*_cells(line), *([who(line)] if named else [])]


def _cells(line: ClaimLine) -> list[Any]:
    return [
        line.reference,
        spelled(UNITS)[line.unit],
        line.antenna.code if line.antenna else None,
        line.happened_on,
        line.quantity,
        _sum(line.rate_cents),
        _sum(line.base_cents),
        line.rate_percent,
        spelled(SOURCES).get(line.rate_source, line.rate_source),
        line.scheme_code,
        line.scheme_from,
        spelled(EVIDENCE).get(line.evidence, line.evidence),
        _sum(line.amount_cents),
        _sum(line.approved_cents),
        line.cut_reason,
        line.digest,
    ]


def who(line: ClaimLine) -> str | None:
    """Whom a line is about, for those who may read names; else what it is about."""
    if line.duo is not None:
        return line.duo.mentee.name
    return line.mentor.name if line.mentor is not None else line.description


def _sum(cents: int | None) -> float | None:
    return None if cents is None else cents / 100
