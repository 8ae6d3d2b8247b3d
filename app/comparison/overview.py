"""The first page: how countries compare, and whether the difference is real."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _

from app.comparison import pairs, telling
from app.comparison.pairs import Alike, Party
from app.core.i18n import percent
from app.factsheets.sheets import Cell, Part, Table, Words
from app.indicators.registry import USUAL_SERVICES
from app.indicators.telling import benchmark_mark
from app.releases import pictures
from app.releases.naming import name_of
from app.releases.periods import QUARTERS_SHOWN
from app.releases.queries import Book
from app.releases.shown import cell_of

TEMPLATES = (
    "duos_started",
    "duos_running",
    "reached_six_months",
    "insertion_12m",
    "positive_12m",
    "mentees_waiting",
    "waiting_days",
    "mentors_available",
    "mentors_again",
    "duos_per_mentor",
    "training_held",
)
ALSO_READ = pairs.CASE_MIX
QUARTERS = QUARTERS_SHOWN
OVER_TIME = (
    "duos_started",
    "reached_six_months",
    "insertion_12m",
    "positive_12m",
    "mentees_waiting",
)


def parts(book: Book) -> Iterator[Part]:
    yield Words(_answers(book), _("The answer, for work within twelve months"))
    yield pictures.rates(
        book,
        "insertion_12m",
        id="work",
        benchmark={**benchmark_mark(), "source": USUAL_SERVICES.source},
        sentence=_(
            "The line is where chance alone could have moved the rate, in 95 of 100 cases. The "
            "benchmark (%(source)s) counts other people: the distance to it is not what the duos "
            "brought about.",
            source=USUAL_SERVICES.source,
        ),
    )
    yield differences(book)
    yield side_by_side(book)
    for template in OVER_TIME:
        yield pictures.over_time(book, template)


def side_by_side(book: Book) -> Table:
    """The figures are the rows, so that countries stand beside each other in each."""
    return Table(
        "side-by-side",
        _("The countries side by side"),
        [_("Figure"), *(one.name for one in book.present)],
        [
            [
                Cell(name_of(template), code=template),
                *(cell_of(book, template, one.code) for one in book.present),
            ]
            for template in TEMPLATES
        ],
        words=_("In the order of the alphabet: this is not a ranking."),
    )


def differences(book: Book) -> Table:
    """Each outcome, each pair: the distance, its interval, and what may be concluded."""
    return Table(
        "differences",
        _("Is the difference real?"),
        [
            _("Figure and countries"),
            _("Difference"),
            _("What may be said"),
            _("With the same mix of people"),
        ],
        [
            _difference_row(book, template, first, second)
            for template in pairs.OUTCOMES
            for first, second in pairs.parties(book)
        ],
        words=_(
            "The first country less the second, in percentage points. The same mix: as if both "
            "accompanied people of the same education and origin, counted over the groups that "
            "both publish; beside it stands the difference of the same people as they are."
        ),
        numbers=False,
    )


def _difference_row(book: Book, template: str, first: Party, second: Party) -> list[Cell]:
    pair = _("%(first)s less %(second)s", first=first.name, second=second.name)
    found = pairs.apart(book, template, first, second)
    head = Cell(name_of(template), pair, code=template)
    if found is None:
        return [head, Cell("–"), Cell(_("Too few to compare.")), Cell("–")]
    if template != "insertion_12m":
        return [head, *telling.difference_cells(found), Cell("–", _("published for work only"))]
    same = pairs.alike(book, first, second)
    return [head, *telling.difference_cells(found), _alike_cell(same)]


def _alike_cell(same: Alike | None) -> Cell:
    if same is None:
        return Cell("–", _("not enough groups in common"))
    found = telling.difference_cells(same.adjusted)[0]
    note = _(
        "%(interval)s · %(crude)s as they are · %(basis)s, %(part)s of the people",
        interval=found.note,
        crude=telling.points(same.crude.value),
        basis=basis(same.template),
        part=percent(same.part),
    )
    return Cell(found.text, note, found.value, found.low, found.high)


def basis(template: str) -> str:
    """By what the groups of the same mix are made."""
    if template == "insertion_mix":
        return str(_("same education and origin"))
    return str(_("same education"))


def _answers(book: Book) -> list[str]:
    """The answer to the question of this page, in sentences."""
    said = []
    for first, second in pairs.parties(book):
        found = pairs.apart(book, "insertion_12m", first, second)
        if found is not None:
            said.append(_pair_words(first, second, found, pairs.alike(book, first, second)))
    return said or [str(_("Too few countries published enough for a comparison."))]


def _pair_words(first: Party, second: Party, found: Any, same: Alike | None) -> str:
    facts = {
        "first": first.name,
        "second": second.name,
        "points": telling.distance(found.value),
        "verdict": telling.difference_words(found),
    }
    words = _("%(first)s and %(second)s are %(points)s apart. %(verdict)s", **facts)
    if same is None:
        return str(words)
    more = _(
        "With the same mix of people it is %(points)s. %(verdict)s",
        points=telling.turned(telling.distance(same.adjusted.value), found, same.adjusted),
        verdict=telling.difference_words(same.adjusted),
    )
    return f"{words} {more}"
