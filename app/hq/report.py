"""The quarterly report: the pages of the comparison as one paper, in a language of the reader."""

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.i18n import LOCALES
from app.hq import contents, files
from app.publication.quarters import Quarter

PAGES = ("overview", "rates", "waiting", "pool", "reach", "quality", "versions", "definitions")


def report(quarter: Quarter, language: str) -> bytes:
    """As PDF. `language` must be one of headquarters' own."""
    with force_locale(LOCALES.get(language, language)):
        title = _("Countries compared: %(quarter)s", quarter=quarter.name)
        return files.pdf_of(title, [contents.sheet(name, quarter) for name in PAGES])
