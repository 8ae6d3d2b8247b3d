"""Mails on the command line: what waited is sent, and what fails keeps waiting."""

import socket

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from app.core.commands import Scope
from app.core.db import db
from app.messages import actions
from app.messages.cli import group
from app.messages.models import Mail


@pytest.fixture
def tandem(app):
    def run(*arguments):
        db.session.commit()
        return CliRunner().invoke(group, arguments, obj=Scope("be", lambda code: app))

    return run


def write(recipient):
    actions.write_mail("password_changed", recipient, "fr", name="Bob")


def test_what_waits_is_sent_and_counted(app, tandem):
    write("bob@staff.example")
    write("carol@staff.example")
    assert tandem("deliver").output == "2 sent, 0 failed\n"
    assert tandem("deliver").output == "0 sent, 0 failed\n"


def test_what_fails_keeps_waiting(app, tandem, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{port}")
    write("bob@staff.example")
    done = tandem("deliver")
    assert done.exit_code == 1
    assert "0 sent, 1 failed" in done.output
    assert "bob@" not in done.output
    assert db.session.scalars(select(Mail.delivered_at)).all() == [None]
