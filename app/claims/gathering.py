"""The lines that the ledger, the costs or the instalments of today make for a claim."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import exists, select

from app.allocation.models import Allocation, Evidence
from app.claims.models import ClaimLine
from app.claims.rules import Candidate
from app.core.db import db, past_the_wall
from app.duos.models import Duo
from app.grants.models import COUNTED, Cost, Grant, Instalment, Unit
from app.grants.queries import version_of
from app.grants.rules import rate_cents_on
from app.people.models import Person

DUOS, PEOPLE, LINES = Duo.__table__, Person.__table__, ClaimLine.__table__
STAFF = "staff"
"""The category of cost that a flat rate is taken on (Regulation (EU) 2021/1060, articles 54-56)."""
CONTRACT, SCHEME, NOWHERE = "contract", "scheme", "unknown"


def candidates(
    grant: Grant, from_on: date, until_on: date, claim_id: int | None = None
) -> list[Candidate]:
    """What stands in the period and in no other claim of the grant, in the order it happened."""
    gather = GATHERED[Unit.HOUR] if grant.unit in COUNTED else GATHERED[Unit(grant.unit)]
    found = gather(grant, from_on, until_on, claim_id)
    return sorted(found, key=lambda one: (one.happened_on, len(one.subject), one.subject))


def _elsewhere(subject: Any, grant: Grant, claim_id: int | None) -> Any:
    """The condition: another claim of the grant has it already."""
    found = exists().where(LINES.c.grant_id == grant.id, LINES.c.subject == subject)
    return found.where(LINES.c.claim_id != claim_id) if claim_id else found


def _counted(grant: Grant, from_on: date, until_on: date, claim_id: int | None) -> list[Candidate]:
    rate = rate_cents_on(grant, version_of(grant))
    source = CONTRACT if grant.rate_cents is not None else SCHEME if rate is not None else NOWHERE
    statement = (
        select(Allocation, DUOS.c.reference, PEOPLE.c.reference)
        .outerjoin(DUOS, DUOS.c.id == Allocation.duo_id)
        .outerjoin(PEOPLE, PEOPLE.c.id == Allocation.mentor_id)
        .where(
            Allocation.grant_id == grant.id,
            Allocation.released_at.is_(None),
            Allocation.happened_on.between(from_on, until_on),
            ~_elsewhere(Allocation.subject, grant, claim_id),
        )
    )
    rows = db.session.execute(statement, execution_options=past_the_wall())
    return [
        Candidate(
            subject=one.subject,
            reference=duo or mentor or one.subject,
            unit=str(one.unit),
            happened_on=one.happened_on,
            quantity=float(one.quantity),
            evidence=str(one.evidence),
            scheme_code=one.scheme_code,
            scheme_from=one.scheme_from,
            rate_source=source,
            rate_cents=rate,
            antenna_id=one.antenna_id,
            allocation_id=one.id,
            duo_id=one.duo_id,
            mentor_id=one.mentor_id,
        )
        for one, duo, mentor in rows
    ]


def _costs(grant: Grant, from_on: date, until_on: date, claim_id: int | None) -> list[Candidate]:
    """A share of each cost that was really made; of a flat rate, of each cost of staff."""
    subject = "cost:" + Cost.id.cast(LINES.c.subject.type)
    statement = select(Cost).where(
        Cost.grant_id == grant.id,
        Cost.withdrawn_at.is_(None),
        Cost.made_on.between(from_on, until_on),
        ~_elsewhere(subject, grant, claim_id),
    )
    if grant.unit == Unit.STAFF_FLAT_RATE:
        statement = statement.where(Cost.category == STAFF)
    percent, source = _percent_of(grant)
    return [
        Candidate(
            subject=f"cost:{cost.id}",
            reference=f"K{cost.id}",
            description=cost.description,
            happened_on=cost.made_on,
            evidence=str(Evidence.COMPLETE),
            base_cents=cost.amount_cents,
            rate_percent=percent,
            rate_source=source,
            **_of(grant),
        )
        for cost in db.session.scalars(statement)
    ]


def _instalments(
    grant: Grant, from_on: date, until_on: date, claim_id: int | None
) -> list[Candidate]:
    subject = "instalment:" + Instalment.id.cast(LINES.c.subject.type)
    statement = select(Instalment).where(
        Instalment.grant_id == grant.id,
        Instalment.due_on.between(from_on, until_on),
        ~_elsewhere(subject, grant, claim_id),
    )
    return [
        Candidate(
            subject=f"instalment:{one.id}",
            reference=f"T{one.id}",
            description=one.condition,
            happened_on=one.due_on,
            evidence=str(Evidence.COMPLETE),
            rate_cents=one.amount_cents,
            rate_source=CONTRACT,
            **_of(grant),
        )
        for one in db.session.scalars(statement)
    ]


def _percent_of(grant: Grant) -> tuple[float | None, str]:
    """The share of a cost that is paid, and where it is written: contract first, then scheme."""
    if grant.rate_percent is not None:
        return float(grant.rate_percent), CONTRACT
    version = version_of(grant)
    if version is not None and version.rate_percent is not None:
        return float(version.rate_percent), SCHEME
    return None, NOWHERE


def _of(grant: Grant) -> dict[str, Any]:
    return {
        "unit": str(grant.unit),
        "quantity": 1.0,
        "scheme_code": grant.scheme_code,
        "scheme_from": grant.scheme_from,
    }


GATHERED: Mapping[Unit, Callable[[Grant, date, date, int | None], list[Candidate]]] = {
    Unit.HOUR: _counted,
    Unit.ACTUAL_COST: _costs,
    Unit.STAFF_FLAT_RATE: _costs,
    Unit.INSTALMENT: _instalments,
}
"""By unit; every unit of the ledger is gathered like an hour."""
