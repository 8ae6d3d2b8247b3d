"""One's own account: details, password, sessions, and tokens for programs."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts import identity, rules
from app.accounts.actions import own
from app.accounts.models import ApiToken, SignIn
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.permissions import Permission
from app.messages.models import Mail
from tests import make

NEW = "zomer regen fiets brood"


def change(client, present=make.PASSWORD, password=NEW):
    sent = {"present": present, "password": password, "again": password}
    return client.post("/accounts/me/password", data=sent)


@pytest.mark.parametrize("page", ["", "password", "second-factor", "sessions", "tokens"])
@pytest.mark.parametrize("role", ["coordinator", "auditor"])
def test_everybody_has_their_own_pages(as_role, role, page):
    assert as_role(role).get(f"/accounts/me/{page}").status_code == 200


def test_a_name_and_a_language_are_kept(as_role):
    client = as_role("coordinator")
    sent = {"name": "Alice Dubois", "language": "nl"}
    assert client.post("/accounts/me/", data=sent).status_code == 303
    page = client.get("/accounts/me/").text
    assert '<html lang="nl"' in page
    assert 'value="Alice Dubois"' in page


def test_a_password_is_changed_and_other_sessions_end(app):
    user = make.member()
    here, elsewhere = make.browser(app, user), make.browser(app, user)
    assert change(here).status_code == 303
    assert here.get("/accounts/me/").status_code == 200
    assert elsewhere.get("/accounts/me/").status_code == 303
    assert db.session.scalars(select(Mail.kind)).all() == ["password_changed"]
    assert make.last_event().name == "account.password_changed"


@pytest.mark.parametrize(
    ("present", "password", "reason"),
    [
        ("not this one", NEW, rules.WRONG_PASSWORD),
        (make.PASSWORD, make.PASSWORD, rules.SAME_PASSWORD),
        (make.PASSWORD, "password1234", rules.TOO_EASY),
    ],
)
def test_a_password_is_not_changed_for_a_worse_one(app, present, password, reason):
    client = make.browser(app, make.member())
    page = change(client, present, password)
    assert page.status_code == 409
    assert str(reason.text) in page.text


def test_a_session_elsewhere_is_ended_from_here(app):
    user = make.member()
    here, elsewhere = make.browser(app, user), make.browser(app, user)
    other = db.session.scalars(select(SignIn.id).order_by(SignIn.id.desc())).first()
    page = here.get("/accounts/me/sessions")
    assert f"/accounts/me/sessions/{other}/ending" in page.text
    assert here.post(f"/accounts/me/sessions/{other}/ending").status_code == 303
    assert elsewhere.get("/accounts/me/").status_code == 303
    assert here.get("/accounts/me/").status_code == 200


def test_somebody_elses_session_cannot_be_ended(app):
    make.browser(app, make.member())
    other = db.session.scalars(select(SignIn.id)).one()
    client = make.browser(app, make.member())
    assert client.post(f"/accounts/me/sessions/{other}/ending").status_code == 404


def test_signing_out_everywhere_means_here_too(app):
    user = make.member()
    here, elsewhere = make.browser(app, user), make.browser(app, user)
    assert here.post("/accounts/me/sessions/ending").status_code == 303
    assert here.get("/accounts/me/").status_code == 303
    assert elsewhere.get("/accounts/me/").status_code == 303


def test_a_token_is_shown_once_and_kept_as_a_hash(app, as_role):
    client = as_role("coordinator")
    sent = {"name": "report", "scopes": ["people.read", "duos.read"], "days": "7"}
    page = client.post("/accounts/me/tokens", data=sent)
    secret = re.search(r"tandem_[\w-]{40,}", page.text)[0]
    token = db.session.scalars(select(ApiToken)).one()
    assert token.token_hash != secret
    assert identity.find_token(secret) is token
    assert secret not in client.get("/accounts/me/tokens").text
    assert client.post(f"/accounts/me/tokens/{token.id}/revocation").status_code == 303
    assert identity.find_token(secret) is None


def test_a_token_never_does_more_than_its_owner(app, as_role):
    sent = {"name": "report", "scopes": ["accounts.manage"], "days": "7"}
    assert as_role("coordinator").post("/accounts/me/tokens", data=sent).status_code == 409
    with pytest.raises(Refused) as refusal:
        own.make_token(user=make.user(), name="x", scopes=[], days=1)
    assert refusal.value.reasons == [rules.NO_SCOPE]


def test_a_token_ends(app, monkeypatch):
    _, secret = own.make_token(user=make.user(), name="x", scopes=["duos.read"], days=1)
    late = clock.now() + timedelta(days=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert identity.find_token(secret) is None


def test_a_token_gives_what_scope_and_role_both_allow(app):
    user = make.user("director")
    _, secret = own.make_token(user=user, name="x", scopes=["duos.read", "accounts.manage"], days=1)
    user.role = "coordinator"
    db.session.commit()
    with app.test_request_context(headers={"Authorization": f"Bearer {secret}"}):
        assert identity.token_viewer().permissions == {Permission.DUOS_READ}
        assert identity.token_viewer().via == "api"


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic abc", "Bearer nonsense"])
def test_anything_else_in_the_header_gives_nothing(app, header):
    with app.test_request_context(headers={"Authorization": header}):
        assert not identity.token_viewer().is_signed_in


def test_a_token_of_somebody_else_is_not_found(app, as_role):
    token, _ = own.make_token(user=make.user(), name="x", scopes=["duos.read"], days=1)
    db.session.commit()
    answer = as_role("coordinator").post(f"/accounts/me/tokens/{token.id}/revocation")
    assert answer.status_code == 404
