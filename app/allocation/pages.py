"""What the pages of the ledger show besides the rows themselves."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, request
from werkzeug.datastructures import MultiDict

from app.allocation import labels, queries
from app.allocation.models import Allocation
from app.antennas.queries import all_antennas
from app.core import events
from app.core.db import db
from app.core.export import table_response
from app.core.listing import day_in, number_in
from app.core.viewer import viewer
from app.grants.labels import unit_name

MOST_TICKED = 200


def asked(args: MultiDict[str, str]) -> dict[str, Any]:
    """The filters in the address; what cannot be understood is left out."""
    state = args.get("state", "")
    return {
        "q": args.get("q", "").strip()[:40],
        "state": state if state in labels.STATES else "standing",
        "grant": number_in(args.get("grant", "")),
        "funder": number_in(args.get("funder", "")),
        "antenna": number_in(args.get("antenna", "")),
        "evidence": _one_of(labels.EVIDENCE, args.get("evidence", "")),
        "claim": _one_of(labels.CLAIMS, args.get("claim", "")),
        "counted": _one_of(labels.COUNTED, args.get("counted", "")),
        "from_on": day_in(args.get("from", "")),
        "until_on": day_in(args.get("until", "")),
    }


def _one_of(choices: Mapping[str, Any], text: str) -> str:
    return text if text in choices else ""


def antenna_choices() -> dict[int, str]:
    """Those that this viewer sees, by id."""
    seen = viewer().antenna_ids
    return {one.id: one.name for one in all_antennas() if seen is None or one.id in seen}


def ticked() -> list[int]:
    """The lines ticked in the list, as the address or the form names them."""
    sent = request.form if request.method == "POST" else request.args
    return [number_in(text) for text in sent.getlist("line")[:MOST_TICKED]]


def export(kind: str) -> Response:
    """What the list shows, all of it, with the filters of the address."""
    return table_response("ledger", *table(**asked(request.args)), kind)


def table(**filters: Any) -> tuple[list[str], list[list[Any]]]:
    """Headers and rows; also for a command."""
    statement = queries.rows(**filters).order_by(Allocation.happened_on, Allocation.id)
    found = db.session.scalars(statement).all()
    events.record("allocations.exported", rows=len(found))
    antennas = {one.id: one.code for one in all_antennas()}
    headers = [str(label) for label in labels.FIELDS.values()]
    return headers, [list(_cells(row, antennas)) for row in found]


def _cells(row: Any, antennas: Mapping[int, str]) -> Iterator[Any]:
    said = {
        "subject": labels.subject_name(row.subject),
        "antenna": antennas.get(row.antenna_id, ""),
        "unit": unit_name(row.unit),
        "value": "" if row.value_cents is None else f"{row.value_cents / 100:.2f}",
        "evidence": labels.evidence_name(row.evidence),
        "locked": _yes(row.locked),
        "claimed": _yes(row.claimed),
        "twice": _yes(row.twice),
    }
    for name in labels.FIELDS:
        cell = said[name] if name in said else getattr(row, name)
        yield "" if cell is None else cell


def _yes(answer: Any) -> str:
    return str(labels.YES if answer else labels.NO)
