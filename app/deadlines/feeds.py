"""The calendar as a file, and the personal link with which a calendar program follows it.

The link is signed with the tenant's own key and names a number: a newer number or a revocation
makes it worthless. What it tells is no more than a kind of deadline, a funder and a code: no sum,
no word that somebody typed, nobody's name.
"""

from collections.abc import Iterable
from datetime import timedelta
from urllib.parse import urljoin

from flask import Response, url_for
from flask_babel import gettext as _
from icalendar import Calendar, Event
from itsdangerous import BadData
from werkzeug.http import dump_options_header

from app.core import clock
from app.core.i18n import pick
from app.core.signing import signer
from app.core.tenancy import tenant
from app.deadlines import labels
from app.deadlines.agenda import Item
from app.deadlines.models import CalendarFeed

PURPOSE = "deadlines.calendar"

TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


def url_of(feed: CalendarFeed) -> str:
    signed = signer(PURPOSE).dumps([feed.user_id, feed.number])
    return url_for("deadlines.feed", token=signed, _external=True)


def read_token(token: str) -> tuple[int, int] | None:
    """The id of the account and the number of its link; None when it is not ours."""
    try:
        user_id, number = signer(PURPOSE).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return (user_id, number) if type(user_id) is int and type(number) is int else None


def calendar_response(items: Iterable[Item], name: str | None = None) -> Response:
    """As a feed, which says little; with the `name` of a file as an attachment, in full."""
    response = Response(written(items, full=name is not None), content_type=TYPE)
    if name is not None:
        response.headers["Content-Disposition"] = dump_options_header(
            "attachment", {"filename": name}
        )
    return response


def written(items: Iterable[Item], *, full: bool) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//funding//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Funding, %(brand)s", brand=pick(tenant().names)))
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    for one in items:
        if one.on is not None:
            calendar.add_component(_event(one, full=full))
    return bytes(calendar.to_ical())


def _event(one: Item, *, full: bool) -> Event:
    event = Event()
    event.add("uid", f"{one.uid}@{tenant().host}")
    event.add("dtstamp", clock.now())
    event.add("dtstart", one.on)
    event.add("dtend", (one.on or clock.today()) + timedelta(days=1))
    event.add("summary", f"{one.whom}: {one.what}" if full else _short(one))
    event.add("url", urljoin(url_for("deadlines.month", _external=True), one.url))
    event.add("transp", "TRANSPARENT")
    return event


def _short(one: Item) -> str:
    kind = labels.kind_name(one.kind)
    return f"{kind}: {one.whom} ({one.code})" if one.code else f"{kind}: {one.whom}"
