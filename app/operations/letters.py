"""What an export says about itself, in each language of its country."""

from dataclasses import dataclass
from datetime import datetime
from textwrap import fill

from flask_babel import force_locale
from flask_babel import gettext as _

from app.core import i18n
from app.core.tenancy import tenant

WIDTH = 76


@dataclass(frozen=True)
class Told:
    made_at: datetime
    rows: int
    tables: int
    files: int


def readme(told: Told) -> str:
    """The same paragraphs once for each language."""
    parts = []
    for language in tenant().languages:
        with force_locale(i18n.LOCALES.get(language, language)):
            parts.append("\n\n".join(fill(text, WIDTH) for text in _paragraphs(told, language)))
    return f"\n\n\n{'-' * WIDTH}\n\n".join(parts) + "\n"


def _paragraphs(told: Told, language: str) -> list[str]:
    name = tenant().names.get(language) or tenant().names[tenant().default_language]
    return [
        _("The data of %(name)s", name=name),
        _(
            "This is everything that was kept, as of %(moment)s: %(rows)s rows in %(tables)s"
            " tables, and %(files)s files.",
            moment=i18n.day_time(told.made_at),
            rows=i18n.number(told.rows),
            tables=i18n.number(told.tables),
            files=i18n.number(told.files),
        ),
        _(
            "Each table is a file of the folder “tables”: CSV in UTF-8, separated by commas, with"
            " the names of the columns in the first line. Instants are in UTC."
        ),
        _(
            "datapackage.json says in English what each table and each column is, in the form of"
            " a Frictionless Data Package."
        ),
        _("people-and-duos.xlsx holds mentees, mentors and duos once more, for a spreadsheet."),
        _(
            "A text that a spreadsheet would take for a formula has an apostrophe before it in the"
            " CSV files."
        ),
        _(
            "Left out are passwords and second steps, sessions, tokens, forms that were never sent"
            " and the texts of mails, because links in them are keys."
        ),
        _("manifest.json holds the SHA-256 sum of every file in here."),
        _("These are data about people: keep them as safe as the place they come from."),
    ]
