"""What limits, quarters and events of the planner are called."""

from collections.abc import Iterator

from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _

LIMIT_NAMES: dict[str, LazyString] = {
    "mentors": _("Mentors"),
    "training": _("Training"),
    "coordinators": _("Coordinators"),
    "money": _("Money"),
    "population": _("Young people"),
}
LIMIT_WORDS: dict[str, LazyString] = {
    "mentors": _("too few people wish to become mentors"),
    "training": _("mentors wait for a place in a training"),
    "coordinators": _("the coordinators have no more hours"),
    "money": _("the money is used up"),
    "population": _("no more young people can be reached"),
}
EVENTS: dict[str, LazyString] = {
    "scenario.made": _("Scenario of growth made"),
    "scenario.changed": _("Scenario of growth changed"),
    "scenario.copied": _("Scenario of growth copied"),
    "scenario.removed": _("Scenario of growth removed"),
    "scenario.brought_back": _("Scenario of growth brought back"),
}


def event_names() -> Iterator[tuple[str, LazyString]]:
    yield from EVENTS.items()


def quarter_name(start: str, number: int) -> str:
    """The quarter so many after `2027-Q1`."""
    year, quarter = start.split("-Q")
    place = int(year) * 4 + int(quarter) - 1 + number
    return str(gettext("%(year)s Q%(quarter)s", year=place // 4, quarter=place % 4 + 1))
