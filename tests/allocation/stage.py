"""Funders, grants and duos for the tests of the allocation; amounts are invented."""

from datetime import date
from typing import Any

from app.allocation import queries
from app.allocation.eligibility import Whom
from app.core.db import db
from app.duos.models import Duo
from app.funders.models import Funder, FunderKind, FunderStage
from app.grants.models import CapKind, Grant, GrantCap, GrantState, Unit
from app.people.models import Mentee
from tests import make

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def funder(name: str = "Fondation Exemple") -> Funder:
    found = db.session.query(Funder).filter_by(name=name).first()
    return found or make.kept(
        Funder(
            name=name,
            kind=FunderKind.FOUNDATION,
            stage=FunderStage.GRANTED,
            stage_since=YEAR[0],
            language="fr",
            search_text=name.lower(),
            sort_key=name.lower(),
        )
    )


def grant(code: str = "EX-1", *caps: GrantCap, **more: Any) -> Grant:
    facts: dict[str, Any] = {
        "title": f"Grant {code}",
        "funder_id": funder().id,
        "state": GrantState.RUNNING,
        "scheme_code": "own",
        "unit": Unit.DUO_STARTED,
        "currency": "EUR",
        "rate_cents": 100_000,
        "begins_on": YEAR[0],
        "ends_on": YEAR[1],
    }
    return make.kept(Grant(code=code, caps=list(caps), **facts | more))


def cap(most: int, kind: str = CapKind.UNITS, **more: Any) -> GrantCap:
    return GrantCap(kind=CapKind(kind), most=most, **more)


def duo(number: int = 1, mentee: dict[str, Any] | None = None, **more: Any) -> Any:
    pair = make.mentee(f"Fatou{number}", **mentee or {}), make.mentor(f"Marc{number}")
    facts = {"started_on": date(2026, 3, 2), "reference": f"D-{number}"} | more
    return make.duo(*pair, **facts)


def mentee_of(row: Any) -> Any:
    return db.session.query(Mentee).filter_by(id=row.mentee_id).one()


def whom(row: Any, hours: Any = None) -> Whom:
    found = queries.find_duo(row.id) if isinstance(row, Duo) else queries.find_mentor(row.id)
    return Whom(found, hours)
