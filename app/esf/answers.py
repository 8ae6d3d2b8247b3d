"""What the European report answers to the features around it (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.esf import awaiting, labels, queries
from app.esf.models import Participation
from app.people.merging import move
from app.people.models import Kind, Person
from app.people.panels import Panel

event_names = labels.event_names


def panels(person: Person) -> Iterator[Panel]:
    if person.kind == Kind.MENTEE and viewer().may(Permission.ESF_MANAGE):
        entries = queries.participations_of(person)
        if entries:
            title = _("European Social Fund Plus")
            yield Panel(title, "esf/_panel.html", {"entries": entries}, order=70, beside=True)


def merging(kept: Person, gone: Person) -> list[Any]:
    """Two entries of what turned out to be one person are one participant by themselves."""
    return move(Participation.mentee_id, kept, gone) if kept.kind == Kind.MENTEE else []


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """People to be asked again, and figures to be transmitted, of those days; what is late too when
    today is among them."""
    today = clock.today()
    with_late = first <= today <= last
    for operation_id, code, moment, day, number in awaiting.checks_due(last):
        if with_late or day >= first:
            yield _line(operation_id, day, _to_ask(moment, number), code, today) | {"kind": "esf"}
    for operation_id, code, day in awaiting.transmissions_due(first, last, today):
        what = _("Figures of ESF+ to be transmitted")
        yield _line(operation_id, day, what, code, today) | {"kind": "esf"}


def _to_ask(moment: str, number: int) -> str:
    if moment == "weeks4":
        return str(
            ngettext(
                "Ask %(num)d person, four weeks after leaving",
                "Ask %(num)d people, four weeks after leaving",
                number,
            )
        )
    return str(
        ngettext(
            "Ask %(num)d person, six months after leaving",
            "Ask %(num)d people, six months after leaving",
            number,
        )
    )


def _line(operation_id: int, on: date, what: str, code: str, today: date) -> dict[str, Any]:
    url = url_for("esf.show", operation_id=operation_id)
    return {"on": on, "what": what, "whom": code, "url": url, "late": on < today, "who": None}
