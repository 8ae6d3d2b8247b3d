"""A form that the page of another tenant sends is refused by its token and by where it comes from.

Isolation test 16. Tenants are same-site under one domain, so the browser does attach the cookie.
"""

import pytest

from app.core.viewer import SYSTEM, acting_as
from tests import make

pytestmark = pytest.mark.any_database

REDIRECTED = 303


@pytest.fixture
def guarded(installation):
    """Three tenants as they run, tokens against forgery included, with one person in each."""
    apps = [installation.app(code, WTF_CSRF_ENABLED=True) for code in ("be", "fr", "hq")]
    found = []
    for app in apps:
        role = "hq_analyst" if app.extensions["tandem.tenant"].kind != "country" else "director"
        with app.app_context(), acting_as(SYSTEM):
            found.append((app, make.browser(app, make.user(role, email="alice@same.example"))))
    return found


def origin_of(app):
    return f"http://{app.config['SERVER_NAME']}"


def token_of(client, app):
    text = client.get("/accounts/me/", base_url=origin_of(app)).text
    return text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]


def post(client, app, *, token, origin=None):
    headers = {"Origin": origin} if origin else {}
    sent = {"name": "Mallory", "language": "fr", "csrf_token": token}
    return client.post("/accounts/me/", data=sent, headers=headers, base_url=origin_of(app))


def test_16_a_form_of_one_tenant_sent_to_another_is_refused_by_its_token(guarded):
    for here, mine in guarded:
        for there, theirs in guarded:
            answer = post(theirs, there, token=token_of(mine, here))
            assert answer.status_code == (REDIRECTED if here is there else 400)


def test_16_and_by_where_it_comes_from_even_with_the_right_token(guarded):
    for there, theirs in guarded:
        for here, _ in guarded:
            answer = post(theirs, there, token=token_of(theirs, there), origin=origin_of(here))
            assert answer.status_code == (REDIRECTED if here is there else 403)


@pytest.mark.parametrize("origin", ["null", "http://be.localhost.evil.org", "http://evil.org"])
def test_16_nor_from_anywhere_else(guarded, origin):
    app, client = guarded[0]
    assert post(client, app, token=token_of(client, app), origin=origin).status_code == 403


def test_16_without_both_guards_the_form_would_be_taken(installation):
    """Negative control: no token asked for, and a request that tells no origin."""
    app = installation.app("be", WTF_CSRF_ENABLED=False)
    with app.app_context(), acting_as(SYSTEM):
        client = make.browser(app, make.user("director"))
    assert post(client, app, token="none").status_code == REDIRECTED
