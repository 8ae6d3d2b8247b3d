"""The OpenAPI document as a page shows it: operations by group, and what is sent and received."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.core.openapi import WHEN, operations

MOST_CODES = 12
"""A longer list of codes is told by its number: the document itself has all of them."""
Document = Mapping[str, Any]


@dataclass(frozen=True)
class Line:
    """A parameter, or a field of what is sent or received; `schema` is the name of a part."""

    name: str
    type: str
    about: str
    schema: str = ""
    required: bool = False
    place: str = ""


@dataclass(frozen=True)
class Answer:
    """`link` is the place on the page that says more: the part, or the refusal."""

    code: str
    about: str
    schema: str
    link: str


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    about: str
    parameters: list[Line]
    body: Line | None
    answers: list[Answer]


@dataclass(frozen=True)
class Group:
    name: str
    about: str
    operations: list[Operation]


def groups(document: Document) -> list[Group]:
    """Operations by tag, in the order of the document; a tag without any is left out."""
    found: dict[str, list[Operation]] = {}
    for path, method, part in operations(document):
        shared = document["paths"][path].get("parameters", [])
        parameters = [*shared, *part.get("parameters", [])]
        found.setdefault(part["tags"][0], []).append(_operation(path, method, part, parameters))
    tags = {tag["name"]: tag["description"] for tag in document.get("tags", ())}
    return [Group(name, tags.get(name, ""), inside) for name, inside in sorted(found.items())]


def parts(document: Document) -> dict[str, list[Line]]:
    """The fields of everything that is sent or received, by its name."""
    schemas = document.get("components", {}).get("schemas", {})
    return {name: list(_fields(schema)) for name, schema in sorted(schemas.items())}


def problems() -> dict[int, str]:
    return WHEN


def _operation(path: str, method: str, part: Document, parameters: list[Any]) -> Operation:
    return Operation(
        id=f"{method}-{path.strip('/').replace('/', '-')}".translate({123: None, 125: None}),
        method=method.upper(),
        path=path,
        summary=part.get("summary", ""),
        about=part.get("description", ""),
        parameters=[_parameter(one) for one in parameters],
        body=_body(part.get("requestBody")),
        answers=[_answer(code, one) for code, one in sorted(part["responses"].items())],
    )


def _parameter(one: Document) -> Line:
    schema = one["schema"]
    about = one.get("description") or schema.get("description", "")
    needed = one.get("required", False)
    return Line(one["name"], _type(schema), about, required=needed, place=one["in"])


def _body(body: Document | None) -> Line | None:
    if not body:
        return None
    (kind, inside), *_rest = body["content"].items()
    return Line("", kind, body.get("description", ""), schema=_name(inside["schema"]))


def _answer(code: str, part: Document) -> Answer:
    if "$ref" in part:
        return Answer(code, WHEN[int(code)], "", code)
    inside: Document = next(iter(part.get("content", {}).values()), {})
    name = _name(inside.get("schema", {}))
    return Answer(code, part.get("description", ""), name, name)


def _fields(schema: Document) -> Iterator[Line]:
    needed = schema.get("required", ())
    for name, part in schema.get("properties", {}).items():
        yield Line(name, _type(part), part.get("description", ""), _name(part), name in needed)


def _name(schema: Document) -> str:
    """Of the part that it refers to, itself or by each of its items."""
    inner = schema.get("items", schema)
    first = next(iter(inner.get("allOf", ())), inner)
    return str(first.get("$ref", "")).rpartition("/")[2]


def _type(schema: Document) -> str:
    """In a few words: `string (date)`, `integer, 1 to 200`, `one of 31 codes`."""
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    said = f"{schema.get('type', 'object')}{_ending(schema)}"
    return f"{said}, or null" if schema.get("nullable") else said


def _ending(schema: Document) -> str:
    codes = [str(code) for code in schema.get("enum", ()) if code is not None]
    if codes:
        few = len(codes) <= MOST_CODES
        return f": {', '.join(codes)}" if few else f": one of {len(codes)} codes"
    if "maximum" in schema:
        return f", {schema.get('minimum', 0)} to {schema['maximum']}"
    if "format" in schema:
        return f" ({schema['format']})"
    return f", at most {schema['maxLength']} characters" if "maxLength" in schema else ""
