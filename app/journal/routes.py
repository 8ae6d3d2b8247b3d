"""The journal as a page: who changed what and when, newest first."""

from datetime import date

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from app.core.listing import day_in
from app.core.permissions import Permission
from app.core.web import LARGEST_ID, requires
from app.journal import labels, queries

bp = Blueprint("journal", __name__, url_prefix="/journal", template_folder="templates")


@bp.get("/")
@requires(Permission.EVENTS_READ)
def index() -> ResponseReturnValue:
    listing = queries.all_events(
        q=request.args.get("q", "").strip(),
        subject=request.args.get("about", ""),
        since=day_in_address("since"),
        until=day_in_address("until"),
    )
    return render_template("journal/index.html", listing=listing, labels=labels)


@bp.get("/<int:event_id>")
@requires(Permission.EVENTS_READ)
def show(event_id: int) -> ResponseReturnValue:
    """One event with everything it keeps, and what else happened to the same row."""
    event = queries.find_event(event_id) if 0 < event_id <= LARGEST_ID else None
    if event is None:
        abort(404)
    others = None
    if event.subject_type and event.subject_id:
        others = queries.events_about(event.subject_type, event.subject_id)
    return render_template("journal/show.html", event=event, others=others, labels=labels)


def day_in_address(name: str) -> date | None:
    """A day of the address; None when it is missing or is no day."""
    found = day_in(request.args.get(name, ""))
    return found if found and 1900 <= found.year <= 2200 else None
