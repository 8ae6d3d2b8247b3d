"""Every question of the coverage: sums by antenna and quarter, never a line about anybody."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    extract,
    func,
    literal,
    select,
    union_all,
)

from app.allocation.models import Allocation
from app.allocation.reached import happenings
from app.antennas.models import Antenna
from app.core.db import db
from app.duos.models import Duo
from app.funders.models import Funder, FunderStage
from app.grants.models import COUNTED, CapKind, Grant, GrantCap, GrantState, Instalment, Unit

LINES, ANTENNAS = Allocation.__table__, Antenna.__table__
"""As plain tables: a cap holds for the whole country, and an antenna is told of what is seen."""
ASKED = (FunderStage.APPLIED, FunderStage.RENEWAL)
STARTED, ENDED, SECURED = "started", "ended", "secured"


def sums(first: date, last: date) -> Sequence[Any]:
    """By antenna (`antenna, nuts2`), `kind`, `year` and `quarter` two sums, `whole` and `part`.

    STARTED: duos begun then, and of them those that are counted for a grant at least. ENDED: duos
    that ended then, and of them those left to a positive situation (`reached.happenings`). SECURED:
    cents of the lines that stand for what happened then, and lines of which nobody knows the rate.
    """
    counted = exists().where(LINES.c.duo_id == Duo.id, LINES.c.released_at.is_(None))
    left_well = and_(*happenings()[Unit.POSITIVE_EXIT].where)
    days, duos = (first, last), func.count(Duo.id)
    unpriced = _how_many(Allocation.value_cents.is_(None))
    cents = func.coalesce(func.sum(Allocation.value_cents), 0)
    standing = Allocation.released_at.is_(None)
    return db.session.execute(
        union_all(
            _sums((STARTED, Duo, Duo.started_on), duos, _how_many(counted), days),
            _sums((ENDED, Duo, Duo.ended_on), duos, _how_many(left_well), days),
            _sums((SECURED, Allocation, Allocation.happened_on), cents, unpriced, days).where(
                standing
            ),
        )
    ).all()


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.sum(case((condition, 1), else_=0))


def _sums(of: Any, whole: Any, part: Any, days: tuple[date, date]) -> Select[Any]:
    """`of`: the kind, the model, the day that counts."""
    kind, model, day = of
    year, quarter = _quarter(day)
    place = (ANTENNAS.c.code, ANTENNAS.c.nuts2)
    return (
        select(
            literal(kind).label("kind"),
            ANTENNAS.c.code.label("antenna"),
            ANTENNAS.c.nuts2.label("nuts2"),
            year.label("year"),
            quarter.label("quarter"),
            whole.label("whole"),
            part.label("part"),
        )
        .join(ANTENNAS, ANTENNAS.c.id == model.antenna_id)
        .where(day.between(*days))
        .group_by(*place, year, quarter)
    )


def _quarter(day: Any) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """Year and quarter (0 to 3)."""
    month = extract("month", day)
    return extract("year", day), case((month < 4, 0), (month < 7, 1), (month < 10, 2), else_=3)


def room(on: date) -> Sequence[Any]:
    """A row for each running grant that pays by number and each of its caps of the whole grant:
    what the contract says, and the units and cents that stand for it."""
    stands = (
        select(
            LINES.c.grant_id,
            func.sum(LINES.c.quantity).label("units"),
            func.coalesce(func.sum(LINES.c.value_cents), 0).label("cents"),
        )
        .where(LINES.c.released_at.is_(None))
        .group_by(LINES.c.grant_id)
        .subquery()
    )
    whole = (
        (GrantCap.grant_id == Grant.id)
        & GrantCap.antenna_code.is_(None)
        & GrantCap.from_on.is_(None)
        & GrantCap.until_on.is_(None)
        & (GrantCap.kind != CapKind.SHARE)
    )
    columns = (
        Grant.id,
        Grant.code,
        Grant.ends_on,
        Grant.rate_cents,
        Grant.amount_cents,
        Grant.antenna_codes,
        Grant.scheme_code,
        Grant.scheme_from,
    )
    return db.session.execute(
        select(
            *columns,
            GrantCap.kind,
            GrantCap.most,
            func.coalesce(stands.c.units, 0).label("units"),
            func.coalesce(stands.c.cents, 0).label("cents"),
        )
        .outerjoin(stands, stands.c.grant_id == Grant.id)
        .outerjoin(GrantCap, whole)
        .where(
            Grant.state == GrantState.RUNNING,
            Grant.unit.in_(COUNTED),
            Grant.begins_on <= on,
            Grant.ends_on >= on,
        )
        .order_by(Grant.code, GrantCap.id)
    ).all()


def instalments(first: date, last: date, on: date) -> Sequence[Any]:
    """Of grants that do not pay by number: what was received in these days, and what is still due
    from `on`."""
    received = Instalment.received_on.between(first, last)
    due = Instalment.received_on.is_(None) & (Instalment.due_on >= on)
    return db.session.execute(
        select(
            Grant.antenna_codes,
            Instalment.due_on,
            Instalment.amount_cents,
            Instalment.received_on,
            Instalment.received_cents,
        )
        .join(Grant, Grant.id == Instalment.grant_id)
        .where(
            Grant.unit.not_in(COUNTED),
            Grant.state.in_((GrantState.RUNNING, GrantState.CLOSED)),
            received | due,
        )
        .order_by(Instalment.due_on, Instalment.id)
    ).all()


def asked() -> Sequence[Any]:
    """What is asked for at this moment, by stage: `funders`, `known` (of how many the sum is
    known), `cents`. How likely it is nobody says."""
    return db.session.execute(
        select(
            Funder.stage,
            func.count(Funder.id).label("funders"),
            func.count(Funder.asked_cents).label("known"),
            func.coalesce(func.sum(Funder.asked_cents), 0).label("cents"),
        )
        .where(Funder.stage.in_(ASKED))
        .group_by(Funder.stage)
        .order_by(Funder.stage)
    ).all()
