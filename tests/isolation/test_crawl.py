"""The canary crawl: every address of one tenant, asked by every role, shows nothing of another.

It walks the URL map, so a page written later is covered without anyone remembering.
"""

import pytest

from tests.isolation import canary
from tests.isolation.addresses import everything, readable
from tests.isolation.canary import FOREIGN, ONLY_IN_B, OWN, ROLES

OTHER_IDS = (2, 3, ONLY_IN_B)


def asked(pair, role, addresses):
    """Every answer by its address; programs ask with their token. One that breaks is a failure."""
    client, headers = pair.browser(role), pair.program(role) if role else {}
    said, broken = {}, []
    for address in addresses:
        try:
            answer = client.get(address, headers=headers if address.startswith("/api/") else {})
        except Exception as error:
            broken.append((address, repr(error)))
        else:
            said[address] = everything(answer)
    assert broken == [], f"for {role}"
    return said.items()


@pytest.mark.parametrize("role", [None, *ROLES])
def test_1_no_page_shows_anything_of_another_tenant(pair, role):
    for address, said in asked(pair, role, readable(pair.a, 1)):
        assert FOREIGN not in said, address


@pytest.mark.parametrize("role", ["director", "coordinator"])
def test_1_nor_does_one_asked_for_with_an_id_of_the_other(pair, role):
    known = set(readable(pair.a, 1))
    for number in OTHER_IDS:
        others = [address for address in readable(pair.a, number) if address not in known]
        for address, said in asked(pair, role, others):
            assert FOREIGN not in said, address


def test_1_the_crawl_sees_what_a_director_sees(pair):
    """Without this the crawl could walk empty pages and prove nothing."""
    seen = [a for a, said in asked(pair, "director", readable(pair.a, 1)) if OWN in said]
    assert len(seen) >= 40, seen


def test_1_the_probe_finds_a_leak_when_there_is_one(pair):
    """Negative control: the other tenant's pages do hold its canaries."""
    other = pair.turned_around()
    seen = [a for a, said in asked(other, "director", readable(other.a, 1)) if FOREIGN in said]
    assert len(seen) >= 40, seen


def test_1_no_page_of_headquarters_shows_anything_of_a_country(pair):
    addresses = readable(pair.installation.apps["hq"], 1)
    client = pair.installation.apps["hq"].test_client()
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert "CANARY-" not in everything(answer), address


def test_1_every_table_holds_a_canary_row(pair):
    with pair.b.app_context():
        tables = canary.Base.metadata.sorted_tables
        assert [table.name for table in tables if canary.count_of(table) == 0] == []
