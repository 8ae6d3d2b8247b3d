"""A list that pages, sorts and filters on the server, with all of that kept in the address."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import request, url_for
from sqlalchemy import Select, SQLColumnExpression, UnaryExpression, func, select
from sqlalchemy.sql.operators import desc_op

from app.core.db import db

PER_PAGE = 50
MOST_PER_PAGE = 200
COUNT_AT_MOST = 1000
"""Counting further costs more than the page itself; a list then says "1,000+"."""
LAST_PAGE = 100_000


class Listing:
    """One page of `statement`. `sorts` are the columns by the name used in the address.

    `?sort=-name` sorts by name, descending; an unknown sort or page falls back to the first.
    """

    def __init__(
        self,
        statement: Select[Any],
        *,
        sorts: Mapping[str, Sequence[SQLColumnExpression[Any]]],
        filters: Mapping[str, Any] | None = None,
        exact: bool = False,
    ) -> None:
        self.filters = dict(filters or {})
        asked = request.args.get("sort", "")
        self.sort = asked.lstrip("-") if asked.lstrip("-") in sorts else next(iter(sorts))
        self.descending = asked.startswith("-") and asked.lstrip("-") == self.sort
        self.page = _number("page", 1, LAST_PAGE)
        self.per_page = _number("per_page", PER_PAGE, MOST_PER_PAGE)
        counted = statement.order_by(None).limit(None if exact else COUNT_AT_MOST + 1).subquery()
        found: int = db.session.scalar(select(func.count()).select_from(counted)) or 0
        self.total_capped = not exact and found > COUNT_AT_MOST
        self.total = COUNT_AT_MOST if self.total_capped else found
        rows = db.session.scalars(self._sorted(statement, sorts)).all()
        self.has_next = len(rows) > self.per_page
        self.items = rows[: self.per_page]

    def _sorted(
        self, statement: Select[Any], sorts: Mapping[str, Sequence[SQLColumnExpression[Any]]]
    ) -> Select[Any]:
        order = sorts[self.sort]
        by = [turned_around(column) for column in order] if self.descending else order
        return (
            statement.order_by(None)
            .order_by(*by)
            .offset((self.page - 1) * self.per_page)
            .limit(self.per_page + 1)
        )

    @property
    def pages(self) -> int | None:
        """How many pages there are; None when the count was cut short."""
        return None if self.total_capped else max(1, -(-self.total // self.per_page))

    @property
    def has_previous(self) -> bool:
        return self.page > 1

    def url(self, **changes: Any) -> str:
        """The address of this list with some of its parameters changed; None removes one."""
        asked = kept_arguments() | changes
        merged = {name: value for name, value in asked.items() if value is not None}
        return url_for(request.endpoint or "", **(merged | (request.view_args or {})))

    def sort_url(self, name: str) -> str:
        """Sort by `name`; a second time turns the order around."""
        turned = name == self.sort and not self.descending
        return self.url(sort=f"-{name}" if turned else name, page=None)


def kept_arguments() -> dict[str, Any]:
    """The parameters of this address that travel on to the next, as `url_for` takes them.

    What the path itself names is put over them: people may type `?kind=` or `?person_id=` too.
    """
    return {name: request.args.getlist(name) for name in request.args if is_ours(name)}


def is_ours(name: str) -> bool:
    """Whether a parameter may travel on: `_scheme` and the like would speak to `url_for` itself."""
    return not name.startswith("_") and name not in {"endpoint", "self", "values"}


def turned_around(column: SQLColumnExpression[Any]) -> Any:
    """Descending; ascending what comes with the newest first."""
    if isinstance(column, UnaryExpression) and column.modifier is desc_op:
        return column.element
    return column.desc()


def number_in(text: str) -> int:
    """An id or another number of an address or a form; 0 where the text is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def day_in(text: str) -> date | None:
    """A day of an address; None where the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _number(name: str, default: int, most: int) -> int:
    text = request.args.get(name, "")
    found = int(text) if text.isascii() and text.isdigit() and len(text) < 9 else default
    return min(max(1, found), most)
