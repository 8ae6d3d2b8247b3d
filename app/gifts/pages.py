"""What the pages of gifts say and hand out."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from werkzeug.datastructures import MultiDict

from app.core import clock, events
from app.core.export import table_response
from app.core.listing import day_in
from app.core.permissions import Permission
from app.core.questions import ask
from app.core.viewer import viewer
from app.gifts import labels
from app.gifts.models import Gift
from app.gifts.queries import giving as queries

PARTS = {
    "gifts.index": lazy_gettext("Gifts"),
    "gifts.donors.index": lazy_gettext("Donors"),
    "gifts.donors.pledges": lazy_gettext("Recurring gifts"),
    "bank_files.index": lazy_gettext("Bank files"),
    "gift_receipts.index": lazy_gettext("Receipts"),
}


def tabs(here: str) -> list[dict[str, object]]:
    """The parts this viewer may open; `here` is the endpoint of the open one."""
    return [
        {"label": said, "url": url_for(endpoint), "active": endpoint == here}
        for endpoint, said in PARTS.items()
        if endpoint != "bank_files.index" or viewer().may(Permission.GIFTS_MANAGE)
    ]


def asked(sent: MultiDict[str, str]) -> dict[str, Any]:
    """The filters of the list; one that means nothing is left out."""
    return {
        "q": sent.get("q", "")[:100],
        "way": sent.get("way", "") if sent.get("way") in labels.WAYS else "",
        "thanked": sent.get("thanked", "") if sent.get("thanked") in labels.THANKED else "",
        "from_on": day_in(sent.get("from_on", "")),
        "until_on": day_in(sent.get("until_on", "")),
    }


def export(kind: str, filters: Mapping[str, Any]) -> Response:
    """The list as it is filtered, one line for each gift."""
    columns = [_("Day"), _("Donor"), _("Amount"), _("Way"), _("For"), _("Thanked on"), _("Receipt")]
    gifts = queries.rows_of(**filters)
    receipts = receipt_numbers(gifts)
    rows = [
        [
            gift.received_on,
            gift.donor.name if gift.donor else "",
            gift.amount_cents / 100,
            str(labels.WAYS[gift.way]),
            gift.purpose or "",
            gift.thanked_on,
            "{}-{}".format(*receipts[gift.receipt_id]) if gift.receipt_id else "",
        ]
        for gift in gifts
    ]
    events.record("gifts.exported", None, rows=len(rows))
    return table_response(f"{_('gifts')}-{clock.today()}", columns, rows, kind)


def receipt_numbers(gifts: Iterable[Gift]) -> dict[int, tuple[int, int]]:
    """Year and number of the receipts that these gifts are on, by the id of the receipt."""
    return dict(ask("gifts.receipts", {one.receipt_id for one in gifts if one.receipt_id}))


def told_after_thanks(told: Mapping[str, int]) -> Iterator[str]:
    """What was done, and why some were left out."""
    said = {
        "mailed": ngettext(
            "%(num)d gift thanked for by mail.",
            "%(num)d gifts thanked for by mail.",
            told.get("mailed", 0),
        ),
        "opposed": ngettext(
            "%(num)d left out: the donor does not want to be contacted.",
            "%(num)d left out: these donors do not want to be contacted.",
            told.get("opposed", 0),
        ),
        "no_address": ngettext(
            "%(num)d left out: no e-mail address. Thank by letter and note it.",
            "%(num)d left out: no e-mail address. Thank by letter and note it.",
            told.get("no_address", 0),
        ),
        "anonymous": ngettext(
            "%(num)d left out: nobody knows the donor.",
            "%(num)d left out: nobody knows the donors.",
            told.get("anonymous", 0),
        ),
        "before": ngettext(
            "%(num)d had been thanked for before.",
            "%(num)d had been thanked for before.",
            told.get("before", 0),
        ),
    }
    return (sentence for why, sentence in said.items() if told.get(why))
