"""A report as sections of texts and numbers, in the language that is switched on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from flask_babel import force_locale
from flask_babel import gettext as _

from app.antennas.queries import all_antennas
from app.core import clock
from app.core.i18n import day, locale_of, number
from app.core.money import money
from app.core.vocabularies import GENDERS
from app.grants.models import Grant
from app.report_contents.files import Template
from app.report_contents.parts import DEFINITIONS, FIGURES, PARTS
from app.report_contents.rules import LEAST

Section = dict[str, Any]
"""`code`, `title`, and `paragraphs` or `heads` with `rows` of `[text, value]`, and `note`."""
OF_DUOS = ("counted", "started", "completed", "exits")


class Report(Protocol):
    """What is to be known of a report: `language` is that in which it is told."""

    @property
    def grant(self) -> Grant: ...
    @property
    def language(self) -> str: ...
    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date: ...
    @property
    def edition(self) -> int: ...
    @property
    def correction(self) -> str | None: ...


def content_of(
    report: Report, template: Template, figures: Mapping[str, Any], words: Mapping[str, str]
) -> dict[str, Any]:
    """All that the report tells, in its own language, ready to be frozen."""
    with force_locale(locale_of(report.language)):
        told = {"report": report, "figures": figures, "words": words, "template": template}
        today = clock.today()
        return {
            "title": _("Report: %(title)s", title=report.grant.title),
            "lead": _lead(report, today),
            "day": today.isoformat(),
            "language": report.language,
            "sections": [section_of(code, told) for code in template.parts],
            "figures": dict(figures),
        }


def _lead(report: Report, today: date) -> list[list[str]]:
    """What stands under the title: pairs of a word and its value."""
    grant = report.grant
    pairs = [
        [_("For"), grant.funder.name],
        [_("Grant"), grant.code],
        [_("Period"), _("%(from)s to %(until)s", **_days(report.from_on, report.until_on))],
        [_("Figures of"), day(today)],
    ]
    if report.edition > 1:
        pairs.append([_("Edition"), str(report.edition)])
    if report.correction:
        pairs.append([_("What was corrected"), report.correction])
    return pairs


def _days(from_on: date, until_on: date) -> dict[str, str]:
    return {"from": day(from_on), "until": day(until_on)}


def section_of(code: str, told: Mapping[str, Any]) -> Section:
    part = PARTS[code]
    section: Section = {"code": code, "title": str(part.title), "note": ""}
    if part.is_words:
        text = told["words"].get(code, "")
        return section | {"paragraphs": [one for one in text.split("\n\n") if one.strip()]}
    return section | TOLD[code](told)


def _key_figures(told: Mapping[str, Any]) -> Section:
    figures = told["figures"]
    rows = [
        [_text(str(FIGURES[name])), _number(figures[name], 1 if name == "hours" else 0)]
        for name in _shown(figures)
    ]
    return _table([_("Figure"), _("Number")], rows)


def _shown(figures: Mapping[str, Any]) -> list[str]:
    """The key figures: those of duos always, the others where there is something to tell."""
    return [name for name in FIGURES if name in OF_DUOS or figures[name]]


def _by_antenna(told: Mapping[str, Any]) -> Section:
    names = {one.code: one.name for one in all_antennas()}
    return _by(_("Antenna"), told["figures"]["by_antenna"], lambda code: names.get(code, code))


def _by_quarter(told: Mapping[str, Any]) -> Section:
    return _by(_("Quarter"), told["figures"]["by_quarter"], _quarter)


def _quarter(code: str) -> str:
    year, _dash, quarter = code.partition("-Q")
    text: str = _("%(year)s, quarter %(quarter)s", year=year, quarter=quarter)
    return text


def _by(head: str, groups: Sequence[Mapping[str, Any]], name: Callable[[str], str]) -> Section:
    heads = [head, *(str(FIGURES[one]) for one in OF_DUOS)]
    rows = [
        [_text(name(group["group"])), *(_number(group[one]) for one in OF_DUOS)] for group in groups
    ]
    return _table(heads, rows)


def _gender(told: Mapping[str, Any]) -> Section:
    labels = {**GENDERS, "unknown": _("Not known")}
    hidden = _("not told")
    counts = told["figures"]["gender"]
    rows = [
        [_text(str(labels[code])), _text(hidden) if count is None else _number(count)]
        for code, count in counts.items()
    ]
    note = _("Numbers below %(least)s are not told, so that nobody can be recognised.", least=LEAST)
    shown = note if None in counts.values() else ""
    return _table([_("Gender"), _("Mentees")], rows) | {"note": shown}


def _money(told: Mapping[str, Any]) -> Section:
    grant, figures = told["report"].grant, told["figures"]
    rows = [
        [_text(_("The grant")), _sum(grant.amount_cents, grant)],
        [_text(_("Asked for in the period")), _sum(figures["asked_cents"], grant)],
        [_text(_("Granted")), _sum(figures["granted_cents"], grant)],
        [_text(_("Paid, less what was taken back")), _sum(figures["paid_cents"], grant)],
    ]
    return _table([_("Money"), _("Amount")], rows)


def _claims(told: Mapping[str, Any]) -> Section:
    grant = told["report"].grant
    heads = [_("Claim"), _("Period"), _("Asked for"), _("Granted"), _("Paid")]
    rows = [
        [
            _text(one["code"]),
            _text(_("%(from)s to %(until)s", **_days(*_period(one)))),
            *(_sum(one[name], grant) for name in ("asked_cents", "granted_cents", "paid_cents")),
        ]
        for one in told["figures"]["claims"]
    ]
    return _table(heads, rows)


def _period(one: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(one["from_on"]), date.fromisoformat(one["until_on"])


def _definitions(told: Mapping[str, Any]) -> Section:
    """Of what this template shows."""
    shown = set(told["template"].parts)
    wanted = _shown(told["figures"]) if "key_figures" in shown else [*OF_DUOS]
    wanted += [name for name in ("gender", "money") if name in shown]
    heads = {**FIGURES, "gender": PARTS["gender"].title, "money": PARTS["money"].title}
    rows = [[_text(str(heads[name])), _text(str(DEFINITIONS[name]))] for name in wanted]
    return _table([_("Figure"), _("How it is counted")], rows)


def _table(heads: list[str], rows: list[list[list[Any]]]) -> Section:
    return {"heads": heads, "rows": rows}


def _text(text: str) -> list[Any]:
    return [text, None]


def _number(value: float, digits: int = 0) -> list[Any]:
    return [number(value, digits), value]


def _sum(cents: int | None, grant: Grant) -> list[Any]:
    return [money(cents, grant.currency), None if cents is None else cents / 100]


TOLD: Mapping[str, Callable[[Mapping[str, Any]], Section]] = {
    "key_figures": _key_figures,
    "by_antenna": _by_antenna,
    "by_quarter": _by_quarter,
    "gender": _gender,
    "money": _money,
    "claims": _claims,
    "definitions": _definitions,
}
"""How each part of figures is told."""
