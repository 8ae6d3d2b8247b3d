"""Accounts on the command line."""

import json

import pytest
from click.testing import CliRunner

from app.accounts import identity, queries
from app.accounts.cli import group
from app.core import clock
from app.core.commands import Scope
from app.core.db import db
from tests import make

EMAIL = "bob@staff.example"


@pytest.fixture
def tandem(app):
    def run(*arguments):
        db.session.commit()
        scope = Scope("be", lambda code: app)
        return CliRunner().invoke(group, arguments, obj=scope)

    return run


def test_the_first_account_of_a_tenant_is_invited_from_here(tandem, client):
    done = tandem("invite", EMAIL, "--name", "Bob", "--role", "administrator")
    assert done.exit_code == 0, done.output
    link = done.output.strip()
    assert client.get(link).status_code == 200
    assert queries.find_user(EMAIL).state == "invited"


def test_a_coordinator_is_invited_with_antennas(tandem):
    place = ("--name", "Bob", "--role", "coordinator", "--antenna", "GHE", "--antenna", "ANT")
    assert tandem("invite", EMAIL, *place).exit_code == 0
    assert {antenna.code for antenna in queries.find_user(EMAIL).antennas} == {"GHE", "ANT"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("invite", EMAIL, "--name", "Bob", "--role", "coordinator"),
        ("invite", EMAIL, "--name", "Bob", "--role", "coordinator", "--antenna", "ZZZ"),
        ("invite", "no address", "--name", "Bob", "--role", "director"),
        ("invite", EMAIL, "--name", "Bob", "--role", "hq_editor"),
        ("token", "nobody@x.example", "--scope", "people.read"),
        ("close", "nobody@x.example"),
        ("reset-second-factor", EMAIL),
    ],
)
def test_what_cannot_be_is_one_line_and_a_failure(tandem, arguments):
    done = tandem(*arguments)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert len(done.output.strip().splitlines()) == 1
    assert queries.find_user(EMAIL) is None


def test_a_token_is_printed_once_and_opens_what_was_asked(app, tandem):
    make.member(email=EMAIL)
    done = tandem("token", EMAIL, "--scope", "people.read", "--scope", "duos.read", "--days", "3")
    token = identity.find_token(done.output.strip())
    assert token.scopes == ["duos.read", "people.read"]
    assert (token.expires_at - clock.now()).days in {2, 3}


def test_a_token_with_an_unknown_scope_says_which_there_are(app, tandem):
    make.member(email=EMAIL)
    done = tandem("token", EMAIL, "--scope", "people.eat")
    assert done.exit_code == 1
    assert "people.read" in done.output


def test_everybody_is_listed(app, tandem):
    make.user("director", email="alice@staff.example")
    make.member(email=EMAIL, antennas=["GHE"], name="Bob")
    assert f"{EMAIL}\tcoordinator\tGHE\tin_use\tBob" in tandem("list").output
    listed = json.loads(tandem("list", "--format", "json").output)
    assert [user["email"] for user in listed] == ["alice@staff.example", EMAIL]


def test_an_account_is_closed_and_opened_again(app, tandem):
    make.user("director")
    make.member(email=EMAIL)
    assert tandem("close", EMAIL).exit_code == 0
    assert queries.find_user(EMAIL).state == "closed"
    assert "/accounts/invitations/" in tandem("reopen", EMAIL).output
    assert "/accounts/invitations/" in tandem("invite-again", EMAIL).output


def test_a_lost_telephone_and_an_open_browser(app, tandem):
    user = make.member(email=EMAIL, totp_secret="JBSWY3DPEHPK3PXP", totp_since=clock.now())
    client = make.browser(app, user)
    assert tandem("reset-second-factor", EMAIL).exit_code == 0
    assert client.get("/accounts/me/").status_code == 303
    assert not user.has_second_factor
    assert tandem("sign-out", EMAIL).exit_code == 0
