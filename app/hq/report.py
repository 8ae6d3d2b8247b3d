"""The quarterly report: the pages of the comparison as one paper, in a language of the reader."""

from collections.abc import Iterator
from dataclasses import replace

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.i18n import LOCALES
from app.core.quarters import Quarter
from app.factsheets import files
from app.factsheets.sheets import Part, Sheet, Words
from app.hq import contents

PAGES = ("overview", "rates", "waiting", "pool", "reach", "quality", "versions", "definitions")


def report(quarter: Quarter, language: str) -> bytes:
    """As PDF. `language` must be one of headquarters' own."""
    with force_locale(LOCALES.get(language, language)):
        title = _("Countries compared: %(quarter)s", quarter=quarter.name)
        return files.pdf_of(title, list(_sheets(quarter)))


def _sheets(quarter: Quarter) -> Iterator[Sheet]:
    """What every page says of itself, such as how to read it, is said once in the whole paper."""
    said: list[Part] = []
    for name in PAGES:
        sheet = contents.sheet(name, quarter)
        kept = [part for part in sheet.parts if part not in said]
        said += [part for part in kept if isinstance(part, Words)]
        yield replace(sheet, parts=kept)
