"""What would become of the rows of a list: asked for its page, and again when it is taken in."""

from collections.abc import Collection
from datetime import date

from app.core.tenancy import tenant
from app.funderlists import queries
from app.funderlists.models import FunderList
from app.funderlists.rows import Row, Ways, understand
from app.funderlists.verdicts import Plan, key_of, plans
from app.funderlists.words import every_word
from app.funders.labels import language_codes
from app.spreadsheets.dates import Dates


def judged(list_: FunderList, taken: Collection[str] = ()) -> list[Plan]:
    """A plan for each row, held against the funders there are now."""
    ways = ways_of(list_)
    rows: list[Row] = list(understand(list_.lines, list_.headers, list_.columns, ways))
    known = queries.funders_named(key_of(row.name) for row in rows if not row.problems)
    return list(plans(rows, known, ways, taken))


def ways_of(list_: FunderList) -> Ways:
    chosen, words = list_.chosen, every_word()
    due = chosen.get("due_on")
    return Ways(
        words=words,
        dates=Dates(chosen["date_order"], words.months),
        languages=language_codes(),
        owners=queries.owners_by_word(),
        kind=chosen.get("kind"),
        language=chosen.get("language") or tenant().default_language,
        owner_id=chosen.get("owner_id"),
        due_on=date.fromisoformat(due) if due else None,
    )
