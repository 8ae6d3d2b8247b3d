"""Accounts of two countries never open one another: isolation tests 9 to 20, with their controls.

Both have the same people with the same ids, addresses and passwords. Where the guard is the key
of a country, the control gives both the same key: the probe then gets in, which proves the probe.
"""

import pytest
from sqlalchemy import select, update

from app.accounts import links, queries, rules
from app.accounts.actions import staff
from app.accounts.models import FailedSignIn, SignIn
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from tests import make

EMAIL = "alice@staff.example"
SENT = {"email": EMAIL, "password": make.PASSWORD}
NEW = {"password": "zomer regen fiets brood", "again": "zomer regen fiets brood"}
OWN_PAGE = "/accounts/me/"


@pytest.fixture
def pair(installation):
    """Belgium and France, each with its Alice."""
    return twins(installation)


@pytest.fixture
def one_key(installation):
    """The same two with the guard taken away: one key, one name of cookies."""
    settings = installation.settings["be"]
    return twins(
        installation,
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="same",
        REMEMBER_COOKIE_NAME="same-remember",
    )


def twins(installation, **config):
    apps = [installation.app(code, **config) for code in ("be", "fr")]
    for app in apps:
        within(app, lambda: make.member(email=EMAIL, role="director"))
    return apps


def within(app, do):
    with app.app_context(), acting_as(SYSTEM):
        found = do()
        db.session.commit()
        return found


def signed_in(app, **more):
    client = app.test_client()
    assert client.post("/accounts/sign-in", data=SENT | more).status_code == 303
    return client


def host_of(app):
    return app.config["SERVER_NAME"].split(":")[0]


def brought_over(client, here, there, setting):
    """A browser of `there` that holds a cookie that `here` gave, under its own name of it."""
    value = client.get_cookie(here.config[setting], domain=host_of(here)).value
    other = there.test_client()
    other.set_cookie(there.config[setting], value, domain=host_of(there))
    return other


def with_same_session_row(here, there):
    """Give `there` the session row that `here` has: only the signature is in the way then."""
    newest = select(SignIn.key_hash).order_by(SignIn.id.desc()).limit(1)
    key_hash = within(here, lambda: db.session.scalar(newest))
    signed_in(there)
    within(there, lambda: db.session.execute(update(SignIn).values(key_hash=key_hash)))


@pytest.mark.parametrize("setting", ["SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME"])
def test_9_10_a_cookie_of_one_is_nobody_in_the_other(pair, setting):
    here, there = pair
    client = signed_in(here, remember="true")
    with_same_session_row(here, there)
    assert brought_over(client, here, there, setting).get(OWN_PAGE).status_code == 303


@pytest.mark.parametrize("setting", ["SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME"])
def test_12_with_one_key_and_one_row_the_cookie_would_open(one_key, setting):
    here, there = one_key
    client = signed_in(here, remember="true")
    with_same_session_row(here, there)
    assert brought_over(client, here, there, setting).get(OWN_PAGE).status_code == 200


def test_even_one_key_opens_nothing_without_the_row_on_the_server(one_key):
    here, there = one_key
    client = signed_in(here)
    assert brought_over(client, here, there, "SESSION_COOKIE_NAME").get(OWN_PAGE).status_code == 303


def reset_link():
    return links.token_for(links.RESET, queries.find_user(EMAIL))


def same_password_hash(here, there):
    """The stamp in a link holds the hash, so the control makes even that the same."""

    def state():
        user = queries.find_user(EMAIL)
        return user.password_hash, user.invited_at

    def copy():
        user = queries.find_user(EMAIL)
        user.password_hash, user.invited_at = found

    found = within(here, state)
    within(there, copy)


def test_11_a_reset_link_of_one_is_dead_in_the_other(pair):
    here, there = pair
    same_password_hash(here, there)
    token = within(here, reset_link)
    assert here.test_client().get(f"/accounts/reset/{token}").status_code == 200
    assert there.test_client().get(f"/accounts/reset/{token}").status_code == 410
    assert there.test_client().post(f"/accounts/reset/{token}", data=NEW).status_code == 410


def test_12_with_one_key_the_reset_link_would_open(one_key):
    here, there = one_key
    same_password_hash(here, there)
    token = within(here, reset_link)
    assert there.test_client().get(f"/accounts/reset/{token}").status_code == 200


def test_11_an_invitation_of_one_is_dead_in_the_other(pair):
    here, there = pair
    token = invitation_to_the_same(here, there)
    assert here.test_client().get(f"/accounts/invitations/{token}").status_code == 200
    assert there.test_client().get(f"/accounts/invitations/{token}").status_code == 410


def test_12_with_one_key_the_invitation_would_open(one_key):
    here, there = one_key
    token = invitation_to_the_same(here, there)
    assert there.test_client().get(f"/accounts/invitations/{token}").status_code == 200


