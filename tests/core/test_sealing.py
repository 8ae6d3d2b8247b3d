"""What lies sealed: read by its own tenant, by an older key of it, and by nobody else."""

from sqlalchemy import Text, select, type_coerce, update

from app.core import clock
from app.core.db import db
from app.core.sealing import box, seal, unseal
from app.messages.actions import deliver_mail
from app.messages.models import Mail
from app.messages.queries import find_mail_to_deliver

OLD, NEW = "a" * 64, "b" * 64
LINK = "https://be.example.org/accounts/reset/key"


def kept(column):
    """As the database has it."""
    return db.session.scalars(select(type_coerce(column, Text))).one()


def mail():
    row = Mail(
        kind="reset",
        recipient="alice@staff.example",
        language="fr",
        subject="x",
        body=LINK,
        written_at=clock.now(),
    )
    db.session.add(row)
    db.session.commit()
    return row


def test_a_sealed_text_is_read_with_its_own_key_and_purpose_only():
    sealed = seal(box([OLD], "mails"), LINK)
    assert LINK not in sealed
    assert unseal(box([OLD], "mails"), sealed) == LINK
    assert unseal(box([NEW], "mails"), sealed) is None
    assert unseal(box([OLD], "users"), sealed) is None
    assert unseal(box([NEW, OLD], "mails"), sealed) == LINK


def test_the_same_text_is_sealed_otherwise_each_time():
    own = box([OLD], "mails")
    assert seal(own, LINK) != seal(own, LINK)


def test_a_changed_or_plain_text_is_no_sealed_one():
    sealed = seal(box([OLD], "mails"), LINK)
    for other in (sealed[:-2] + "x=", LINK, "", "é"):
        assert unseal(box([OLD], "mails"), other) is None


def test_a_mail_that_waits_lies_sealed_and_leaves_as_it_was_written(app):
    row = mail()
    assert LINK not in kept(Mail.body)
    db.session.expire_all()
    assert row.body == LINK


def test_a_mail_that_no_key_opens_is_not_sent(app):
    row = mail()
    foreign = seal(box([NEW], "messages.body"), LINK)
    db.session.execute(update(Mail).values(body=type_coerce(foreign, Text)))
    db.session.expire_all()
    assert deliver_mail(find_mail_to_deliver(row.id)) is False


def test_a_neighbour_reads_nothing_of_it(app, neighbour):
    mail()
    sealed = kept(Mail.body)
    with neighbour.app_context():
        assert unseal(box([neighbour.config["SECRET_KEY"]], "messages.body"), sealed) is None
