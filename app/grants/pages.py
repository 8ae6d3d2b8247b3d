"""What the pages of grants show besides the rows themselves."""

from typing import Any

from flask import Response, abort, request
from werkzeug.datastructures import MultiDict

from app.antennas.queries import all_antennas
from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason
from app.core.export import table_response
from app.core.listing import day_in, number_in
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.core.web import LARGEST_ID
from app.documents.queries import documents_of
from app.grants import conditions, labels, queries, rules
from app.grants.actions.contracts import is_claimed
from app.grants.models import Grant, Instalment
from app.grants.money_rules import spending
from app.schemes.queries import find_scheme
from app.schemes.vocabulary import FACTS


def asked(args: MultiDict[str, str]) -> dict[str, Any]:
    """The filters in the address; what cannot be understood is left out."""
    state, owner = args.get("state", ""), args.get("owner", "")
    unit = args.get("unit", "")
    return {
        "q": args.get("q", "")[:100],
        "funder": number_in(args.get("funder", "")),
        "state": state if state in {*labels.STATES, "all"} else "open",
        "scheme": args.get("scheme", "")[:60],
        "unit": unit if unit in labels.UNITS else "",
        "owner": owner if owner == "none" or number_in(owner) else "",
        "antenna": args.get("antenna", "")[:12],
        "from_on": day_in(args.get("from", "")),
        "until_on": day_in(args.get("until", "")),
    }


def grant_or_404(grant_id: int) -> Grant:
    """Read again after a form that was refused, since nothing read before holds then."""
    found = queries.find_grant_by_id(grant_id) if 0 < grant_id <= LARGEST_ID else None
    return found or abort(404)


def shown(grant: Grant) -> dict[str, Any]:
    """All that the page of one grant needs besides the grant."""
    scheme, version = find_scheme(grant.scheme_code), queries.version_of(grant)
    budget = {line.category: line.amount_cents for line in queries.budget_of(grant)}
    antennas = {one.code: one.name for one in all_antennas()}
    return {
        "scheme": scheme,
        "rules_of": version,
        "rate_cents": rules.rate_cents_on(grant, version),
        "rate_percent": grant.rate_percent
        if grant.rate_percent is not None
        else getattr(version, "rate_percent", None),
        "rate_kind": rules.rate_kind(grant.unit),
        "conditions": conditions.in_words(grant.conditions),
        "antennas": antennas,
        "caps": labels.CAPS,
        "spending": spending(budget, queries.spent_by_category(grant)),
        "categories": labels.CATEGORIES,
        "money": totals(grant),
        "panels": sorted(ask("grant.panels", grant), key=lambda panel: panel.order),
        "documents": documents_of(grant),
        "removed": documents_of(grant, removed=True),
        "events": events.events_of(grant, 200),
        "names": dict(ask("event.names")),
        "manages": viewer().may(Permission.FUNDING_MANAGE),
        "against_cancelling": against_cancelling(grant),
        "today": clock.today(),
    }


def against_cancelling(grant: Grant) -> list[Reason]:
    return rules.against_cancelling(grant.state, claimed=is_claimed(grant))


def totals(grant: Grant) -> dict[str, Any]:
    """What came in, what is still expected, and the next of it. The instalments are loaded."""
    expected = [one for one in grant.instalments if one.received_on is None]
    upcoming: Instalment | None = min(expected, key=lambda one: one.due_on, default=None)
    return {
        "received": sum(one.received_cents or 0 for one in grant.instalments),
        "expected": sum(one.amount_cents or 0 for one in expected),
        "next": upcoming,
        "late": [one for one in expected if one.due_on < clock.today()],
    }


def choices(scheme_code: str, owner_id: int | None) -> dict[str, Any]:
    """What the form of a contract can be filled with; the owner of before stays one."""
    scheme, owners = find_scheme(scheme_code), queries.owner_choices()
    versions = scheme.versions if scheme else ()
    known = queries.find_names([owner_id] if owner_id and owner_id not in owners else [])
    return {
        "scheme": scheme,
        "versions": {str(one.valid_from or ""): one for one in versions},
        "funders": queries.funder_choices(),
        "owners": owners | known,
        "antennas": {one.code: one.name for one in all_antennas() if one.is_open},
        "units": labels.UNITS,
        "caps": labels.CAPS,
        "facts": {code: fact.label for code, fact in FACTS.items() if code != "antenna"},
        "asked": conditions.ASKED,
        "told": conditions.told_row,
    }


def export(kind: str) -> Response:
    """What the list shows, all of it, with the filters of the address."""
    found = db.session.scalars(queries.rows(**asked(request.args))).all()
    events.record("grants.exported", rows=len(found))
    return table_response(
        "grants",
        [str(label) for label in labels.FIELDS.values()],
        (_cells(grant) for grant in found),
        kind,
    )


def _cells(grant: Grant) -> list[Any]:
    said: dict[str, Any] = {
        "funder": grant.funder.name,
        "unit": labels.unit_name(grant.unit),
        "state": labels.state_name(grant.state),
        "amount": None if grant.amount_cents is None else grant.amount_cents / 100,
        "owner": grant.owner.name if grant.owner else "",
    }
    return [said.get(name, getattr(grant, name, None)) for name in labels.FIELDS]
