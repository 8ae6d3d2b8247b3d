"""What the pages of a list of funders show: counts, rows in words, differences."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.core.i18n import day, language, language_name, number, spelled
from app.core.money import money
from app.funderlists import labels, queries
from app.funderlists.fields import FIELDS
from app.funderlists.models import FunderList
from app.funderlists.problems import Problem
from app.funderlists.verdicts import Plan, Verdict
from app.funderlists.words import accepted
from app.funders.labels import KINDS, STAGES
from app.spreadsheets.refused import WrongRow, file_line, told_before

MOST_SHOWN = 50
EXAMPLES = 2
CHOSEN = {"missing_kind", "missing_day"}
"""What may be chosen for all rows at once."""


def of_draft(list_: FunderList, plans: Sequence[Plan]) -> dict[str, Any]:
    """Rows of one verdict at a time: as the address asks, else those that need a look."""
    counted = Counter(each.verdict for each in plans)
    counts = {str(verdict): counted[Verdict(verdict)] for verdict in labels.VERDICTS}
    asked = request.args.get("show", "")
    first = next((verdict for verdict in counts if counts[verdict]), Verdict.NEW)
    show = asked if asked in counts else str(first)
    rows = [each for each in plans if each.verdict == show]
    most = len(rows) if request.args.get("all") else MOST_SHOWN
    words = Wording(queries.names_of_owners(_owner_ids(plans)))
    return {
        "counts": counts,
        "taken": counts[Verdict.NEW] + counts[Verdict.COMPLETED],
        "show": show,
        "rows": [(each, words.told(each)) for each in rows[:most]],
        "more": len(rows) - most,
        "differing": [(each, list(words.differences(each))) for each in plans if each.differences],
        "examples": examples(list_),
        "held": held(list_),
        "lacking": any(one.code in CHOSEN for each in plans for one in each.row.problems),
    }


def held(list_: FunderList) -> list[tuple[str, str]]:
    """What the list calls each column, and what it is taken for."""
    columns = list_.columns
    return [
        (header, label_of(columns[at]) if at in columns else _("left out"))
        for at, header in enumerate(list_.headers)
        if header
    ]


def _owner_ids(plans: Iterable[Plan]) -> set[int]:
    said = {each.funder.get("owner_id") for each in plans}
    for plan in plans:
        for one in plan.differences:
            said |= {one.there, one.said} if one.field == "owner_id" else set()
    return {each for each in said if each}


def examples(list_: FunderList) -> list[str]:
    """What stands in each column: its first two values."""
    found: list[list[str]] = [[] for _header in list_.headers]
    for _line, cells in list_.lines:
        for texts, cell in zip(found, cells, strict=False):
            if len(texts) < EXAMPLES and str(cell).strip():
                texts.append(str(cell).strip()[:40])
    return [", ".join(texts) for texts in found]


class Wording:
    """Values and plans in the reader's language."""

    def __init__(self, owners: Mapping[int, str]) -> None:
        self.owners = owners

    def told(self, plan: Plan) -> str:
        """What becomes of the row, in a line; nothing for one that is refused."""
        if plan.verdict == Verdict.NEW:
            names = ("kind", "stage", "owner_id")
            said = [self.value(name, plan.funder[name]) for name in names if name in plan.funder]
            return " · ".join([*said, *self._contact(plan)])
        if plan.verdict == Verdict.COMPLETED:
            fields = ", ".join(label_of(name) for name in plan.written)
            return str(_("adds: %(fields)s", fields=fields))
        return ""

    def _contact(self, plan: Plan) -> list[str]:
        return [str(plan.contact["name"])] if "name" in plan.contact else []

    def differences(self, plan: Plan) -> Iterator[dict[str, Any]]:
        for one in plan.differences:
            name = one.field.removeprefix("contact_")
            yield {
                "code": f"{plan.row.line}-{one.field}",
                "label": label_of(one.field),
                "there": self.value(name, one.there),
                "said": self.value(name, one.said),
            }

    def value(self, name: str, value: Any) -> str:
        if name == "owner_id":
            return self.owners.get(value, str(value))
        if name == "asked_cents":
            return money(value)
        if name == "language":
            return language_name(value)
        if isinstance(value, date):
            return day(value)
        codes: Mapping[str, Any] = {"kind": KINDS, "stage": STAGES}.get(name, {})
        return str(codes.get(value, value))


def label_of(name: str) -> str:
    return str(FIELDS[name].label)


def choices() -> dict[str, Any]:
    """What the selects of a draft offer."""
    return {
        "fields": {name: each.label for name, each in FIELDS.items()},
        "kinds": spelled(KINDS),
        "verdicts": spelled(labels.VERDICTS),
        "verdict_tags": labels.VERDICT_TAGS,
    }


def accepted_words() -> list[tuple[str, list[tuple[str, str]]]]:
    """For kinds and stages, each with the words that are read as it in the reader's language."""
    tables = ((_("Kind of funder"), "kinds", KINDS), (_("Stage"), "stages", STAGES))
    return [
        (
            title,
            [
                (str(names[code]), ", ".join(words))
                for code, words in accepted(what, language()).items()
            ],
        )
        for title, what, names in tables
    ]


def refusals(list_: FunderList) -> list[Problem]:
    return [Problem(**each) for each in list_.refusals]


def refused_lines(list_: FunderList) -> Iterator[list[str]]:
    """The refused rows with the reasons, as the file that can be corrected and sent again."""
    begin, cells = told_before(list_.headers), dict(list_.lines)
    by_line: dict[int, list[Problem]] = {}
    for problem in refusals(list_):
        by_line.setdefault(problem.line, []).append(problem)
    for line, problems in by_line.items():
        wrong = WrongRow(
            [each.column for each in problems],
            [each.value for each in problems],
            [each.text for each in problems],
        )
        row = [str(cell) for cell in cells.get(line, [])[begin:]]
        yield file_line(line, wrong, row, len(list_.headers) - begin)


def told_after(list_: FunderList) -> str:
    text: str = _(
        "%(added)s added, %(completed)s supplemented, %(same)s the same, %(refused)s refused.",
        added=number(list_.added),
        completed=number(list_.completed),
        same=number(list_.same),
        refused=number(list_.refused),
    )
    return text
