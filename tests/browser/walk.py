"""Which pages somebody can open: the URL map, with ids that links lead to or the database holds.

Nothing here names a page, so that a page written later is walked without anyone remembering.
"""

import itertools
import random
import re
import sqlite3
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule

from tests.browser.site import Site

LEFT_OUT = re.compile(r"^/(static|bootstrap|api/v|api/openapi|health|theme)")
LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
DOWNLOADS = ("export.", ".ics", ".csv", ".xlsx", ".pdf", ".zip")
TABLES = {
    "person": "people",
    "mentee": "people",
    "mentor": "people",
    "mail": "mails",
    "contact": "duo_contacts",
    "instalment": "grant_instalments",
    "obligation": "grant_obligations",
    "cost": "grant_costs",
    "receipt": "gift_receipts",
    "list": "funder_lists",
    "operation": "esf_operations",
    "participation": "esf_participations",
    "transmission": "esf_transmissions",
}
"""By the name of an id in the address, where it is not the plural's singular."""
KINDS = {"mentee", "mentor"}
MOST_TRIES = 60
CLOSED = {303, 401, 403}
"""Answers that no other id would change."""
PLACES = {"page", "sort", "per_page", "q"}

Key = tuple[str, frozenset[str]]


@dataclass
class Walk:
    """`pages`: one address of every page that this visitor can open, by endpoint and kind."""

    site: Site
    code: str
    app: Flask
    cookies: Sequence[Mapping[str, object]]
    pages: dict[Key, str] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)

    def run(self) -> dict[Key, str]:
        self.follow([str(rule) for rule in self.rules() if not rule.arguments])
        for rule in self.rules():
            if not self.is_found(rule.endpoint):
                self.try_ids(rule)
        return self.pages

    def rules(self) -> list[Rule]:
        rules = [rule for rule in self.app.url_map.iter_rules() if "GET" in (rule.methods or ())]
        return [rule for rule in rules if not LEFT_OUT.match(rule.rule)]

    def is_found(self, endpoint: str) -> bool:
        return any(found == endpoint for found, _ in self.pages)

    def follow(self, addresses: list[str]) -> None:
        waiting = deque(addresses)
        while waiting:
            waiting.extend(self.open(waiting.popleft()))

    def open(self, address: str) -> list[str]:
        """Opens a page of a kind not seen yet; the addresses on it."""
        key = self.key_of(address)
        if key is None or key in self.pages or address in self.tried:
            return []
        answer = self.site.get(self.code, address, self.cookies)
        self.tried[address] = answer.status
        if answer.status != 200 or answer.type != "text/html":
            return []
        self.pages[key] = address
        return [link.replace("&amp;", "&") for link in LINK.findall(answer.body)]

    def key_of(self, address: str) -> Key | None:
        """What kind of page it is: its endpoint, words in its path, names in its question.

        A code names one thing of many, as an id does.
        """
        parts = urlsplit(address)
        if LEFT_OUT.match(parts.path) or any(word in parts.path for word in DOWNLOADS):
            return None
        try:
            endpoint, values = self.app.url_map.bind("x").match(parts.path, method="GET")
        except (HTTPException, RequestRedirect):
            return None
        named = {name: value for name, value in values.items() if not name.endswith("_code")}
        words = {str(value) for value in named.values() if isinstance(value, str)}
        asked = {name for name, value in parse_qsl(parts.query) if value}
        return str(endpoint), frozenset(words | (asked - PLACES))

    def try_ids(self, rule: Rule) -> None:
        found = list(self.candidates(rule))
        random.Random(1).shuffle(found)  # noqa: S311 - the same walk at every run, no secret
        for values in found[:MOST_TRIES]:
            built = rule.build(values, append_unknown=False)
            address = built[1] if built else ""
            self.follow([address])
            if self.is_found(rule.endpoint) or self.tried.get(address) in CLOSED:
                return

    def broken(self) -> list[str]:
        return [address for address, status in self.tried.items() if status >= 500]

    def candidates(self, rule: Rule) -> Iterator[dict[str, int]]:
        """Rows of the table the last id names; the other ids are theirs when they know them."""
        names = [part for part in re.findall(r"<int:(\w+)>", rule.rule) if part.endswith("_id")]
        if not names or len(names) != len(rule.arguments):
            return
        *others, last = names
        for row in self.rows(last):
            known = {other: row.get(other, row.get("mentee_id")) for other in others}
            for combined in self.filled(known):
                yield combined | {last: row["id"]}

    def filled(self, known: dict[str, int | None]) -> Iterator[dict[str, int]]:
        given = [
            [value] if value else [row["id"] for row in self.rows(name)]
            for name, value in known.items()
        ]
        for values in itertools.product(*given):
            yield dict(zip(known, values, strict=True))

    def rows(self, name: str) -> list[dict[str, int]]:
        word = name.removesuffix("_id")
        table = TABLES.get(word, f"{word}s")
        connection = sqlite3.connect(self.site.folder / self.code / "tenant.db")
        connection.row_factory = sqlite3.Row
        try:
            known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
            table = next((one for one in (table, word, f"{word}es") if one in known), "")
            found = connection.execute(f"SELECT * FROM {table}").fetchall() if table else []  # noqa: S608
            return [dict(row) for row in found if word not in KINDS or row["kind"] == word]
        finally:
            connection.close()
