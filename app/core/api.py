"""The door for programs: pages of a list out, and guards against lost updates."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from typing import Any, Protocol, TypeVar

from flask import Response, abort, request
from flask_smorest import Blueprint
from marshmallow import Schema, fields

from app.core.db import db
from app.core.fields import Choice, Text, Whole
from app.core.json_requests import Parser
from app.core.listing import LAST_PAGE, MOST_PER_PAGE, PER_PAGE, Listing

Tagged = tuple[Any, dict[str, str]]
"""What a view answers with: a row, and headers that hold its ETag."""
IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "required": True,
    "schema": {"type": "string", "pattern": r'^(\*|"[0-9a-f]{1,32}")$'},
    "description": "The ETag of what this change is based on, or * for whatever stands there.",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag of what is known already: while it holds, the answer is 304.",
}
cached = Blueprint.doc(parameters=[IF_NONE_MATCH])
"""Documents a reading that may answer 304; `tagged` does."""


class HasVersion(Protocol):
    version: Any


V = TypeVar("V", bound=HasVersion)


class Door(Blueprint):
    """A blueprint that programs call. `requires` is the innermost mark of its views."""

    ARGUMENTS_PARSER = Parser()


def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    """A change that names what it is based on, in `If-Match`; the view compares it: `matched`.

    Above `arguments`, so that a program that forgot it hears so before anything else.
    """

    @wraps(view)
    def asking(*args: Any, **values: Any) -> Any:
        return view(*args, **values) if "If-Match" in request.headers else abort(428)

    documented: Callable[..., Any] = Blueprint.doc(parameters=[IF_MATCH])(asking)
    return documented


class PageArgs(Schema):
    """What every list understands; each has filters and a `sort` of its own."""

    page = Whole(most=LAST_PAGE, load_default=1)
    per_page = Whole(most=MOST_PER_PAGE, load_default=PER_PAGE)


def sort_field(names: Iterable[str]) -> Choice:
    """One of the names, or one with a dash before it: the other way around."""
    known = list(names)
    turned = [f"-{name}" for name in known]
    return Choice(known + turned, metadata={"description": f"`{known[0]}` if nothing is said."})


def search_field() -> Text:
    return Text(100, metadata={"description": "Every word has to be found; accents do not count."})


def page_schema(of: type[Schema]) -> Schema:
    """The envelope of one page of a list of `of`."""
    capped = {"description": "Whether there are more than `total` says."}
    inside = {
        "items": fields.List(fields.Nested(of()), required=True),
        "page": fields.Integer(required=True),
        "per_page": fields.Integer(required=True),
        "total": fields.Integer(required=True),
        "total_capped": fields.Boolean(required=True, metadata=capped),
    }
    return _named_like(of, "Page", inside)()


def items_schema(of: type[Schema]) -> Schema:
    """The envelope of a list that is always short enough to be told at once."""
    return _named_like(of, "Items", {"items": fields.List(fields.Nested(of()), required=True)})()


def _named_like(of: type[Schema], ending: str, inside: Mapping[str, Any]) -> type[Schema]:
    """A schema that the document names after `of`."""
    made = Schema.from_dict(dict(inside), name=f"{of.__name__.removesuffix('Schema')}{ending}")
    made.__module__ = of.__module__
    return made


def page_of(listing: Listing) -> dict[str, Any]:
    return {
        "items": listing.items,
        "page": listing.page,
        "per_page": listing.per_page,
        "total": listing.total,
        "total_capped": listing.total_capped,
    }


def part_of(rows: Sequence[Any], page: int, per_page: int) -> dict[str, Any]:
    """One page of a list that is whole already, as it was put together from several questions."""
    start = (page - 1) * per_page
    return {
        "items": rows[start : start + per_page],
        "page": page,
        "per_page": per_page,
        "total": len(rows),
        "total_capped": False,
    }


def tagged(row: HasVersion, **headers: str) -> Tagged:
    """A row with its ETag; 304 when the reader has this version already."""
    db.session.flush()
    return with_tag(row, str(row.version), **headers)


def with_tag(answer: Any, tag: str, **headers: str) -> Tagged:
    reads = request.method in {"GET", "HEAD"}
    if reads and request.if_none_match.contains_weak(tag):
        abort(Response(status=304, headers={"ETag": f'"{tag}"'}))
    return answer, {"ETag": f'"{tag}"', **headers}


def matched(row: V) -> V:
    """The row, for a change that is based on what it is now; 412 when it was changed since."""
    check_match(str(row.version))
    return row


def check_match(tag: str) -> None:
    if request.headers["If-Match"].strip() not in {f'"{tag}"', "*"}:
        abort(412)
