"""What the pages of operations show besides the rows themselves."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from marshmallow import ValidationError

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.events import events_of
from app.core.i18n import percent
from app.core.listing import day_in
from app.core.questions import ask
from app.esf import counting, definitions
from app.esf.counting import COLUMNS, TOTAL, Figures
from app.esf.facts import Parameters
from app.esf.parameters import COLLECTED, read
from app.participations import lists
from app.participations.labels import SHOWN
from app.participations.models import Operation
from app.participations.queries import figures_of
from app.transmissions import labels, queries
from app.transmissions.models import Transmission

NAMES = (*COLUMNS, TOTAL)
OWN_FIELDS = (
    *("code", "title", "grant_id", "objective", "begins_on", "ends_on"),
    *("antenna_codes", "parameters_source"),
)


def day_asked() -> date:
    """`?on=`; today where it says nothing that can be understood.

    Raises `ValidationError` for a day to come, of which nothing can be known yet.
    """
    on = day_in(request.args.get("on", "")) or clock.today()
    if on > clock.today():
        raise ValidationError(str(_("This day is still to come.")), "on")
    return on


def figures_page(operation: Operation, on: date) -> dict[str, Any]:
    figures = figures_of(operation, on)
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
        "shown": SHOWN,
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
    now = figures_of(transmission.operation, transmission.figures_on).as_json()
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
