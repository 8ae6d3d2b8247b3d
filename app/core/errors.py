"""The ways the house says no, and the one place that turns each into an answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from marshmallow import ValidationError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError

from app.core import logs
from app.core.db import db
from app.core.events import plain


@dataclass(frozen=True)
class Reason:
    """Why an action is refused: a stable code for programs, a text for people."""

    code: str
    text: LazyString | str = field(compare=False)


class Refused(Exception):
    """The request was well formed, and a rule of the house stands against it."""

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__(", ".join(reason.code for reason in reasons))
        self.reasons = list(reasons)


def refuse_if(reasons: Sequence[Reason]) -> None:
    """Raise `Refused` when there is at least one reason; do nothing otherwise."""
    if reasons:
        raise Refused(reasons)


TEXTS = {
    400: (
        _("We did not understand that"),
        _("The request was not complete. Go back and try again."),
    ),
    401: (_("Please sign in"), _("This page is for people who have signed in.")),
    403: (_("Not open to you"), _("Your account does not give access to this page.")),
    404: (_("Nothing here"), _("There is nothing at this address, or it is not yours to see.")),
    405: (_("Not possible this way"), _("This address cannot be used like this.")),
    409: (_("That is not possible"), _("Nothing was changed.")),
    412: (_("Somebody was faster"), _("This was changed since you opened it. Nothing was lost.")),
    406: (_("Not possible this way"), _("This address cannot answer in that form.")),
    413: (_("Too large"), _("What was sent is larger than we can receive.")),
    415: (_("Not possible this way"), _("What was sent has a form that cannot be read here.")),
    422: (_("Something is not right yet"), _("Please correct what is marked.")),
    428: (_("Say what you saw"), _("A change names the version it is based on, in If-Match.")),
    429: (_("A little slower, please"), _("Too many attempts. Wait a few minutes and try again.")),
    500: (_("Our mistake"), _("Something went wrong on our side. It has been noted.")),
    503: (_("Back in a moment"), _("This country is being updated. Try again in a few minutes.")),
}
FOR_PROGRAMS = {
    400: _("This could not be understood. What is sent in a body has to be JSON."),
    401: _("Send a token that is valid: Authorization: Bearer, then the token."),
    403: _("This token does not allow that."),
    412: _("This row was changed since. Read it again, then send the change with its new ETag."),
    415: _("The body of this request has another type than the documented one."),
    422: _("What was sent is not valid: see the errors of each field."),
}
"""Said to programs in place of the text that a page would show."""

OF_MARSHMALLOW = {
    "Missing data for required field.": _("This is needed."),
    "Field may not be null.": _("This is needed."),
    "Unknown field.": _("There is no such field."),
    "Invalid input type.": _("This has another form than expected."),
    "Not a valid mapping type.": _("This has another form than expected."),
    "Not a valid list.": _("A list is expected here."),
    "Not a valid string.": _("Write this as text."),
    "String does not match expected pattern.": _("This is not written as expected."),
}
"""What fields that are not of `core.fields` say by themselves, in the words of those that are."""


def register(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(StaleDataError, stale)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def is_api() -> bool:
    return request.path.startswith("/api/")


def problem(status: int, **more: Any) -> ResponseReturnValue:
    """Problem details for programs (RFC 9457): type, title, status, and what else is known.

    The type is the place on the page of the API that explains it.
    """
    title, detail = TEXTS.get(status, TEXTS[400])
    body = {
        "type": f"/api/docs#{status}",
        "title": str(title),
        "status": status,
        "detail": str(FOR_PROGRAMS.get(status, detail)),
    }
    response = jsonify(body | plain(more))  # a row is known by its number, a list by a word
    response.content_type = "application/problem+json"
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = _challenge()
    return response, status


def _challenge() -> str:
    """What a program has to send (RFC 6750); a token that was sent is not valid any more."""
    return 'Bearer realm="Tandem"' + (
        ', error="invalid_token"' if "Authorization" in request.headers else ""
    )


def page(status: int, reasons: Sequence[Reason] = ()) -> ResponseReturnValue:
    title, text = TEXTS.get(status, TEXTS[400])
    if isinstance(request.routing_exception, SecurityError):
        # A page has links, and for a host that is not ours there is no address to give.
        return Response(f"{status}\n", status, content_type="text/plain")
    html = render_template("error.html", status=status, title=title, text=text, reasons=reasons)
    return html, status


def _refused(error: Refused) -> ResponseReturnValue:
    db.session.rollback()
    if is_api():
        reasons = [{"code": r.code, "text": str(r.text)} for r in error.reasons]
        return problem(409, reasons=reasons)
    return page(409, error.reasons)


def _invalid(error: ValidationError) -> ResponseReturnValue:
    db.session.rollback()
    if is_api():
        return problem(422, errors=messages_of(error))
    flat = [Reason(name, str(text)) for name, text in _flat(messages_of(error))]
    return page(422, flat)


def stale(_error: StaleDataError) -> ResponseReturnValue:
    """Somebody else changed the row between our reading and our writing: nothing is written."""
    db.session.rollback()
    return problem(412) if is_api() else page(412)


def messages_of(error: ValidationError) -> dict[str, Any]:
    """What is wrong by field; `_schema` holds what concerns several fields."""
    found: dict[str, Any] = error.normalized_messages()  # type: ignore[no-untyped-call]
    return {name: _in_our_words(inner) for name, inner in found.items()}


def told_in_a_line(error: ValidationError) -> str:
    """The same for a terminal: each field with what is wrong with it."""
    pairs = _flat(messages_of(error))
    return "; ".join(text if name == "_schema" else f"{name}: {text}" for name, text in pairs)


def _in_our_words(messages: Any) -> Any:
    if isinstance(messages, dict):
        return {name: _in_our_words(inner) for name, inner in messages.items()}
    if isinstance(messages, list):
        return [_in_our_words(inner) for inner in messages]
    return str(OF_MARSHMALLOW.get(messages, messages))


def _flat(messages: Any, name: str = "") -> list[tuple[str, Any]]:
    if isinstance(messages, dict):
        parts = (_flat(inner, str(key)) for key, inner in messages.items())
        return [pair for part in parts for pair in part]
    return [(name, text) for text in messages]


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    answer = current_app.make_response(problem(error.code) if is_api() else page(error.code))
    kept = {"Retry-After", "Allow", "WWW-Authenticate"}
    for name, value in error.get_headers():
        if name in kept:
            answer.headers[name] = value
    return answer


def _unforeseen(error: Exception) -> ResponseReturnValue:
    """Say sorry without details; the log has the place, never the data (isolation tests 55, 57)."""
    db.session.rollback()
    if current_app.testing or current_app.debug:
        raise error
    found = logs.kind_of(error), logs.last_place(error)
    current_app.logger.error("unforeseen %s at %s", *found)
    return problem(500) if is_api() else page(500)
