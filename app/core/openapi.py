"""The OpenAPI document: what the code says of each operation, and what all of them share."""

from collections.abc import Iterator, Mapping
from threading import Lock
from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from flask import Flask, Response, current_app, jsonify
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields
from werkzeug.routing import IntegerConverter

PROBLEM = "application/problem+json"
ABOUT = """\
Every address needs a token: `Authorization: Bearer <token>`. A token is made on the command line
(`tandem -t <tenant> accounts token EMAIL --scope people.read`); it may do what its scopes and the
role of its account both allow, and sees the antennas of that account. A cookie gives nothing here.

Lists come in pages: `page`, `per_page` and `sort` in the address, `total` in the answer. A filter
that is not known is refused. Single rows carry an `ETag`: send it in `If-None-Match` to learn
whether anything changed, and in `If-Match` with each change, so that nobody's change is lost.

Whatever is refused is told as problem details (RFC 9457), in the language of `Accept-Language`.
"""
WHEN = {
    304: "What is known already still holds.",
    400: "The body is no JSON, or something sent holds a zero byte.",
    401: "There is no token, or it is not valid any more.",
    403: "The token does not allow this.",
    404: "There is nothing there, or it is not the token's to see.",
    409: "A rule of the house stands against it; `reasons` has all of them.",
    412: "Somebody changed the row since; read it again.",
    413: "The body is larger than can be received.",
    415: "The body has another type than the one documented.",
    422: "Something sent is not valid; `errors` says what, by field.",
    428: "A change needs `If-Match`.",
    429: "Too many requests; `Retry-After` says how many seconds to wait.",
}
LONGEST_ID = 999_999_999
"""In an address (see `IdIntegerConverter`)."""
ALWAYS = (400, 401, 403, 429)
OF_A_BODY = (413, 415, 422)


class ReasonSchema(Schema):
    code = fields.String(required=True)
    text = fields.String(required=True)


class ProblemSchema(Schema):
    """Problem details (RFC 9457). `reasons` come with 409, `errors` by field with 422."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    reasons = fields.List(fields.Nested(ReasonSchema()))
    errors = fields.Dict()


class DocumentedApi(Api):
    """Writes the document once, when it is first asked for: starting up does not wait for it."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def __init__(self, app: Flask, **options: Any) -> None:
        self.app, self.doors, self.document = app, list[Blueprint](), dict[str, Any]()
        self.writing = Lock()
        super().__init__(app, **options)

    def register_blueprint(self, blp: Blueprint, **_options: Any) -> None:
        self.app.register_blueprint(blp)
        self.doors.append(blp)

    def _register_pagination_header(self) -> None:
        """Pages are told in the body."""

    def _openapi_json(self) -> Response:
        return jsonify(self.written())

    def written(self) -> dict[str, Any]:
        with self.writing:
            self.document = self.document or self._write()
        return self.document

    def _write(self) -> dict[str, Any]:
        for door in self.doors:
            door.register_views_in_doc(self, self.app, self.spec, name=door.name, parameters=None)
            self.spec.tag({"name": door.name, "description": door.description})
        return complete(self.spec.to_dict())


def make_api(app: Flask) -> DocumentedApi:
    shared = {
        "info": {"description": ABOUT},
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "marshmallow_plugin": MarshmallowPlugin(schema_name_resolver=name_of_schema),
    }
    api = DocumentedApi(app, spec_kwargs=shared)
    api.register_converter(IntegerConverter, _id_in_address)
    api.ma_plugin.converter.add_attribute_function(nothing_among_choices)
    bearer = {"type": "http", "scheme": "bearer", "description": "A token of an account."}
    api.spec.components.security_scheme("bearer", bearer)
    return api


def name_of_schema(schema: Any) -> str:
    """`people.Mentee`, and `people.MenteeChange` where only what changes is sent."""
    of = schema if isinstance(schema, type) else type(schema)
    name = of.__name__.removesuffix("Schema")
    ending = "Change" if not isinstance(schema, type) and schema.partial else ""
    package, feature, *_rest = of.__module__.split(".")
    return f"{feature}.{name}{ending}" if (package, feature) != ("app", "core") else name + ending


def nothing_among_choices(
    _converter: Any, _field: fields.Field[Any], *, ret: dict[str, Any], **_more: Any
) -> dict[str, Any]:
    """Where null is allowed, a list of choices has to hold it too (OpenAPI 3.0.3)."""
    return {"enum": [*ret["enum"], None]} if ret.get("nullable") and "enum" in ret else {}


def _id_in_address(_converter: Any) -> dict[str, Any]:
    return {"type": "integer", "minimum": 1, "maximum": LONGEST_ID}


def complete(document: dict[str, Any]) -> dict[str, Any]:
    """Add to every operation the refusals that follow from what it takes, and plain tags."""
    for tag in document.get("tags", ()):
        tag["name"] = tag["name"].removesuffix("_api")
    for path, method, operation in operations(document):
        operation["tags"] = [tag.removesuffix("_api") for tag in operation["tags"]]
        named = {int(code) for code in operation["responses"]} & WHEN.keys()
        for code in sorted(named | refusals(path, method, operation)):
            operation["responses"][str(code)] = {"$ref": f"#/components/responses/{code}"}
    document["components"]["responses"] = {str(code): _answer(code) for code in WHEN}
    return document


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, method and description of each."""
    for path, item in document["paths"].items():
        yield from ((path, name, part) for name, part in item.items() if name != "parameters")


def refusals(path: str, method: str, operation: Mapping[str, Any]) -> set[int]:
    sent = {(one["in"], one["name"]) for one in operation.get("parameters", ())}
    said: dict[tuple[int, ...], bool] = {
        (404,): "{" in path,
        (409,): method != "get",
        (422,): any(place == "query" for place, _name in sent),
        (412, 428): ("header", "If-Match") in sent,
        (304,): ("header", "If-None-Match") in sent,
        OF_A_BODY: "requestBody" in operation,
    }
    return {*ALWAYS, *(code for codes, is_so in said.items() if is_so for code in codes)}


def _answer(code: int) -> dict[str, Any]:
    described: dict[str, Any] = {"description": WHEN[code]}
    if code >= 400:
        described["content"] = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    if code == 429:
        described["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return described


def api_document() -> dict[str, Any]:
    """The document of the current application."""
    api: DocumentedApi = current_app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    return api.written()
