"""Every figure with its definition: the one registry, and what the publication makes of it."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.core.i18n import percent
from app.factsheets.sheets import Entry, Part
from app.indicators.measures import BY_CODE, DOCUMENTED
from app.indicators.registry import PLACE_NAMES, SENSITIVITY_NAMES, Indicator
from app.releases.queries import Book
from app.tabulation.dimensions import DIMENSION_NAMES
from app.tabulation.tables import WINDOW_NAMES, Template
from app.tabulation.templates import TEMPLATES as CLOSED_LIST

TEMPLATES: tuple[str, ...] = ()
QUARTERS = 1


def parts(_book: Book) -> Iterator[Part]:
    for template in CLOSED_LIST:
        yield of_template(template)
    published = {code for template in CLOSED_LIST for code in template.indicators}
    for indicator in DOCUMENTED:
        if indicator.code not in published:
            entry = Entry(
                f"indicator-{indicator.code}",
                str(indicator.name),
                str(indicator.definition),
                [*of_indicator(indicator), (_("Published"), _("No: only the country sees it"))],
            )
            yield entry


def of_template(template: Template) -> Entry:
    """A published table, with the definition of what it counts."""
    first = BY_CODE[template.indicators[0]]
    dimensions = [str(DIMENSION_NAMES[one]) for one in template.dimensions]
    return Entry(
        template.code,
        str(template.title),
        " ".join(str(BY_CODE[code].definition) for code in template.indicators),
        [
            *of_indicator(first),
            (_("In the publication"), str(template.method)),
            (_("Broken down by"), ", ".join(dimensions) or _("nothing")),
            (_("Counted over"), str(WINDOW_NAMES[template.window])),
        ],
    )


def of_indicator(indicator: Indicator) -> list[tuple[str, str]]:
    """What is known of it by name; what means nothing for it is left out."""
    facts = [
        (_("What is counted"), indicator.numerator),
        (_("Out of"), indicator.denominator),
        (_("Time"), indicator.window),
        (_("Unknown"), indicator.unknown),
        (_("Who says so"), indicator.source),
        (_("Place in the theory of change"), PLACE_NAMES[indicator.place]),
        (_("Protection"), SENSITIVITY_NAMES[indicator.sensitivity]),
    ]
    if indicator.benchmark:
        shown = percent(indicator.benchmark.value)
        facts.append((_("Benchmark"), f"{shown} · {indicator.benchmark.source}"))
    return [(name, str(text)) for name, text in facts if text]
