"""What the pages of funders show besides the rows themselves."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import clock, events
from app.core.db import db
from app.core.errors import Reason
from app.core.export import table_response
from app.core.i18n import language_name, spelled
from app.core.listing import number_in
from app.documents.queries import documents_of
from app.funders import labels, queries, rules
from app.funders.models import Funder
from app.people.panels import Panel

TOLD = 20
"""Interactions on the page of a funder; the others are one click away."""
STAGE_FILTER = ("open", *labels.STAGES)


def asked(args: MultiDict[str, str]) -> dict[str, Any]:
    """The filters in the address; what cannot be understood is left out."""
    owner, kind, stage = args.get("owner", ""), args.get("kind", ""), args.get("stage", "")
    language = args.get("language", "")
    return {
        "q": args.get("q", "")[:100],
        "kind": kind if kind in labels.KINDS else "",
        "stage": stage if stage in STAGE_FILTER else "",
        "owner": owner if owner == "none" or number_in(owner) else "",
        "language": language if language in labels.language_codes() else "",
        "quiet": "1" if args.get("quiet") else "",
    }


def words() -> dict[str, Any]:
    """What every page of funders calls things."""
    return {
        "kinds": spelled(labels.KINDS),
        "stages": spelled(labels.STAGES),
        "stage_tags": labels.STAGE_TAGS,
        "today": clock.today(),
    }


def quiet_in_words(months: Mapping[Any, int]) -> str:
    """What gone quiet means, for the page that counts it."""
    said = [
        _("%(stage)s: %(num)d months", stage=labels.STAGES[stage], num=months[stage])
        for stage in months
    ]
    return " · ".join(said)


def of_funder(funder: Funder) -> dict[str, Any]:
    """Everything on the page of one funder that is not a panel of another feature."""
    most = 10 * TOLD if request.args.get("all") else TOLD
    told = queries.interactions_of(funder, most)
    reminders = queries.reminders_of(funder)
    return {
        "funder": funder,
        "interactions": told[:most],
        "has_more": len(told) > most,
        "to_do": [one for one in reminders if one.done_on is None],
        "done": [one for one in reversed(reminders) if one.done_on is not None],
        "documents": documents_of(funder),
        "removed": documents_of(funder, removed=True),
        "present": [one for one in funder.contacts if one.left_on is None],
        "gone": [one for one in funder.contacts if one.left_on is not None],
        "events": events.events_of(funder, 100),
        "quiet": rules.is_quiet(
            funder.stage, funder.last_contact_on, funder.stage_since, clock.today()
        ),
        "interaction_names": spelled(labels.INTERACTIONS),
        "language": language_name(funder.language),
    }


def sorted_panels(panels: list[Panel]) -> list[Panel]:
    return sorted(panels, key=lambda panel: panel.order)


def double(reasons: list[Reason], name: str) -> Funder | None:
    """The funder that is here already, when that is what stands against this one."""
    if any(reason.code == "funder_exists" for reason in reasons):
        return queries.find_by_name(name)
    return None


def export(kind: str) -> Response:
    """What the list shows, all of it, with the filters of the address."""
    statement = queries.rows(**asked(request.args)).order_by(Funder.sort_key, Funder.id)
    found = db.session.scalars(statement).all()
    events.record("funders.exported", rows=len(found))
    headers = [str(label) for label in labels.COLUMNS.values()]
    return table_response("funders", headers, (_cells(row) for row in found), kind)


def _cells(row: Any) -> list[Any]:
    said = {
        "kind": labels.KINDS[row.kind],
        "stage": labels.STAGES[row.stage],
        "asked": None if row.asked_cents is None else row.asked_cents / 100,
        "quiet": _("yes") if row.quiet else _("no"),
    }
    return [said.get(name, getattr(row, name, None)) for name in labels.COLUMNS]
