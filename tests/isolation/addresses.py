"""Every address of an application, read off its URL map, and all that an answer says."""

import contextlib
import io
import re
import zipfile
import zlib
from itertools import product

from flask import Flask
from werkzeug.routing import Rule

LEFT_OUT = {"static", "bootstrap.static"}
WORDS = {
    "kind": ("csv", "xlsx"),
    "token": ("unknown",),
    "period": ("2026-Q3",),
    "language": ("nl",),
    "name": ("table.png",),
    "table": ("list", "waivers"),
    "scheme_code": ("actiris-mentoring",),
}
"""What stands in an address for a name that is no number; anything else is `mentee`."""
READS = {"GET", "HEAD", "OPTIONS"}


def readable(app: Flask, number: int) -> list[str]:
    """Every address that answers GET, with `number` for each id."""
    with app.test_request_context():
        known = [rule for rule in rules(app) if "GET" in (rule.methods or ())]
        return [address for rule in known for address in built(rule, number)]


def changing(app: Flask, number: int) -> list[tuple[str, str, str]]:
    """Every address that changes something, as method, address and endpoint."""
    found = []
    with app.test_request_context():
        for rule in rules(app):
            for method in sorted((rule.methods or set()) - READS):
                found += [(method, a, rule.endpoint) for a in built(rule, number)[:1]]
    return found


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in LEFT_OUT]


def with_id(rule_or_address: str) -> bool:
    return "<int:" in rule_or_address


def built(rule: Rule, number: int) -> list[str]:
    """The addresses of a rule: one, or one for each word that the names in it may be."""
    converters = rule._converters  # noqa: SLF001 - the map says no other way
    named = [name for name in rule.arguments if "Integer" not in type(converters[name]).__name__]
    numbers = {name: number for name in rule.arguments if name not in named}
    words = [
        sorted(getattr(converters[name], "items", ())) or WORDS.get(name, ("mentee",))
        for name in named
    ]
    chosen = (dict(zip(named, some, strict=True)) for some in product(*words))
    return [address_of(rule, numbers | some) for some in chosen]


def address_of(rule: Rule, values: dict[str, object]) -> str:
    found = rule.build(values, append_unknown=False)
    assert found is not None, rule
    return found[1]


def everything(answer) -> str:
    """Status line, headers, cookies and body as one text; archives are opened."""
    return f"{answer.status}\n{answer.headers}\n{body_of(answer.get_data())}"


def body_of(body: bytes) -> str:
    """An office document is an archive: its parts, their names and what describes it; the streams
    of a PDF are inflated."""
    if body.startswith(b"%PDF"):
        return "\n".join(part.decode("utf-8", "replace") for part in [body, *streams_of(body)])
    if not body.startswith(b"PK"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
    return "\n".join([*archive.namelist(), *parts])


def streams_of(body: bytes) -> list[bytes]:
    """Where a letter is a number of a font its words cannot be read; what describes it can."""
    found = []
    for packed in re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompress(packed))
    return found
