"""Headquarters with its library filled: nothing of a country there, and nothing done unasked.

Isolation tests 1 and 21, for those who sign in at headquarters.
"""

import pytest

from app.core.db import db
from app.core.permissions import HQ_ROLES, ROLE_PERMISSIONS
from app.core.viewer import SYSTEM, acting_as
from app.core.web import PUBLIC, SIGNED_IN
from tests import make
from tests.isolation.addresses import changing, everything, readable
from tests.library import making

OWN = "CANARY-HQ"
NO = {401, 403}
NOWHERE = 987_654
NOT_THERE = 404


@pytest.fixture(scope="module")
def module_id(pair):
    """A module with two editions, its texts in every state, each word saying whose it is."""
    with pair.installation.apps["hq"].app_context(), acting_as(SYSTEM):
        alice, bob = making.editor(), making.editor("Bob Janssens")
        module = making.module(OWN.lower())
        said = {"title": f"{OWN}-title", "body": f"{OWN}-body"}
        for language in ("en", "nl"):
            making.reviewed(alice, bob, module, language, **said)
        making.publish(module, f"{OWN}-first")
        making.reviewed(alice, bob, module, **said | {"summary": f"{OWN}-summary"})
        making.publish(module)
        making.write(alice, module, "fr", **said)
        found = module.id
        db.session.remove()
    return found


@pytest.fixture(scope="module")
def at_headquarters(pair, module_id):
    """`at_headquarters(role)`: the browser of somebody with this role there; None is nobody."""
    app = pair.installation.apps["hq"]

    def browser(role):
        if role is None:
            return app.test_client()
        with app.app_context(), acting_as(SYSTEM):
            return make.browser(app, make.user(role, email=f"{role}@hq.example", language="en"))

    browsers = {role: browser(role) for role in (None, *HQ_ROLES)}
    return browsers.__getitem__


def said_to(browser, addresses):
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code < 500, address
        yield address, everything(answer)


def addresses_of(pair, module_id):
    app = pair.installation.apps["hq"]
    return list(dict.fromkeys(a for number in (module_id, 1, 2) for a in readable(app, number)))


@pytest.mark.parametrize("role", [None, *HQ_ROLES])
def test_1_no_page_of_headquarters_shows_a_country_to_anybody(
    pair, at_headquarters, module_id, role
):
    for address, said in said_to(at_headquarters(role), addresses_of(pair, module_id)):
        assert "CANARY-BE" not in said, address
        assert "CANARY-FR" not in said, address


def test_1_the_crawl_sees_what_an_editor_sees(pair, at_headquarters, module_id):
    """Negative control: without this the crawl could walk empty pages and prove nothing."""
    said = said_to(at_headquarters("hq_editor"), addresses_of(pair, module_id))
    seen = [address for address, words in said if OWN in words]
    assert len(seen) >= 12, seen


@pytest.mark.parametrize("role", [None, *HQ_ROLES])
def test_1_nothing_is_done_at_headquarters_without_permission(
    pair, at_headquarters, module_id, role
):
    app, client = pair.installation.apps["hq"], at_headquarters(role)
    granted = ROLE_PERMISSIONS.get(role, frozenset())
    for method, address, endpoint in changing(app, module_id):
        asked = app.view_functions[endpoint].permission
        if "sign-out" in address or endpoint.startswith(("accounts.", "me.")):
            continue
        answer = client.open(address, method=method, data={})
        assert answer.status_code < 500, address
        if asked not in {PUBLIC, *granted, *([SIGNED_IN] if role else [])}:
            assert answer.status_code in NO, address


def test_21_an_id_that_nobody_has_is_not_found(pair, at_headquarters):
    app, client = pair.installation.apps["hq"], at_headquarters("hq_editor")
    plain = set(readable(app, NOWHERE + 1))
    numbered = [a for a in readable(app, NOWHERE) if a not in plain and a.startswith("/library/")]
    assert len(numbered) >= 12
    assert {client.get(address).status_code for address in numbered} == {NOT_THERE}
