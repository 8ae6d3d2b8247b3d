"""Countries in pairs: how far apart they are, and whether that is more than chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from flask_babel import gettext as _

from app.comparison.statistics import (
    Difference,
    Strata,
    common_population,
    difference,
    difference_of,
    direct,
)
from app.indicators.statistics import FEW, Rate
from app.releases import cells as counted
from app.releases.cells import Share
from app.releases.queries import Book

OUTCOMES = ("reached_six_months", "insertion_12m", "positive_12m")
CASE_MIX = ("insertion_mix", "insertion_by_education")
"""The finest groups first; the next are used when the first leave out too many."""
COVERED = 0.5
"""The least part of the people of both countries over which the same mix is compared: the house's
own choice."""
MOST_IN_PAIRS = 4


@dataclass(frozen=True)
class Party:
    """A country, or all the others together."""

    name: str
    codes: tuple[str, ...]


def parties(book: Book) -> Iterator[tuple[Party, Party]]:
    """Each country with each other; of more than four, each with all the others together."""
    missing = book.missing
    single = [Party(one.name, (one.code,)) for one in book.countries if one not in missing]
    if len(single) <= MOST_IN_PAIRS:
        yield from combinations(single, 2)
        return
    for one in single:
        rest = tuple(other.codes[0] for other in single if other != one)
        yield one, Party(_("all the others together"), rest)


def share_of(book: Book, template: str, party: Party) -> Share:
    found = [book.table(template, code) or [] for code in party.codes]
    return counted.share([cell for cells in found for cell in cells])


def apart(book: Book, template: str, first: Party, second: Party) -> Difference | None:
    """None when either has too few to compare."""
    rates = [share_of(book, template, party).rate for party in (first, second)]
    return difference(*rates) if all(is_enough(rate) for rate in rates) else None


def is_enough(rate: Rate) -> bool:
    return rate.denominator >= FEW


@dataclass(frozen=True)
class Alike:
    """The difference as it would be with the same mix; `crude` is of the same people.

    `part` of the people of both are in it.
    """

    template: str
    adjusted: Difference
    crude: Difference
    part: float


def alike(book: Book, first: Party, second: Party) -> Alike | None:
    """In the groups that both publish, weighed as both together are made up.

    None where those groups hold too few of the people, or fewer than thirty of either.
    """
    whole = [share_of(book, "insertion_12m", party).rate.denominator for party in (first, second)]
    for template in CASE_MIX:
        both = [strata_of(book, template, party) for party in (first, second)]
        shared = both[0].keys() & both[1].keys()
        kept = [{key: strata[key] for key in shared} for strata in both]
        sizes = [sum(d for _, d in strata.values()) for strata in kept]
        part = min((n / all_ for n, all_ in zip(sizes, whole, strict=True) if all_), default=0.0)
        if part >= COVERED and min(sizes) >= FEW:
            return _compared(template, kept, min(1.0, part))
    return None


def strata_of(book: Book, template: str, party: Party) -> Strata:
    """Of several countries added up."""
    return common_population(
        counted.strata(book.table(template, code) or []) for code in party.codes
    )


def _compared(template: str, both: Sequence[Strata], part: float) -> Alike:
    weights = {key: size for key, (_, size) in common_population(both).items()}
    first, second = (direct(strata, weights) for strata in both)
    crude = [Rate(sum(n for n, _ in s.values()), sum(d for _, d in s.values())) for s in both]
    return Alike(template, difference_of(first, second), difference(*crude), part)
