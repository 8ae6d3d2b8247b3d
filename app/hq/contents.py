"""The pages of the comparison: each asks for its tables and says its parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from app.comparison import overview, rates
from app.core.quarters import Quarter
from app.factsheets.sheets import Empty, Part, Sheet, Words
from app.hq.pages import definitions, history, money, pool, quality, reach, waiting
from app.releases import queries, telling
from app.releases.queries import Book


@dataclass(frozen=True)
class Page:
    """`module` has TEMPLATES, QUARTERS and `parts`; `needs_tables`: without any it says so."""

    tab: LazyString
    title: LazyString
    lead: LazyString
    module: ModuleType
    needs_tables: bool = True


PAGES: Mapping[str, Page] = {
    "overview": Page(
        _("Overview"),
        _("How do countries compare, and is the difference real?"),
        _("From the tables each country has released, and from nothing else."),
        overview,
    ),
    "rates": Page(
        _("Rates"),
        _("Rates of antennas and countries"),
        _("What chance alone explains, and what becomes of it with the same mix of people."),
        rates,
    ),
    "waiting": Page(
        _("Waiting"),
        _("How long mentees wait"),
        _("From the interview to the first duo, and how many wait now."),
        waiting,
    ),
    "pool": Page(
        _("Mentors"),
        _("How varied the mentors are"),
        _("Sectors and levels, how often they accompany, and how many start again."),
        pool,
    ),
    "reach": Page(
        _("Reach"),
        _("How many of those it is meant for"),
        _("Duos of a year, as a share of a dated estimate of the young people of the area."),
        reach,
    ),
    "money": Page(
        _("Money"),
        _("Money secured, by region"),
        _("What duos cost, what is secured for them, and which antennas no scheme pays."),
        money,
    ),
    "quality": Page(
        _("Data quality"),
        _("How good the figures are"),
        _("What is unknown, what was written down late, and what is missing."),
        quality,
    ),
    "versions": Page(
        _("Versions"),
        _("What was released, and corrected"),
        _("Every table of every quarter, with the versions that replaced it."),
        history,
    ),
    "definitions": Page(
        _("Definitions"),
        _("How each figure is counted"),
        _("One definition for every country, the same that the countries' own pages show."),
        definitions,
        needs_tables=False,
    ),
}


def sheet(name: str, quarter: Quarter | None) -> Sheet:
    """The page for a quarter; None when nobody has published anything yet."""
    page = PAGES[name]
    if quarter is None and page.needs_tables:
        return Sheet(name, str(page.title), str(page.lead), [nothing_yet()])
    found = (
        Book(Quarter(0), [], {})
        if quarter is None or not page.needs_tables
        else queries.book(quarter, _tables_of(page), back=page.module.QUARTERS)
    )
    title, lead, said = str(page.title), str(page.lead), list(_parts(page, found))
    choices = getattr(page.module, "choices", lambda _book: ())
    return Sheet(name, title, lead, said, quarter, choices(found))


def _tables_of(page: Page) -> tuple[str, ...]:
    return (*page.module.TEMPLATES, *getattr(page.module, "ALSO_READ", ()))


def _parts(page: Page, book: Book) -> Iterator[Part]:
    if not page.module.TEMPLATES:
        yield from page.module.parts(book)
        return
    if book.missing:
        yield missing(book)
    if book.is_empty:
        yield nothing_yet()
        return
    yield from page.module.parts(book)
    yield telling.caution()


def missing(book: Book) -> Words:
    """A country that is not there is said, not left out in silence."""
    names = ", ".join(one.name for one in book.missing)
    said = _(
        "Nothing released for %(quarter)s by: %(names)s.", quarter=book.quarter.name, names=names
    )
    return Words([str(said)], tone="watch")


def nothing_yet() -> Empty:
    text = _(
        "The comparison comes when a country releases its first tables. Each country decides what "
        "it releases, with small groups protected before anything leaves it."
    )
    return Empty(str(_("Nothing published yet")), str(text))
