"""A mail is its tenant's in every part: isolation test 54."""

import email
import re
from email.policy import default
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.accounts import jobs as of_accounts
from app.accounts import queries
from app.accounts.actions import staff
from app.core import clock, jobs
from app.core.db import db, transaction
from app.core.tenancy import tenant
from app.core.viewer import SYSTEM, acting_as
from app.messages import letters
from app.messages.actions import write_mail
from app.messages.models import Mail

pytestmark = pytest.mark.any_database

ALICE = {"email": "alice@same.example", "name": "Alice", "antenna_ids": []}
LINK = re.compile(r"https?://([^/\s:]+)")


def write_all():
    """Somebody invited, who asked for a new password and changed it."""
    staff.invite(**ALICE, role="director" if tenant().kind == "country" else "hq_editor")
    user = queries.find_user(ALICE["email"])
    user.password_hash = "unusable"
    db.session.flush()
    of_accounts.write_reset(user.id)
    write_mail("password_changed", user.email, "es", name=user.name)


def letters_of(app):
    """What left this tenant, read back from its folder."""
    with app.test_request_context(), acting_as(SYSTEM):
        with transaction():
            write_all()
        for mail_id in db.session.scalars(select(Mail.id).order_by(Mail.id)).all():
            jobs.perform(tenant().code, "messages.deliver", mail_id)
    folder = app.extensions["tandem.settings"].mail
    found = [email.message_from_bytes(f.read_bytes(), policy=default) for f in folder.glob("*.eml")]
    for file in folder.glob("*.eml"):
        file.unlink()
    return found


def brands(some_tenant):
    return {f"Tandem · {name}" for name in some_tenant.names.values()}


def hosts_in(message):
    return set(LINK.findall(message.get_content()))


@pytest.mark.parametrize("code", ["be", "fr", "nl", "hq"])
def test_54_sender_answer_links_language_and_signature_are_the_tenants(installation, code):
    app = installation.apps[code]
    own = app.extensions["tandem.tenant"]
    sent = letters_of(app)
    assert len(sent) == 3
    for message in sent:
        with app.test_request_context():
            language = str(message["Content-Language"])
            assert language in own.languages
            assert own.contact.email in message["From"]
            assert message["From"] == message["Reply-To"]
            assert message["Message-ID"].rstrip(">").endswith(f"@{own.host}")
            assert message["To"] == ALICE["email"]
            assert hosts_in(message) <= {own.host, urlsplit(own.contact.url).hostname}
            assert own.contact.email in message.get_content()
    assert any(own.host in hosts_in(message) for message in sent)


def test_54_nothing_in_them_is_of_another(installation):
    written = {code: letters_of(app) for code, app in installation.apps.items()}
    for code, sent in written.items():
        text = "\n".join(str(message) for message in sent)
        for other, app in installation.apps.items():
            if other != code:
                neighbour = app.extensions["tandem.tenant"]
                assert neighbour.host not in text
                assert neighbour.contact.email not in text
                assert not [name for name in brands(neighbour) if name in text]


def test_54_the_probe_would_see_another_sender(installation):
    """Negative control: the same letter made inside the other tenant is the other's."""
    mail = Mail(kind="x", recipient="a@same.example", language="fr", subject="x", body="x")
    senders = set()
    for code in ("be", "fr"):
        with installation.apps[code].test_request_context():
            mail.id, mail.written_at = 1, clock.now()
            senders.add(str(letters.letter(mail)["From"]))
    assert len(senders) == 2


def test_54_a_mail_lies_in_the_folder_of_its_tenant_for_its_owner_only(installation):
    here, there = installation.apps["be"], installation.apps["fr"]
    with here.test_request_context(), acting_as(SYSTEM), transaction():
        mail_id = write_mail("password_changed", ALICE["email"], "fr", name="Alice").id
    with here.app_context():
        jobs.perform("be", "messages.deliver", mail_id)
    folder = here.extensions["tandem.settings"].mail
    assert [file.stat().st_mode & 0o777 for file in folder.glob("*.eml")] == [0o600]
    assert list(there.extensions["tandem.settings"].mail.glob("*.eml")) == []
    for file in folder.glob("*.eml"):
        file.unlink()


def test_54_a_mail_that_does_not_leave_says_neither_to_whom_nor_what(installation):
    app = installation.app("be", MAIL_URL="smtp://127.0.0.1:1")
    with app.test_request_context(), acting_as(SYSTEM):
        with transaction():
            mail_id = write_mail("password_changed", ALICE["email"], "fr", name="Alice").id
        with pytest.raises(letters.DeliveryFailed) as failure:
            jobs.perform("be", "messages.deliver", mail_id)
        db.session.remove()
    assert str(failure.value) == f"mail {mail_id}: ConnectionRefusedError"
    assert failure.value.__cause__ is None
