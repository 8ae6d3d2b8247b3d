"""The canary crawl: every address of one tenant, asked by every role, shows nothing of another.

It walks the URL map, so a page written later is covered without anyone remembering.
"""

import pytest
from werkzeug.routing import Rule

from tests.isolation import canary
from tests.isolation.canary import ROLES

FOREIGN = "CANARY-FR"
OWN = "CANARY-BE"
IDS = (1, 2, 3)
LEFT_OUT = {"static", "bootstrap.static"}


def addresses(app, number: int) -> list[str]:
    """Every address that can be read, with `number` for each id."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or set())]
    known = [rule for rule in rules if rule.endpoint not in LEFT_OUT]
    with app.test_request_context():
        return [address for rule in known if (address := built(rule, number))]


def built(rule: Rule, number: int) -> str:
    values = {}
    for name in rule.arguments:
        converter = rule._converters[name]  # noqa: SLF001 - the map says no other way
        values[name] = number if converter.weight else "mentee"
        if "Integer" not in type(converter).__name__:
            values[name] = "csv" if name in {"kind", "format", "form"} else "mentee"
    found = rule.build(values, append_unknown=False)
    return found[1] if found else ""


def everything(answer) -> str:
    """Status line, headers, cookies and body as one text."""
    body = answer.get_data()
    return f"{answer.status}\n{answer.headers}\n{body.decode('utf-8', 'replace')}"


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_page_shows_anything_of_another_tenant(pair, role):
    client, headers = pair.browser(role), pair.program(role) if role else {}
    for number in IDS:
        for address in addresses(pair.a, number):
            sent = headers if address.startswith("/api/") else {}
            answer = client.get(address, headers=sent)
            assert answer.status_code < 500, address
            assert FOREIGN not in everything(answer), address


def test_the_crawl_sees_what_a_director_sees(pair):
    """Without this the crawl could walk empty pages and prove nothing."""
    client = pair.browser("director")
    seen = [a for a in addresses(pair.a, 1) if OWN in everything(client.get(a))]
    assert len(seen) >= 15, seen


def test_the_probe_finds_a_leak_when_there_is_one(pair):
    """Negative control: the same pages of the other tenant do hold its canaries."""
    client = pair.browser("director", "fr")
    seen = [a for a in addresses(pair.b, 1) if FOREIGN in everything(client.get(a))]
    assert len(seen) >= 15, seen


def test_every_table_holds_a_canary_row(pair):
    with pair.b.app_context():
        tables = canary.Base.metadata.sorted_tables
        assert [table.name for table in tables if canary.count_of(table) == 0] == []
