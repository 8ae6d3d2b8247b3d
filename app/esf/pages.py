"""What the pages of the European report show besides the rows themselves."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort, request
from flask_babel import gettext as _
from flask_babel import ngettext

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.events import events_of
from app.core.i18n import day, percent
from app.core.listing import number_in
from app.core.questions import ask
from app.core.vocabularies import ISCED
from app.core.web import LARGEST_ID
from app.esf import counting, definitions, labels, lists, queries, rules
from app.esf.actions.facts import missing
from app.esf.counting import COLUMNS, TOTAL, Figures
from app.esf.facts import ESTIMABLE, NEEDED, Entry, Parameters
from app.esf.models import Operation, Participation, Transmission
from app.esf.parameters import COLLECTED, read

NAMES = (*COLUMNS, TOTAL)
OWN_FIELDS = (
    *("code", "title", "grant_id", "objective", "begins_on", "ends_on"),
    *("antenna_codes", "parameters_source"),
)
PROTECTED = frozenset(ESTIMABLE[:-1])
"""Not shown of one person: protected facts are read on a page of their own, which is noted."""


def operation_or_404(operation_id: int) -> Operation:
    found = queries.get_operation(operation_id) if operation_id <= LARGEST_ID else None
    return found or abort(404)


def participation_or_404(participation_id: int) -> Participation:
    known = participation_id <= LARGEST_ID
    found = queries.find_participation(participation_id) if known else None
    return found or abort(404)


def day_asked() -> date:
    """`?on=`; today where it says nothing that can be understood, or a day to come."""
    try:
        return min(date.fromisoformat(request.args.get("on", "")), clock.today())
    except ValueError:
        return clock.today()


def figures_page(operation: Operation, on: date) -> dict[str, Any]:
    figures = queries.figures_of(operation, on)
    only_ages = operation.objective == "l"
    checks = counting.cross_checks(figures.values, only_ages=only_ages)
    return {
        "operation": operation,
        "on": on,
        "today": clock.today(),
        "figures": figures,
        "lines": list(lines(figures, operation)),
        "columns": labels.COLUMNS,
        "checks": {str(labels.CHECKS[name]): held for name, held in checks.items()},
        "transmissions": queries.transmissions_of(operation),
        "to_do": lists.to_do(operation, clock.today()),
        "shown": labels.SHOWN,
        "events": events_of(operation),
        "names": dict(ask("event.names")),
    }


def lines(figures: Figures, operation: Operation) -> Iterator[dict[str, Any]]:
    """A line for each indicator, in the order of the annex, with what must be said beside it."""
    told = figures.as_json()
    parameters = read(operation.parameters, operation.objective)
    notes = notes_of(figures, operation, parameters)
    for indicator in definitions.INDICATORS:
        if indicator.code in told:
            values = told[indicator.code]
            yield {
                "code": indicator.code,
                "name": indicator.name,
                "values": {name: values.get(name) for name in NAMES},
                "note": notes.get(indicator.code),
                "is_result": indicator.code.startswith("EECR"),
            }


def notes_of(figures: Figures, operation: Operation, parameters: Parameters) -> dict[str, str]:
    """By indicator: how it was known, where that is not from each participant (R9, R10, R14)."""
    notes = {
        code: ngettext("Not known of %(num)d.", "Not known of %(num)d.", unknown)
        for code, unknown in figures.unknown.items()
        if unknown
    }
    notes |= {code: _("Not asked in this operation.") for code in parameters.not_collected}
    for one in operation.parameters.get("estimates", ()):
        share = percent(one["percent"] / 100, 1)
        notes[one["code"]] = _(
            "Estimate of %(share)s: %(source)s", share=share, source=one["source"]
        )
    guaranteed = _("Everybody: it is a condition for taking part.")
    return notes | dict.fromkeys(parameters.target_groups, guaranteed)


def as_rows(figures: Figures, operation: Operation) -> list[list[Any]]:
    """For a file; the last line is how many records are not reportable."""
    found = [
        [line["code"], str(line["name"]), *line["values"].values(), line["note"] or ""]
        for line in lines(figures, operation)
    ]
    rest = [
        "not_reportable",
        _("Records that are not complete"),
        "",
        "",
        "",
        figures.not_reportable,
    ]
    return [*found, [*rest, ""]]


def headers() -> list[str]:
    said = [str(labels.COLUMNS[name]) for name in NAMES]
    return [_("Code"), _("Indicator"), *said, _("Note")]


def differences(transmission: Transmission) -> list[dict[str, Any]]:
    """What the same day would say as it is known now, where that is not what was sent."""
    now = queries.figures_of(transmission.operation, transmission.figures_on).as_json()
    sent = transmission.figures
    found = []
    for code in [*definitions.BY_CODE, "not_reportable"]:
        for name in NAMES if code != "not_reportable" else (TOTAL,):
            before, after = _cell(sent, code, name), _cell(now, code, name)
            if before != after:
                column = labels.COLUMNS[name]
                found.append({"code": code, "column": column, "sent": before, "now": after})
    return found


def _cell(figures: Mapping[str, Any], code: str, name: str) -> int | None:
    value = figures.get(code)
    return value.get(name) if isinstance(value, Mapping) else value


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


def operation_choices() -> dict[str, Any]:
    return {
        "grants": queries.grant_choices(),
        "antennas": {one.code: one.name for one in all_antennas()},
        "objectives": labels.OBJECTIVES,
        "targets": labels.target_names(),
        "section_2": labels.section_2_names(),
        "parameters": definitions.PARAMETERS,
    }


def as_form(operation: Operation | None) -> dict[str, Any]:
    """What the form begins with: what is kept, and the defaults of the specification."""
    defaults: dict[str, Any] = {one.name: one.default for one in definitions.PARAMETERS}
    defaults["collected"] = list(COLLECTED)
    if operation is None:
        return defaults | {"objective": "h"}
    kept = {name: getattr(operation, name) for name in OWN_FIELDS}
    return defaults | operation.parameters | kept


def numbers(ids: Sequence[str]) -> list[int]:
    """Ids that were ticked; what is no number is left out."""
    return [number for number in map(number_in, ids) if number]
