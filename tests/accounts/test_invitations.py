"""Links that let somebody in once: an invitation, and a new password for who forgot it."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.accounts import links, rules
from app.accounts.actions import entrance, staff
from app.accounts.models import SignIn, User
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.jobs import OutboxJob, perform
from app.messages.models import Mail
from tests import make

EMAIL = "bob@staff.example"
NEW = {"password": "zomer regen fiets brood", "again": "zomer regen fiets brood"}


def invite(role="director", **more):
    invitation = staff.invite(email=EMAIL, name="Bob Peeters", role=role, antenna_ids=[], **more)
    db.session.commit()
    return invitation


def path_of(link):
    return urlsplit(link).path


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.id)).all()


def do_jobs():
    """What the worker would do now."""
    for row in db.session.scalars(select(OutboxJob).where(OutboxJob.pushed_at.is_(None))).all():
        row.pushed_at = clock.now()
        perform("be", row.name, row.argument)


def test_an_invitation_leads_to_a_password_and_then_inside(app, client):
    link = invite().link
    assert link.startswith("http://be.localhost")
    page = client.get(path_of(link))
    assert page.status_code == 200
    assert "Bob Peeters" in page.text
    assert client.post(path_of(link), data=NEW).status_code == 303
    sent = {"email": EMAIL, "password": NEW["password"]}
    assert client.post("/accounts/sign-in", data=sent).status_code == 303
    assert client.get("/accounts/").status_code == 200


def test_it_is_written_in_the_language_of_the_invited(app):
    invitation = invite(language="nl")
    assert mails()[0].language == "nl"
    assert invitation.link in mails()[0].body


def test_a_link_works_once(app, client):
    link = path_of(invite().link)
    client.post(link, data=NEW)
    assert client.get(link).status_code == 410
    assert client.post(link, data=NEW).status_code == 410


def test_a_link_works_for_seven_days(app, client, monkeypatch):
    link = path_of(invite().link)
    invited = clock.now()
    monkeypatch.setattr(clock, "now", lambda: invited + timedelta(days=6, hours=23))
    assert client.get(link).status_code == 200
    monkeypatch.setattr(clock, "now", lambda: invited + timedelta(days=7, minutes=1))
    assert client.get(link).status_code == 410


def test_a_new_invitation_ends_the_one_before(app, client):
    first = invite()
    second = staff.invite_again(first.user)
    db.session.commit()
    assert client.get(path_of(first.link)).status_code == 410
    assert client.get(path_of(second.link)).status_code == 200


def test_closing_ends_an_invitation(app, client):
    invitation = invite()
    staff.close_account(invitation.user)
    assert client.get(path_of(invitation.link)).status_code == 410


def signed_otherwise(token: str) -> str:
    """The first letter of the signature is another one; the last one may say nothing: of its six
    bits the decoder reads four."""
    signed, _, signature = token.rpartition(".")
    return f"{signed}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"


@pytest.mark.parametrize("change", [signed_otherwise, lambda t: "x" + t, lambda t: ""])
def test_a_link_that_was_changed_opens_nothing(app, client, change):
    link = path_of(invite().link)
    token = link.rsplit("/", 1)[1]
    assert client.get(f"/accounts/invitations/{change(token)}").status_code in {404, 410}


def test_an_invitation_is_no_reset(app, client):
    user = invite().user
    token = links.token_for(links.INVITATION, user)
    assert client.get(f"/accounts/reset/{token}").status_code == 410


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"password": "kort", "again": "kort"}, 409),
        ({"password": "password1234", "again": "password1234"}, 409),
        ({"password": "bob peeters rides a bike", "again": "bob peeters rides a bike"}, 409),
        (NEW | {"again": "something else entirely"}, 422),
        ({}, 422),
    ],
)
def test_a_password_that_will_not_do_keeps_the_link_alive(app, client, typed, status):
    link = path_of(invite().link)
    assert client.post(link, data=typed).status_code == status
    assert client.post(link, data=NEW).status_code == 303


def test_nobody_is_invited_twice_under_one_address(app):
    make.user(email=EMAIL)
    with pytest.raises(Refused) as refusal:
        invite()
    assert refusal.value.reasons == [rules.KNOWN]


def test_a_reset_is_answered_the_same_for_everybody(app, client):
    make.member(email=EMAIL)
    known = client.post("/accounts/reset", data={"email": EMAIL})
    unknown = client.post("/accounts/reset", data={"email": "nobody@x.example"})
    assert known.status_code == unknown.status_code == 200
    assert known.text == unknown.text
    asked = db.session.scalars(select(OutboxJob.name)).all()
    assert asked == ["accounts.reset", "accounts.reset"]


def test_only_who_has_an_account_gets_a_mail(app, client):
    make.member(email=EMAIL)
    make.user(email="invited@staff.example", password_hash=None)
    for email in (EMAIL, "nobody@x.example", "invited@staff.example"):
        client.post("/accounts/reset", data={"email": email})
    do_jobs()
    assert [mail.recipient for mail in mails()] == [EMAIL]


def test_a_reset_changes_the_password_and_ends_every_session(app, client):
    user = make.member(email=EMAIL)
    elsewhere = make.browser(app, user)
    link = path_of(links.address_of(links.RESET, user))
    assert client.post(link, data=NEW).status_code == 303
    assert elsewhere.get("/accounts/me/").status_code == 303
    assert client.get(link).status_code == 410
    sent = {"email": EMAIL, "password": make.PASSWORD}
    assert client.post("/accounts/sign-in", data=sent).status_code == 422
    assert client.post("/accounts/sign-in", data=sent | NEW).status_code == 303
    assert mails()[-1].kind == "password_changed"


def test_a_reset_link_works_for_two_hours(app, client, monkeypatch):
    link = path_of(links.address_of(links.RESET, make.member(email=EMAIL)))
    late = clock.now() + timedelta(hours=2, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: late)
    assert client.get(link).status_code == 410


def test_a_reset_does_not_go_round_the_second_step(app, client):
    user = make.member(email=EMAIL, totp_secret="JBSWY3DPEHPK3PXP", totp_since=clock.now())
    client.post(path_of(links.address_of(links.RESET, user)), data=NEW)
    answer = client.post("/accounts/sign-in", data={"email": EMAIL} | NEW)
    assert answer.location == "/accounts/sign-in/code"


def test_one_link_used_twice_at_once_is_used_once(app):
    """The second finds the row held, and then a stamp that no longer fits."""
    token = links.token_for(links.INVITATION, invite().user)
    user = entrance.find_invited(token)
    entrance.accept_invitation(user=user, password=NEW["password"])
    assert entrance.find_invited(token) is None
    assert make.count(SignIn) == 0
    assert make.count(User) == 1
