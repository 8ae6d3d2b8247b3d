"""Rates of antennas and countries: the funnel, the same mix of people, the benchmark."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, request
from flask_babel import gettext as _

from app.comparison.funnel import funnel
from app.comparison.pairs import OUTCOMES, is_enough
from app.comparison.statistics import (
    Standardised,
    Strata,
    common_population,
    difference_from,
    standardise,
    verdict,
)
from app.comparison.telling import difference_cells
from app.core.i18n import number, percent
from app.factsheets.sheets import Cell, Choice, Empty, Part, Table, Words
from app.indicators.registry import USUAL_SERVICES
from app.indicators.statistics import FEW, Rate
from app.publication.models import Publisher
from app.releases import cells as counted
from app.releases import telling
from app.releases.cells import Share
from app.releases.naming import antenna_name, name_of
from app.releases.queries import Book
from app.tabulation.dimensions import DIMENSION_NAMES, EDUCATION, UNKNOWN, UNKNOWN_NAME, Dimension

MIXES = ("insertion_mix", "insertion_by_unemployment")
TEMPLATES = (*OUTCOMES, *MIXES, "insertion_by_education")
QUARTERS = 1
USUAL = "insertion_12m"
VERDICTS = {"inside": "neutral", "outside": "watch", "far": "late", "few": "neutral"}


@dataclass(frozen=True)
class Point:
    """An antenna: its country's place among the countries, its share, where it lies."""

    antenna: str
    country: Publisher
    tone: int
    share: Share
    verdict: str


def figure_asked() -> str:
    """The outcome that was chosen; the address may ask for any word."""
    asked = request.args.get("figure", "") if has_request_context() else ""
    return asked if asked in OUTCOMES else USUAL


def choices(_book: Book) -> list[Choice]:
    options = {code: name_of(code) for code in OUTCOMES if code != USUAL}
    return [Choice(_("Figure"), "figure", options, name_of(USUAL))]


def parts(book: Book) -> Iterator[Part]:
    template = figure_asked()
    found = list(points(book, template))
    if not found:
        yield Empty(
            _("No antenna with a published rate"),
            _("The funnel comes when an antenna publishes the outcomes of ten people or more."),
        )
        return
    target = together(found)
    yield funnel(template, [drawn(point) for point in found if point.share.rate.low], target)
    yield antennas(template, found)
    yield same_mix(book)
    yield why(book)
    yield from benchmark(book)


def points(book: Book, template: str) -> Iterator[Point]:
    """By country and then by antenna, in the order of the alphabet."""
    rated = [
        (place, one, cell["at"]["antenna"], counted.share([cell]))
        for place, one in enumerate(book.present, 1)
        for cell in book.table(template, one.code) or []
    ]
    target = together_of(share.rate for *_rest, share in rated)
    for place, one, code, share in sorted(rated, key=_alphabet):
        rate = share.rate
        said = verdict(rate, target) if is_enough(rate) else "few"
        yield Point(antenna_name(one, code), one, place, share, said)


def _alphabet(row: tuple[int, Publisher, str, Share]) -> tuple[str, str]:
    return row[1].name, antenna_name(row[1], row[2])


def together(found: list[Point]) -> float:
    return together_of(point.share.rate for point in found)


def together_of(rates: Any) -> float:
    """The rate of all antennas of all countries: the middle of the funnel."""
    kept = list(rates)
    people = sum(rate.denominator for rate in kept)
    return sum(rate.numerator for rate in kept) / people if people else 0.0


def drawn(point: Point) -> dict[str, Any]:
    rate = point.share.rate
    return {
        "label": point.antenna,
        "group": point.country.name,
        "tone": point.tone,
        "size": rate.denominator,
        "value": rate.rate if telling.is_told(rate) else None,
        "low": rate.low,
        "high": rate.high,
        "outside": point.verdict in {"outside", "far"},
    }


def verdict_words(said: str) -> str:
    words: Mapping[str, str] = {
        "inside": _("within the lines"),
        "outside": _("outside the inner lines"),
        "far": _("outside the outer lines"),
        "few": _("too few to say"),
    }
    return words[said]


def antennas(template: str, found: list[Point]) -> Table:
    return Table(
        "antennas",
        _("%(figure)s, by antenna", figure=name_of(template)),
        [_("Antenna"), _("Country"), _("Rate"), _("Beside all together")],
        [
            [
                Cell(point.antenna),
                Cell(point.country.name),
                telling.share_cell(point.share),
                Cell(verdict_words(point.verdict), tag=VERDICTS[point.verdict]),
            ]
            for point in found
        ],
        _("In the order of the alphabet: this is not a ranking."),
        (template,),
        numbers=False,
    )


