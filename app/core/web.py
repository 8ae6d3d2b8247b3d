"""Reading a request and guarding a route: the same for pages and for JSON."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _
from marshmallow import Schema, ValidationError, fields
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter

from app.core import db as database
from app.core.db import Model, SharedModel, db
from app.core.errors import Reason, Refused, is_api, messages_of, refuse_if, stale
from app.core.permissions import Permission
from app.core.viewer import viewer

T = TypeVar("T", bound=Model | SharedModel)
PUBLIC: Final = "public"
SIGNED_IN: Final = "signed in"
LARGEST_ID: Final = 2**31 - 1
ROW_OF_A_LIST = re.compile(r"^(\w+)-(\d{1,3})-(\w+)$")


def requires(
    permission: Permission | str, *, writes: bool = False, limit: str | None = None
) -> Callable[..., Any]:
    """Name what a view asks for: a permission, `SIGNED_IN` or `PUBLIC`. Unnamed is closed.

    `writes` marks a GET that leaves a row (a reading that is logged); `limit` is a rate such as
    "10 per minute" for each address.
    """

    def mark(view: Any) -> Any:
        view.permission, view.writes, view.limit = permission, writes, limit
        return view

    return mark


def get_or_404(model: type[T], row_id: int) -> T:
    """Always a SELECT: `session.get` may answer from memory, past what the viewer may see."""
    if not 0 < row_id <= LARGEST_ID:
        abort(404)
    return db.session.scalars(select(model).where(model.id == row_id)).one_or_none() or abort(404)


def load(schema: Schema) -> dict[str, Any]:
    """Validate what was sent, JSON or form alike. Raises `ValidationError`."""
    sent = request.get_json() if request.is_json else unflatten(schema, request.form)
    loaded: dict[str, Any] = schema.load(sent)
    return loaded


CHANGED_MEANWHILE = Reason(
    "changed_meanwhile",
    _(
        "This was changed while you had it open. What you typed is still below: compare it with "
        "what stands now, then save again to replace it."
    ),
)


class Form:
    """A schema seen as an HTML form: what was typed, what is wrong, what stands against it."""

    def __init__(self, schema: Schema, of: object | None = None) -> None:
        self.schema = schema
        self.data: dict[str, Any] = {}
        self.errors: dict[str, Any] = {}
        self.reasons: list[Reason] = []
        self.result: Any = None
        self.version: int | None = getattr(of, "version", None)
        shown = in_form(schema, schema.dump(of)) if of is not None else {}
        self.values = request.form if request.method == "POST" else flatten(shown)

    def submit(self, action: Callable[..., Any], **fixed: Any) -> bool:
        """When the form was sent and is right, do `action`; its answer is `result`.

        False leaves the session as it was, with the errors or the reasons to show.
        """
        if request.method != "POST":
            return False
        try:
            self.data = load(self.schema)
            refuse_if([CHANGED_MEANWHILE] if self._is_outdated() else [])
            self.result = action(**self.data, **fixed)
        except ValidationError as error:
            self.errors = messages_of(error)
        except Refused as refusal:
            self.reasons = refusal.reasons
        if self.status != 200:
            database.rollback()
        return self.status == 200

    def _is_outdated(self) -> bool:
        """Whether the row was changed by somebody after the page with this form was drawn.

        The page that says so holds the newer version: what is sent from it is meant.
        """
        seen = request.form.get("row_version")
        return None not in {seen, self.version} and seen != str(self.version)

    @property
    def status(self) -> int:
        if self.reasons:
            return 409
        return 422 if self.errors else 200


def unflatten(schema: Schema, form: MultiDict[str, str]) -> dict[str, Any]:
    """A form as the schema expects it: empty fields are None where allowed, else left out.

    `languages-0-code` becomes the first of a list of objects; a list without a ticked box is [].
    """
    sent: dict[str, Any] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for name in form:
        values = [value.strip() for value in form.getlist(name)]
        part = ROW_OF_A_LIST.match(name or "")  # a part of a multipart body may lack one
        if part:
            row = rows.setdefault(part[1], {}).setdefault(int(part[2]), {})
            row.update({part[3]: values[-1]} if values[-1] else {})
        elif name in schema.load_fields:
            _put(sent, name, schema.load_fields[name], values)
    for name, field in schema.load_fields.items():
        if isinstance(field, fields.List):
            listed = [row for _, row in sorted(rows.get(name, {}).items()) if row]
            sent.setdefault(name, listed)
    return sent


def _put(sent: dict[str, Any], name: str, field: fields.Field[Any], values: list[str]) -> None:
    filled = [value for value in values if value]
    if isinstance(field, fields.List):
        sent[name] = filled
    elif filled:
        sent[name] = filled[-1]
    elif field.allow_none:
        sent[name] = None


def in_form(schema: Schema, shown: Mapping[str, Any]) -> dict[str, Any]:
    """A dumped row with its sums of money as the reader's language writes them."""
    return {name: _in_form(schema.dump_fields.get(name), value) for name, value in shown.items()}


def _in_form(field: fields.Field[Any] | None, value: Any) -> Any:
    if isinstance(field, fields.List) and isinstance(value, list):
        return [_in_form(field.inner, item) for item in value]
    if isinstance(field, fields.Nested) and isinstance(value, Mapping):
        return in_form(field.schema, value)
    written = getattr(field, "in_form", None)
    return written(value) if written and isinstance(value, str) else value


def flatten(shown: Mapping[str, Any]) -> MultiDict[str, str]:
    """A dumped row as the fields of a form would hold it."""
    values: MultiDict[str, str] = MultiDict()
    for name, value in shown.items():
        for index, item in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(item, Mapping):
                values.update({f"{name}-{index}-{key}": _typed(v) for key, v in item.items()})
            elif item is not None:
                values.add(name, _typed(item))
    return values


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


class IdIntegerConverter(IntegerConverter):
    """Of `<int:...>`: an id is short; a number that no column can hold is an unknown address."""

    regex = r"[0-9]{1,9}"


def register(app: Flask) -> None:
    app.url_map.converters["int"] = IdIntegerConverter
    app.before_request(_guard)
    app.after_request(_end)


def _guard() -> ResponseReturnValue | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or request.endpoint in current_app.extensions["tandem.open_endpoints"]:
        return None
    asked = getattr(view, "permission", None)
    if asked == PUBLIC or (viewer().is_signed_in and asked == SIGNED_IN):
        return None
    if not viewer().is_signed_in:
        return _ask_to_sign_in()
    if not isinstance(asked, Permission) or not viewer().may(asked):
        abort(403)
    return None


def _ask_to_sign_in() -> ResponseReturnValue:
    if is_api() or request.method != "GET":
        abort(401)
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)


def _end(response: Response) -> Response:
    """The only commit of a request: 4xx and 5xx change nothing, unless `keep` was called."""
    if response.status_code < 400 or g.get("keep_changes"):
        try:
            database.commit()
        except StaleDataError as error:
            return current_app.make_response(stale(error))
    else:
        database.rollback()
    return response
