"""What entries answer to the features around them (see `app/reactions.py`)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.permissions import Permission
from app.core.viewer import viewer
from app.duplicates.merging import move
from app.esf.counting import Figures
from app.participations import labels, lists, queries
from app.participations.models import Participation
from app.people.models import Kind, Person
from app.people.panels import Panel

event_names = labels.event_names


def panels(person: Person) -> Iterator[Panel]:
    if person.kind == Kind.MENTEE and viewer().may(Permission.ESF_MANAGE):
        entries = queries.participations_of(person)
        if entries:
            title = _("European Social Fund Plus")
            yield Panel(
                title, "participations/_panel.html", {"entries": entries}, order=70, beside=True
            )


def merging(kept: Person, gone: Person) -> list[Any]:
    """Two entries of what turned out to be one person are one participant by themselves."""
    return move(Participation.mentee_id, kept, gone) if kept.kind == Kind.MENTEE else []


def due(first: date, last: date) -> Iterator[dict[str, Any]]:
    """People to be asked again, of those days; what is late too when today is among them."""
    today = clock.today()
    with_late = first <= today <= last
    for operation_id, code, moment, day, number in lists.checks_due(last):
        if with_late or day >= first:
            yield {
                "on": day,
                "what": _to_ask(moment, number),
                "whom": code,
                "url": url_for("transmissions.show", operation_id=operation_id),
                "late": day < today,
                "who": None,
                "kind": "esf",
            }


def figures(code: str, on: date) -> Iterator[Figures]:
    """Of the operation with that code, where there is one."""
    operation = queries.find_operation(code)
    if operation is not None:
        yield queries.figures_of(operation, on)


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