def same_mix(book: Book) -> Table:
    """The rate as it is, and as it would be with the people of all countries together."""
    commons = {template: common_of(book, template) for template in MIXES}
    return Table(
        "same-mix",
        _("In work, with the same mix of people"),
        [
            _("Country"),
            _("As it is"),
            _("Same education and origin"),
            _("Same time without work"),
        ],
        [
            [
                Cell(one.name),
                telling.share_cell(counted.share(found)),
                *(
                    mixed_cell(standardise(strata, commons[template]))
                    if (strata := counted.strata(book.table(template, one.code) or []))
                    else Cell("–", _("too few to show"))
                    for template in MIXES
                ),
            ]
            for one, found in book.of_quarter(USUAL)
        ],
        _(
            "Countries accompany different people. The second rate is what a country would have "
            "if its people were made up as those of all countries together. Where a group has "
            "nobody or is hidden, the rate comes from those who found work beside those who were "
            "expected to, had each group done as in all countries."
        ),
        (USUAL, *MIXES),
    )


def common_of(book: Book, template: str) -> Strata:
    return common_population(counted.strata(found) for _one, found in book.of_quarter(template))


def mixed_cell(found: Standardised | None) -> Cell:
    if found is None:
        return Cell("–", _("too few to show"))
    notes = [telling.span(found.low, found.high)]
    if found.expected is not None:
        expected = number(found.expected)
        notes.append(
            _(
                "%(observed)s in work, %(expected)s expected",
                observed=number(found.observed),
                expected=expected,
            )
        )
    notes.append(_("over %(people)s people", people=number(found.people)))
    return Cell(
        percent(found.rate),
        " · ".join(notes),
        round(found.rate, 4),
        round(found.low, 4),
        round(found.high, 4),
        found.observed,
        found.people,
    )


def why(book: Book) -> Table:
    """How the people of each country are made up: what the two rates differ by."""
    table = {
        one.code: counted.strata(found) for one, found in book.of_quarter("insertion_by_education")
    }
    common = common_population(table.values())
    names = {**EDUCATION, UNKNOWN: UNKNOWN_NAME}
    shown = [one for one in book.present if one.code in table]
    return Table(
        "mix",
        _("Why they differ: who is accompanied"),
        [
            str(DIMENSION_NAMES[Dimension.EDUCATION]),
            _("All together"),
            *(one.name for one in shown),
            _("In work, all together"),
        ],
        [
            [
                Cell(str(name)),
                part_cell(common, code),
                *(part_cell(table[one.code], code) for one in shown),
                telling.share_cell(Share(Rate(*common.get(code, (0, 0))), 0)),
            ]
            for code, name in names.items()
            if code in common
        ],
        _(
            "A country with more people from groups that find work easily has a higher rate as it "
            "is. Parts of the people in the groups that are published."
        ),
        ("insertion_by_education",),
    )


def part_cell(strata: Strata, code: str) -> Cell:
    whole = sum(people for _some, people in strata.values())
    people = strata.get(code, (0, 0))[1]
    if not people or whole < FEW:
        return Cell(_("hidden"))
    return Cell(
        percent(people / whole), value=round(people / whole, 2), numerator=people, denominator=whole
    )


def benchmark(book: Book) -> Iterator[Part]:
    rows = []
    for one, found in book.of_quarter(USUAL):
        share = counted.share(found)
        if is_enough(share.rate):
            apart = difference_from(share.rate, USUAL_SERVICES.value)
            rows.append([Cell(one.name), telling.share_cell(share), *difference_cells(apart)])
    yield Table(
        "benchmark",
        _("Beside the benchmark of %(rate)s", rate=percent(USUAL_SERVICES.value)),
        [_("Country"), _("In work"), _("Difference in points"), _("What may be said")],
        rows,
        defines=(USUAL,),
        numbers=False,
    )
    yield Words(
        [
            _(
                "The benchmark is %(rate)s %(words)s (%(source)s). Whom it counts and over what "
                "time is not published, there is no matched group, and its own interval is not "
                "known. So the distance is a difference: it does not say what the duos have "
                "brought about.",
                rate=percent(USUAL_SERVICES.value),
                words=USUAL_SERVICES.words,
                source=USUAL_SERVICES.source,
            )
        ],
        tone="watch",
    )
