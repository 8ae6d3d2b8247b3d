"""What a year came to: the list by name, day and amount, the paper of one mentor, the waivers.

Belgium asks the organisation to keep a yearly nominative list with name, day and amount; France a
receipt (Cerfa 11580) for what was given up in writing: volunteers.md of the organisation, with the
sources in each country's `expenses.toml`.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from flask import Response
from flask_babel import gettext as _
from werkzeug.http import dump_options_header

from app.core import clock, pdf
from app.core.i18n import day, pick
from app.core.money import money
from app.core.tenancy import tenant
from app.expenses.labels import STATES
from app.expenses.showing import what
from app.people.models import Mentor
from app.reimbursements import queries
from app.reimbursements.models import Organisation, PayeeAccount
from app.reimbursements.years import YearLine, year_lines
from app.volunteer_caps.files import book
from app.volunteer_caps.labels import KINDS

PAPER = Path(__file__).parent / "papers" / "statement.typ"


def euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def year_table(year: int) -> tuple[list[str], Iterable[Sequence[Any]]]:
    """Headers and rows of the list of a year."""
    headers = [
        _("Name"),
        _("Day"),
        _("Kind"),
        _("Kilometres"),
        _("Hours"),
        _("Amount"),
        _("State"),
        _("Paid on"),
        _("Given up on"),
        _("Wholly taxable"),
    ]
    rows = [
        [
            line.name,
            line.expense.spent_on,
            str(KINDS[line.expense.kind]),
            line.expense.km,
            line.expense.hours,
            euros(line.expense.amount_cents),
            str(STATES[line.expense.state]),
            line.expense.paid_on,
            line.expense.waived_on,
            _("yes") if line.taxable else _("no"),
        ]
        for line in year_lines(year)
    ]
    return headers, rows


def waiver_table(year: int) -> tuple[list[str], Iterable[Sequence[Any]]]:
    """What each receipt of the year says, one for each mentor who gave up a payment."""
    waiver = book().waiver
    headers = [
        _("Receipt"),
        _("Organisation"),
        _("Number of the organisation"),
        _("Address of the organisation"),
        _("Purpose"),
        _("Giver"),
        _("Address of the giver"),
        _("Amount"),
        _("Form of the gift"),
        _("First day"),
        _("Last day"),
        _("Given up on"),
    ]
    if waiver is None:
        return headers, []
    lines = year_lines(year, waived=True)
    by_person: dict[int, list[YearLine]] = defaultdict(list)
    for line in lines:
        by_person[line.expense.person_id].append(line)
    accounts, who = queries.accounts_of(set(by_person)), queries.organisation()
    mention = pick(waiver.mention)
    return headers, [
        [f"{waiver.form} {year}-{one}", *_receipt(who, found, accounts.get(one), mention)]
        for one, found in by_person.items()
    ]


def _receipt(
    who: Organisation | None,
    lines: list[YearLine],
    account: PayeeAccount | None,
    mention: str,
) -> list[Any]:
    days = [line.expense.spent_on for line in lines]
    own = (who.name, who.number, who.address, who.purpose) if who else (None,) * 4
    return [
        *own,
        lines[0].name,
        account.address if account else None,
        euros(sum(line.expense.amount_cents or 0 for line in lines)),
        mention,
        min(days),
        max(days),
        max(line.expense.waived_on or line.expense.spent_on for line in lines),
    ]


def paper_of(person: Mentor, year: int) -> Response | None:
    """The PDF; None when nothing was approved in that year."""
    lines = year_lines(year, people=[person.id]) if 1900 < year < 2200 else []
    if not lines:
        return None
    body = pdf.paper(PAPER, _paper(person, year, lines))
    response = Response(body, content_type="application/pdf")
    name = {"filename": f"{tenant().code}-{year}-{person.id}.pdf"}
    response.headers["Content-Disposition"] = dump_options_header("attachment", name)
    return response


def _paper(person: Mentor, year: int, lines: list[YearLine]) -> dict[str, Any]:
    total = sum(line.expense.amount_cents or 0 for line in lines)
    waived = any(line.expense.waived_on for line in lines)
    waiver = book().waiver
    taxable = sum(line.expense.amount_cents or 0 for line in lines if line.taxable)
    above = _(
        "Of this, %(amount)s is wholly taxable: a cap of the law was passed.", amount=money(taxable)
    )
    notes = (
        pick(waiver.mention) if waived and waiver else "",
        above if taxable else "",
        _("Made on %(day)s.", day=day(clock.today())),
    )
    return {
        "title": _("Expenses of %(year)s", year=str(year)),
        "name": person.name,
        "sentence": _("What was approved for your work as a volunteer:"),
        "heads": [_("Day"), _("Kind"), _("State"), _("Amount")],
        "rows": [
            [
                day(line.expense.spent_on),
                what(line.expense),
                _("Given up") if line.expense.waived_on else str(STATES[line.expense.state]),
                money(line.expense.amount_cents),
            ]
            for line in lines
        ],
        "total": [_("In all"), "", "", money(total)],
        "notes": [note for note in notes if note],
    }
