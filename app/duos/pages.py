"""What the pages of duos show besides the rows themselves."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import Response, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from app.core import events
from app.core.db import db
from app.core.export import table_response
from app.core.i18n import day
from app.core.listing import day_in, number_in
from app.duos import labels, queries
from app.duos.models import Duo


def asked(args: MultiDict[str, str]) -> dict[str, Any]:
    """The filters in the address; what cannot be understood is left out."""
    state, owner = args.get("state", ""), args.get("owner", "")
    return {
        "q": args.get("q", ""),
        "state": state if state in labels.SHOWN_NAMES else "open",
        "antenna": number_in(args.get("antenna", "")),
        "owner": owner if owner == "none" or number_in(owner) else "",
        "ends_before": day_in(args.get("ends_before", "")),
        "contact": "late" if args.get("contact") == "late" else "",
    }


def export(kind: str, antennas: Mapping[int, str]) -> Response:
    """What the list shows, all of it, with the filters of the address."""
    statement = queries.rows(**asked(request.args)).order_by(Duo.started_on, Duo.id)
    found = db.session.scalars(statement).all()
    events.record("duos.exported", rows=len(found))
    headers = [str(label) for label in labels.FIELDS.values()]
    return table_response("duos", headers, (_cells(row, antennas) for row in found), kind)


def _cells(row: Any, antennas: Mapping[int, str]) -> list[Any]:
    said = {
        "antenna": antennas.get(row.antenna_id, ""),
        "state": labels.state_name(row.state),
        "end_reason": labels.end_in_words(row.end_reason, None) if row.end_reason else "",
    }
    return [said.get(name, getattr(row, name, None)) for name in labels.FIELDS]


def course(duo: Duo, proposal: Any = None) -> Sequence[dict[str, Any]]:
    """What happened and what is planned, the newest first, as the macro `history` takes it."""
    steps = sorted(_steps(duo, proposal), key=lambda step: step[0], reverse=True)
    return [
        {"when": day(on), "who": "", "what": what, "detail": detail, "kind": kind}
        for on, what, detail, kind in steps
    ]


def _steps(duo: Duo, proposal: Any) -> Iterator[tuple[date, str, str, str]]:
    if proposal is not None:
        yield proposal.proposed_on, _("Proposed"), proposal.reason, ""
        if proposal.first_meeting_on:
            yield proposal.first_meeting_on, _("First meeting"), "", ""
    yield duo.started_on, _("The duo began"), _agreed(duo), "good"
    for pause in duo.pauses:
        yield pause.from_on, _("Paused"), pause.reason, "watch"
        if pause.until_on:
            yield pause.until_on, _("Resumed"), "", "good"
    for step in duo.extensions:
        until = _("Until %(day)s", day=day(step.planned_end_after))
        yield step.decided_on, until, step.reason, ""
    if duo.ended_on:
        detail = labels.end_in_words(duo.end_reason, duo.unreachable)
        yield duo.ended_on, labels.state_name(duo.state), detail, ""
    else:
        yield duo.planned_end_on, _("Planned end"), "", ""


def _agreed(duo: Duo) -> str:
    if duo.agreed_on is None:
        return ""
    return str(_("Agreement signed by both, code of conduct accepted"))
