"""What only another tenant has is unknown: by id, by search, by filter, by constraint, by doubt.

Isolation tests 21 to 23 and 26 to 28.
"""

import re

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.events import Event
from app.core.viewer import SYSTEM, acting_as
from tests.isolation.addresses import READS, address_of, changing, everything, readable, rules
from tests.isolation.canary import FOREIGN, ONLY_IN_B, OWN

NEW_EACH_TIME = re.compile(r"Content-Length: \d+|Set-Cookie: .*|csrf_token[^>]*>")
NOWHERE = 987_654
OK, NOT_THERE = 200, 404


def numbered(app, number):
    """Readable addresses with an id in them."""
    plain = set(readable(app, NOWHERE + 1))
    return [address for address in readable(app, number) if address not in plain]


def told(pair, address, number):
    """Status and body without the id itself."""
    headers = pair.program("director") if address.startswith("/api/") else {}
    answer = pair.browser("director").get(address, headers=headers)
    said = NEW_EACH_TIME.sub("", everything(answer))
    return answer.status_code, said.replace(str(number), "N")


def test_21_an_id_of_another_tenant_is_answered_as_one_that_nobody_has(pair):
    foreign, nobody = numbered(pair.a, ONLY_IN_B), numbered(pair.a, NOWHERE)
    assert len(foreign) == len(nobody) >= 40
    for theirs, nowhere in zip(foreign, nobody, strict=True):
        one, other = told(pair, theirs, ONLY_IN_B), told(pair, nowhere, NOWHERE)
        assert one == other, theirs


def test_21_most_of_them_are_found_by_their_owner(pair):
    """Negative control: the same addresses in the other tenant do answer, and otherwise."""
    other = pair.turned_around()
    found = [a for a in numbered(other.a, ONLY_IN_B) if told(other, a, ONLY_IN_B)[0] == OK]
    missing = [a for a in numbered(pair.a, ONLY_IN_B) if told(pair, a, ONLY_IN_B)[0] == NOT_THERE]
    assert len(found) >= 30
    assert len(set(found) & set(missing)) >= 30


def test_21_nothing_can_be_done_to_such_an_id_either(pair):
    for (method, theirs, _), (_, nowhere, _) in zip(
        changing(pair.a, ONLY_IN_B), changing(pair.a, NOWHERE), strict=True
    ):
        if theirs != nowhere:
            answers = [tried(pair, method, address) for address in (theirs, nowhere)]
            assert answers[0] == answers[1], theirs


def tried(pair, method, address):
    headers = pair.program("director") if address.startswith("/api/") else {}
    sent = {"json": {}} if address.startswith("/api/") else {"data": {}}
    answer = pair.browser("director").open(address, method=method, headers=headers, **sent)
    return answer.status_code


def lists(app):
    """Readable addresses without an id: lists, searches, exports, figures."""
    with app.test_request_context():
        plain = [rule for rule in rules(app) if not rule.arguments and "GET" in rule.methods]
        return [address_of(rule, {}) for rule in plain if set(rule.methods) <= READS]


def asked(pair, query):
    """What every list answers to a question, without the question itself."""
    client = pair.browser("director")
    for address in lists(pair.a):
        headers = pair.program("director") if address.startswith("/api/") else {}
        answer = client.get(address, query_string=query, headers=headers)
        assert answer.status_code < 500, (address, query)
        yield address, everything(answer)


@pytest.mark.parametrize("words", ["CANARY-F", "canary%f"])
def test_22_searching_for_what_another_holds_finds_nothing(pair, words):
    for address, said in asked(pair, dict.fromkeys(("q", "search", "name", "term"), words)):
        assert FOREIGN.lower() not in said.lower(), address


def test_22_searching_for_what_one_holds_finds_it(pair):
    """Negative control."""
    found = [address for address, said in asked(pair, {"q": "canary-b"}) if OWN in said]
    assert {"/mentees/", "/people/search", "/api/v1/people/search"} <= set(found)


QUESTIONS = [
    {"antenna": "TWO", "antenna_id": ONLY_IN_B},
    {"owner_id": ONLY_IN_B, "owner": ONLY_IN_B, "user_id": ONLY_IN_B},
    {"reference": "R77", "id": ONLY_IN_B, "ids": "1,77"},
    {"tenant": "fr", "site": "fr", "country": "fr"},
    {"include": "tenant", "expand": "antenna,owner,tenant", "fields": "*"},
    {"sort": "tenant", "order_by": "tenant"},
    {"sort": "-antenna.tenant; DROP TABLE people"},
    {"page": "999999", "per_page": "999999", "page_size": "999999"},
    {"page": "-1", "per_page": "0", "limit": "all"},
    {"q": "' OR 1=1 --"},
    {"q": "%"},
    {"q": "*"},
    {"q": "' UNION SELECT * FROM fr.people --"},
    {"q": "\x00", "stage": "\x00", "since": "\x00"},
]


@pytest.mark.parametrize("query", QUESTIONS, ids=str)
def test_23_no_filter_sort_or_operator_reaches_another(pair, query):
    for address, said in asked(pair, query):
        assert FOREIGN not in said, address


def test_23_the_same_questions_do_answer_with_ones_own(pair):
    """Negative control: the lists are not simply empty."""
    found = [address for address, said in asked(pair, {"sort": "tenant"}) if OWN in said]
    assert len(found) >= 12


def test_28_the_journal_has_the_own_events_only_and_no_way_to_others(pair):
    client = pair.browser("director")
    for query in ("", "?q=CANARY-F", "?tenant=fr", "?subject=person&since=2000-01-01"):
        assert FOREIGN not in client.get(f"/journal/{query}").text
    assert client.get(f"/journal/{ONLY_IN_B}").status_code == NOT_THERE


def test_28_the_neighbours_journal_has_them(pair):
    """Negative control."""
    assert FOREIGN in pair.turned_around().browser("director").get("/journal/").text
    with pair.b.app_context(), acting_as(SYSTEM):
        assert db.session.scalars(select(Event).where(Event.id == ONLY_IN_B)).one_or_none()
