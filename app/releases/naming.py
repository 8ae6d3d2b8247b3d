"""What a published figure is called: by its indicator, the one source of names."""

from app.core.i18n import pick
from app.indicators import measures
from app.publication.models import Publisher
from app.tabulation.templates import BY_CODE


def name_of(template: str) -> str:
    """The name of what a table counts, without what it is broken down by."""
    return str(measures.BY_CODE[BY_CODE[template].indicators[0]].name)


def title_of(template: str) -> str:
    """The same with what it is broken down by."""
    return str(BY_CODE[template].title)


def antenna_name(country: Publisher, code: str) -> str:
    return pick(country.antennas.get(code, {})) or code