def invitation_to_the_same(here, there):
    """Somebody invited in both countries, with the same id at the same instant."""
    facts = {"email": "bob@staff.example", "name": "Bob", "role": "director", "antenna_ids": []}
    instant = within(here, lambda: staff.invite(**facts).user.invited_at)

    def invite():
        staff.invite(**facts).user.invited_at = instant

    within(there, invite)
    return within(
        here, lambda: links.token_for(links.INVITATION, queries.find_user("bob@staff.example"))
    )


def test_11_a_second_step_begun_in_one_is_not_continued_in_the_other(pair):
    here, there = pair
    same_password_hash(here, there)

    def token():
        return links.token_for(links.SECOND_STEP, queries.find_user(EMAIL))

    assert within(here, lambda: links.read_token(links.SECOND_STEP, token())) is not None
    foreign = within(here, token)
    assert within(there, lambda: links.read_token(links.SECOND_STEP, foreign)) is None


def test_14_cookies_name_no_domain_and_no_script_reads_them(pair):
    here, _ = pair
    answer = here.test_client().post("/accounts/sign-in", data=SENT | {"remember": "true"})
    cookies = answer.headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "Domain=" not in cookie
        assert "HttpOnly" in cookie
        assert "Path=/" in cookie
        assert "SameSite=Lax" in cookie


def test_14_the_names_of_cookies_differ(pair):
    names = {
        app.config[setting]
        for app in pair
        for setting in ("SESSION_COOKIE_NAME", "REMEMBER_COOKIE_NAME")
    }
    assert len(names) == 4


def test_15_signing_out_of_one_leaves_the_other(pair):
    here, there = pair
    mine, theirs = signed_in(here), signed_in(there)
    assert mine.post("/accounts/sign-out").status_code == 303
    assert mine.get(OWN_PAGE).status_code == 303
    assert theirs.get(OWN_PAGE).status_code == 200


def test_16_a_form_sent_from_the_neighbours_page_is_refused(pair):
    here, there = pair
    client = signed_in(here)
    origin = {"Origin": f"http://{there.config['SERVER_NAME']}"}
    sent = {"name": "Mallory", "language": "fr"}
    assert client.post(OWN_PAGE, data=sent, headers=origin).status_code == 403
    own = {"Origin": f"http://{here.config['SERVER_NAME']}"}
    answer = client.post(OWN_PAGE, data=sent, headers=own, base_url=own["Origin"])
    assert answer.status_code == 303


def test_18_an_old_key_of_a_country_still_reads_its_own_links_only(installation):
    old = installation.settings["be"].secret_key
    before, _ = twins(installation)
    token = within(before, reset_link)
    rotated = installation.app("be", SECRET_KEY="f" * 64, SECRET_KEY_FALLBACKS=[old])
    assert rotated.test_client().get(f"/accounts/reset/{token}").status_code == 200
    gone = installation.app("be", SECRET_KEY="f" * 64)
    assert gone.test_client().get(f"/accounts/reset/{token}").status_code == 410


def test_19_failures_in_one_do_not_lock_the_other(pair):
    here, there = pair
    client = here.test_client()
    for _ in range(rules.MOST_FAILURES_OF_AN_ACCOUNT):
        client.post("/accounts/sign-in", data=SENT | {"password": "wrong"})
    assert client.post("/accounts/sign-in", data=SENT).status_code == 429
    signed_in(there)
    assert within(there, lambda: make.count(FailedSignIn)) == 0


def test_19_the_same_failure_is_counted_under_another_key(pair):
    keys = [within(app, lambda: links.keyed_hash(f"account:{EMAIL}")) for app in pair]
    assert keys[0] != keys[1]


def test_12_with_one_key_it_would_be_the_same(one_key):
    keys = [within(app, lambda: links.keyed_hash(f"account:{EMAIL}")) for app in one_key]
    assert keys[0] == keys[1]


def test_20_a_new_password_in_one_leaves_sessions_and_password_of_the_other(pair):
    here, there = pair
    mine, theirs = signed_in(here), signed_in(there)
    sent = NEW | {"present": make.PASSWORD}
    assert mine.post("/accounts/me/password", data=sent).status_code == 303
    assert theirs.get(OWN_PAGE).status_code == 200
    signed_in(there)


def test_20_an_account_closed_in_one_works_in_the_other(pair):
    here, there = pair
    theirs = signed_in(there)

    def close():
        make.user("director")
        staff.close_account(queries.find_user(EMAIL))

    within(here, close)
    assert here.test_client().post("/accounts/sign-in", data=SENT).status_code == 422
    assert theirs.get(OWN_PAGE).status_code == 200
    signed_in(there)
