"""What the pages of entries show besides the rows themselves."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort
from flask_babel import gettext as _

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.events import events_of
from app.core.i18n import day
from app.core.listing import number_in
from app.core.questions import ask
from app.core.vocabularies import ISCED
from app.core.web import LARGEST_ID
from app.esf import counting, definitions, rules
from app.esf.facts import ESTIMABLE, NEEDED, Entry, Parameters
from app.esf.parameters import read
from app.participations import labels, lists, queries
from app.participations.actions.facts import missing
from app.participations.models import Operation, Participation

PROTECTED = frozenset(ESTIMABLE[:-1])
"""Not shown of one person: protected facts are read on a page of their own, which is noted."""


def operation_or_404(operation_id: int) -> Operation:
    found = queries.get_operation(operation_id) if operation_id <= LARGEST_ID else None
    return found or abort(404)


def participation_or_404(participation_id: int) -> Participation:
    known = participation_id <= LARGEST_ID
    found = queries.find_participation(participation_id) if known else None
    return found or abort(404)


def participation_page(participation: Participation) -> dict[str, Any]:
    today = clock.today()
    versions = queries.versions_of(participation)
    left_on = participation.duo.ended_on
    done = queries.checks_of(participation)
    return {
        "participation": participation,
        "operation": participation.operation,
        "facts": versions[0],
        "lacks": [labels.FACTS[name] for name in missing(participation, versions[0])],
        "versions": versions[1:],
        "counts": counts_in(participation, today),
        "achievements": queries.achievements_of(participation),
        "moments": [
            {
                "moment": moment,
                "label": labels.MOMENTS[moment],
                "due_on": lists.due_day(moment, left_on) if left_on else None,
                "done_on": done.get(moment),
            }
            for moment in lists.MOMENTS
        ],
        "today": today,
        "events": events_of(participation),
        "names": dict(ask("event.names")),
        "words": words(),
    }


def words() -> dict[str, Any]:
    return {
        "facts": labels.FACTS,
        "genders": labels.GENDERS,
        "statuses": labels.STATUSES,
        "achievements": labels.ACHIEVEMENTS,
        "improvements": labels.IMPROVEMENTS,
    }


def counts_in(participation: Participation, on: date) -> dict[str, Any]:
    """Whether the person takes part, and in which indicators they are 1."""
    operation = participation.operation
    parameters = read(operation.parameters, operation.objective)
    entries = list(queries.entries_of(operation, participation.mentee_id))
    record = rules.record_of(entries, on, parameters)
    if record is None:
        return {"takes_part": False, "is_first": True, "indicators": []}
    lacks = rules.lacking(record.first, parameters)
    happened = sorted(
        queries.happenings_of(operation, participation.mentee_id), key=lambda one: one.on
    )
    found = set() if lacks else counting.vector(record, happened, on, parameters)
    shown = [one for one in definitions.INDICATORS if one.code in found - PROTECTED]
    is_first = record.first.entered_on == participation.entered_on
    return {"takes_part": True, "is_first": is_first, "indicators": shown}


def lacking_of(row: Any, parameters: Parameters) -> list[str]:
    """In words, for a line of the list; of a later entry nothing is asked."""
    facts = {name: getattr(row, name) for name in NEEDED}
    entry = Entry(str(row.mentee_id), row.entered_on, **facts)
    names = rules.lacking(entry, parameters) if row.is_first else []
    return [str(labels.FACTS[name]) for name in names]


def in_words(row: Any) -> str:
    """What is confirmed by a tick, so that nobody confirms what they have not read."""
    said = [labels.GENDERS.get(row.gender), day(row.born_on), labels.STATUSES.get(row.status)]
    if row.unemployed_since:
        said.append(_("since %(day)s", day=day(row.unemployed_since)))
    return ", ".join(str(one) for one in [*said, ISCED.get(row.isced)] if one)


def due_of(row: Any, today: date) -> dict[str, Any] | None:
    """The next time that somebody who left is to be asked, for a line of the list."""
    if row.ended_on is None or not row.is_last:
        return None
    open_ones = [one for one in lists.MOMENTS if not getattr(row, f"asked_{one}")]
    if not open_ones:
        return None
    on = lists.due_day(open_ones[0], row.ended_on)
    return {"label": labels.MOMENTS[open_ones[0]], "on": on, "late": on <= today}


def antenna_names() -> dict[int, str]:
    return {one.id: one.name for one in all_antennas()}


def numbers(ids: Sequence[str]) -> list[int]:
    """Ids that were ticked; what is no number is left out."""
    return [number for number in map(number_in, ids) if number]
