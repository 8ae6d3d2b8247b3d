"""What programs send: JSON whose types are meant, and an address in which each name stands once.

Malformed is 400, another type than JSON 415, wrong values 422, each told by `core.errors`.
"""

from collections.abc import Mapping
from typing import Any, NoReturn

from flask import abort, request
from flask_babel import lazy_gettext as _
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser

ONLY_ONCE = _("Write this only once.")


class Parser(FlaskParser):
    """Reads the arguments of views; a filter that is not known is refused, not left out."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 - webargs reads it from the class
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
    }

    def load_json(self, req: Any, schema: Schema) -> Any:
        return sent_json()

    def load_querystring(self, req: Any, schema: Schema) -> Any:
        """Which of two values was meant is not guessed."""
        twice = [name for name, values in req.args.lists() if len(values) > 1]
        if twice:
            raise ValidationError({name: [str(ONLY_ONCE)] for name in twice})
        return super().load_querystring(req, schema)

    def pre_load(self, location_data: Any, *, schema: Schema, req: Any, location: str) -> Any:
        if location == "json":
            check_types(schema, location_data)
        return location_data

    def handle_error(self, error: ValidationError, *_args: Any, **_options: Any) -> NoReturn:
        """Without the name of the place they came from; `core.errors` answers."""
        if isinstance(error.messages, dict):
            (error.messages,) = error.messages.values()
        raise error


def sent_json() -> Any:
    """400 for what is no JSON or nested deeper than anybody means, 415 for another type."""
    try:
        return request.get_json()
    except RecursionError:
        abort(400)


def load_json(schema: Schema) -> dict[str, Any]:
    """For a schema that depends on the tenant; `@bp.arguments` names the others."""
    sent = sent_json()
    check_types(schema, sent)
    loaded: dict[str, Any] = schema.load(sent)
    return loaded


def check_types(schema: Schema, sent: Any) -> None:
    """A form has only texts, so the fields read "5" as 5; a program has to say 5."""
    wrong = _against_types(schema, sent) if isinstance(sent, Mapping) else {}
    if wrong:
        raise ValidationError(wrong)


def _against_types(schema: Schema, sent: Mapping[str, Any]) -> dict[Any, Any]:
    told = ((field.data_key or name, field) for name, field in schema.load_fields.items())
    return _those_wrong({n: _against_type(f, sent[n]) for n, f in told if n in sent})


def _against_type(field: fields.Field[Any], value: Any) -> Any:
    """The messages about this value, by place inside a list or an object."""
    if isinstance(field, fields.List) and isinstance(value, list):
        return _those_wrong({n: _against_type(field.inner, one) for n, one in enumerate(value)})
    if isinstance(field, fields.Nested) and isinstance(value, Mapping):
        return _against_types(field.schema, value)
    text = isinstance(field, fields.Number) and isinstance(value, str)
    other = isinstance(field, fields.Boolean) and not isinstance(value, bool | None)
    return field.make_error("invalid").messages if text or other else None


def _those_wrong(found: dict[Any, Any]) -> dict[Any, Any]:
    return {name: wrong for name, wrong in found.items() if wrong}
