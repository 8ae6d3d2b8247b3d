"""Funders and grants for tests, with defaults for all that a test does not care about."""

from datetime import date, timedelta
from typing import Any

from app.core.text import fold
from app.funders.models import Funder, FunderKind, FunderStage
from app.grants.models import (
    BudgetLine,
    Cost,
    Grant,
    GrantCap,
    GrantState,
    Instalment,
    Obligation,
    Unit,
)
from tests import make

TODAY = date(2026, 11, 23)
SCHEME = "actiris-mentoring"
SCHEME_FROM = date(2025, 1, 1)


def funder(name: str = "Fondation Exemple", **more: Any) -> Funder:
    details = {
        "kind": FunderKind.FOUNDATION,
        "stage": FunderStage.GRANTED,
        "stage_since": make.SPRING,
        "language": "fr",
        "search_text": f" {fold(name)}",
        "sort_key": fold(name),
    }
    return make.kept(Funder(name=name, **details | more))


def grant(payer: Funder | None = None, **more: Any) -> Grant:
    """Runs this year, pays for duos that started, without caps."""
    number = make.count(Grant) + 1
    details = {
        "code": f"EX-{number}",
        "title": f"Example grant {number}",
        "funder_id": (payer or funder(f"Fondation {number}")).id,
        "state": GrantState.RUNNING,
        "scheme_code": SCHEME,
        "scheme_from": SCHEME_FROM,
        "unit": Unit.DUO_STARTED,
        "currency": "EUR",
        "amount_cents": 5_000_000,
        "begins_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
    }
    caps = [GrantCap(**cap) for cap in more.pop("caps", [])]
    return make.kept(Grant(caps=caps, **details | more))


def instalment(of: Grant, **more: Any) -> Instalment:
    details = {"due_on": TODAY + timedelta(days=10), "amount_cents": 1_000_000}
    return make.kept(Instalment(grant_id=of.id, **details | more))


def obligation(of: Grant, **more: Any) -> Obligation:
    """A report that is due in ten days."""
    details = {"kind": "report", "title": "Yearly report", "due_on": TODAY + timedelta(days=10)}
    return make.kept(Obligation(grant_id=of.id, **details | more))


def cost(of: Grant, **more: Any) -> Cost:
    details = {
        "category": "staff",
        "made_on": date(2026, 3, 3),
        "amount_cents": 100_000,
        "description": "Coordination in March",
    }
    return make.kept(Cost(grant_id=of.id, **details | more))


def budget_line(of: Grant, category: str = "staff", amount_cents: int = 2_000_000) -> BudgetLine:
    return make.kept(BudgetLine(grant_id=of.id, category=category, amount_cents=amount_cents))


def typed(payer: Funder, **more: Any) -> dict[str, Any]:
    """A contract as somebody types it into the form."""
    details = {
        "code": "FE-2026",
        "title": "Duos in Brussels",
        "funder_id": payer.id,
        "scheme_code": SCHEME,
        "unit": "duo_started",
        "begins_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "amount": "50 000",
        "rate": "1250.50",
    }
    return details | more
