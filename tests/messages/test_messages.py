"""Mails: written in the recipient's language, sent once, and forgotten."""

import email
import socketserver
import stat
import threading
from email import policy

import pytest
from sqlalchemy import select

from app.core import jobs
from app.core.db import db
from app.core.jobs import OutboxJob
from app.core.tenancy import tenant
from app.messages import actions
from app.messages.letters import DeliveryFailed
from app.messages.models import Mail
from tests import make

LINK = "http://be.localhost:8000/accounts/invitations/a-secret-key"


def write(language="nl", recipient="bob@staff.example", kind="invitation"):
    mail = actions.write_mail(kind, recipient, language, name="Bob", link=LINK)
    db.session.commit()
    return mail


def deliver(mail):
    jobs.perform(tenant().code, actions.DELIVER, mail.id)


def letters_in(app):
    files = sorted(app.extensions["tandem.settings"].mail.glob("*.eml"))
    return [email.message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]


@pytest.fixture(autouse=True)
def no_letters_before(app):
    for file in app.extensions["tandem.settings"].mail.glob("*.eml"):
        file.unlink()


@pytest.mark.parametrize("kind", ["invitation", "reset", "password_changed"])
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_every_letter_has_a_subject_and_a_signature(app, kind, language):
    mail = write(language, kind=kind)
    assert mail.subject
    assert "\n" not in mail.subject
    assert tenant().contact.email in mail.body
    assert "{" not in mail.body


def test_a_language_of_another_country_becomes_the_tenants_own(app):
    assert write("es").language == tenant().default_language


def test_a_name_with_a_line_end_makes_no_header(app):
    mail = actions.write_mail("invitation", "bob@x.example", "fr", name="B\nBcc: x@y.z", link=LINK)
    assert "\n" not in mail.subject


def test_delivery_is_asked_for_in_the_same_transaction(app):
    mail = write()
    asked = db.session.scalars(select(OutboxJob)).one()
    assert (asked.name, asked.argument) == ("messages.deliver", mail.id)


def test_what_was_rolled_back_is_never_sent(app):
    actions.write_mail("invitation", "bob@x.example", "fr", name="Bob", link=LINK)
    db.session.rollback()
    assert make.count(Mail) == make.count(OutboxJob) == 0


def test_without_a_mail_server_it_becomes_a_private_file(app):
    deliver(write())
    letter = letters_in(app)[0]
    assert letter["To"] == "bob@staff.example"
    assert tenant().contact.email in letter["From"]
    assert tenant().contact.email in letter["Reply-To"]
    assert letter["Content-Language"] == "nl"
    assert LINK in letter.get_content()
    file = next(app.extensions["tandem.settings"].mail.glob("*.eml"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_once_sent_what_it_said_is_forgotten(app):
    mail = write()
    deliver(mail)
    db.session.refresh(mail)
    assert mail.body is None
    assert mail.delivered_at is not None


def test_a_second_run_sends_nothing(app):
    mail = write()
    deliver(mail)
    for file in app.extensions["tandem.settings"].mail.glob("*.eml"):
        file.unlink()
    deliver(mail)
    assert letters_in(app) == []


def test_a_mail_of_one_country_names_only_that_country(app, neighbour):
    with neighbour.app_context():
        mail = write("fr")
        deliver(mail)
        letter = letters_in(neighbour)[-1]
        assert tenant().contact.email in letter["From"]
        assert letter["Message-ID"].endswith(f"@{tenant().host}>")
    assert letters_in(app) == []


class Server(socketserver.ThreadingTCPServer):
    """As much of a mail server as one letter needs."""

    allow_reuse_address = daemon_threads = True

    def __init__(self, *, refuses=False):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.refuses, self.letters = refuses, []


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.say("220 ready")
        for line in iter(self.rfile.readline, b""):
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.say("250 kept")
            elif verb == b"QUIT":
                return self.say("221 bye")
            else:
                refused = verb == b"RCPT" and self.server.refuses
                self.say("550 nobody here" if refused else "250 well")
        return None

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server(app, monkeypatch, request):
    with Server(refuses=getattr(request, "param", False)) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://127.0.0.1:{found.server_address[1]}")
        yield found
        found.shutdown()


def test_with_a_mail_server_it_goes_there(app, server):
    deliver(write())
    assert len(server.letters) == 1
    assert LINK.encode() in server.letters[0].replace(b"=\r\n", b"")
    assert letters_in(app) == []


@pytest.mark.parametrize("server", [True], indirect=True)
def test_a_refusal_is_tried_again_and_says_neither_whom_nor_what(app, server):
    mail = write()
    with pytest.raises(DeliveryFailed) as failure:
        deliver(mail)
    assert "bob@" not in str(failure.value)
    assert failure.value.__suppress_context__
    db.session.refresh(mail)
    assert mail.delivered_at is None
    assert LINK in mail.body
    server.refuses = False
    deliver(mail)
    db.session.refresh(mail)
    assert mail.delivered_at is not None


def test_a_password_never_goes_to_a_server_that_cannot_keep_it(app, server, monkeypatch):
    port = server.server_address[1]
    monkeypatch.setitem(app.config, "MAIL_URL", f"smtp://tandem:secret@127.0.0.1:{port}")
    with pytest.raises(DeliveryFailed):
        deliver(write())
    assert server.letters == []


def test_the_log_shows_to_whom_and_when_and_never_what(as_role):
    client = as_role("administrator")
    mail = write()
    page = client.get("/messages/?q=BOB&state=waiting")
    assert "bob@staff.example" in page.text
    assert LINK not in page.text
    assert client.post(f"/messages/{mail.id}/delivery").status_code == 303
    assert make.count(OutboxJob) == 2
    assert "bob@staff.example" not in client.get("/messages/?state=delivered").text


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("coordinator", 403)])
def test_the_log_is_for_those_who_may_check(as_role, role, status):
    assert as_role(role).get("/messages/").status_code == status
