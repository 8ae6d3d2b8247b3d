"""Refused rows as a file that can be corrected and sent again.

One line a row: where it stood, in which columns what was wrong and why, then the row itself under
its own headers. Whoever reads the file again leaves our four columns out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.tenancy import tenant

BETWEEN = " | "
COLUMNS_TOLD = 4


@dataclass(frozen=True)
class WrongRow:
    """What is wrong with one row: in which columns, with which values, and why."""

    columns: list[str]
    values: list[str]
    reasons: list[str]


def told_headers() -> list[str]:
    return [_("Line"), _("Column"), _("Value"), _("Reason")]


def told_before(own: Sequence[str]) -> int:
    """How many of the first columns we added to this file when rows of it were refused before."""
    told: set[tuple[str, ...]] = set()
    for language in tenant().languages:
        with force_locale(language):
            told.add(tuple(told_headers()))
    count = 0
    while tuple(own[count : count + COLUMNS_TOLD]) in told:
        count += COLUMNS_TOLD
    return count


def file_headers(own: Sequence[str]) -> list[str]:
    return [*told_headers(), *own[told_before(own) :]]


def file_line(line: int, wrong: WrongRow, cells: Sequence[str], width: int) -> list[str]:
    """The cells as wide as the headers are, so that every line has the same number."""
    told = [BETWEEN.join(part) for part in (wrong.columns, wrong.values, wrong.reasons)]
    return [str(line), *told, *cells, *[""] * (width - len(cells))]
