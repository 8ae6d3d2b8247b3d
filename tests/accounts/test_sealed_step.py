"""The secret of the second step lies sealed; one that no key opens is set up anew."""

import pyotp
import pytest
from sqlalchemy import Text, select, type_coerce, update

from app.accounts.actions import second_step
from app.accounts.models import RecoveryCode, User
from app.core import clock
from app.core.db import db
from app.core.events import Event
from app.core.sealing import box, seal
from tests import make

EMAIL = "alice@staff.example"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SENT = {"email": EMAIL, "password": make.PASSWORD}
OTHER = "f" * 64


def protected():
    user = make.member(email=EMAIL, role="director", totp_secret=SECRET, totp_since=clock.now())
    db.session.commit()
    return user


def come_from_elsewhere():
    """As a backup of an installation with another secret has it."""
    foreign = seal(box([OTHER], "accounts.totp"), SECRET)
    db.session.execute(update(User).values(totp_secret=type_coerce(foreign, Text)))
    db.session.commit()
    db.session.remove()


def test_the_database_does_not_tell_it(app):
    user = protected()
    kept = db.session.scalars(select(type_coerce(User.totp_secret, Text))).one()
    assert SECRET not in kept
    db.session.expire_all()
    assert user.totp_secret == SECRET


def test_it_is_not_even_loaded_where_nobody_asks(app):
    protected()
    db.session.remove()
    found = db.session.scalars(select(User)).one()
    assert "totp_secret" not in found.__dict__


@pytest.fixture
def strict(app):
    """An installation that requires the second step."""
    app.config["SECOND_FACTOR_REQUIRED"] = True
    yield app
    app.config["SECOND_FACTOR_REQUIRED"] = False


def test_one_that_no_key_opens_is_set_up_anew(strict):
    user_id = protected().id
    come_from_elsewhere()
    client = strict.test_client()
    assert client.post("/accounts/sign-in", data=SENT).location == "/"
    answer = client.get("/mentees/")
    assert (answer.status_code, answer.location) == (303, "/accounts/me/second-factor")
    page = client.get(answer.location)
    assert "data:image/svg+xml" in page.text
    assert "Please set it up again." in page.text
    user = db.session.scalars(select(User)).one()
    assert (user.id, user.has_second_factor) == (user_id, False)
    assert "account.second_factor_lost" in db.session.scalars(select(Event.name)).all()
    first = pyotp.TOTP(user.totp_secret).at(clock.now())
    assert client.post(answer.location, data={"code": first}).status_code == 200
    assert client.get("/mentees/").status_code == 200


def test_a_wrong_password_changes_nothing_of_it(app, client):
    protected()
    come_from_elsewhere()
    wrong = SENT | {"password": "not this one, no"}
    assert client.post("/accounts/sign-in", data=wrong).status_code == 422
    assert db.session.scalars(select(User)).one().has_second_factor


def test_every_page_about_the_account_opens_before_it_is_set_up_anew(app):
    user = protected()
    browser = make.browser(app, user)
    come_from_elsewhere()
    manager = make.browser(app, make.user("administrator"))
    for client, page in (
        (browser, "/accounts/me/second-factor"),
        (browser, "/accounts/me/recovery-codes"),
        (manager, "/accounts/"),
        (manager, f"/accounts/{db.session.scalars(select(User.id)).first()}"),
    ):
        assert client.get(page).status_code == 200, page


def test_a_recovery_code_made_under_an_older_key_still_opens(installation):
    be = installation.apps["be"]
    with be.app_context():
        user = protected()
        code = second_step.renew_codes(user=user, present=make.PASSWORD)[0]
        kept = db.session.scalars(select(RecoveryCode.code_hash)).all()
        db.session.commit()
        db.session.remove()
    assert code not in kept
    old = installation.settings["be"].secret_key
    rotated = installation.app("be", SECRET_KEY=OTHER, SECRET_KEY_FALLBACKS=[old])
    client = rotated.test_client()
    assert client.post("/accounts/sign-in", data=SENT).location == "/accounts/sign-in/code"
    assert client.post("/accounts/sign-in/code", data={"code": code}).status_code == 303
