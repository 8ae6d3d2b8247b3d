"""What is due: for the month's page, and in the one mail of the week."""

from datetime import date

import pytest

from app.core import jobs
from app.core.db import db
from app.core.viewer import SYSTEM, acting_as
from app.funders import answers, relations, weekly
from app.messages.models import Mail
from tests import make
from tests.funders import stage
from tests.funders.stage import TODAY

MONTH = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture(autouse=True)
def monday(on_day):
    on_day(TODAY)


@pytest.fixture
def officer(app):
    return make.user("partnerships", name="Sofia Marques", email="sofia@x.example", language="fr")


@pytest.fixture
def in_page(app):
    with app.test_request_context():
        yield


def mails():
    db.session.commit()
    return db.session.query(Mail).order_by(Mail.id).all()


def test_the_month_shows_what_is_due_and_what_is_late(officer, in_page):
    with acting_as(SYSTEM):
        funder = stage.funder("Fondation Une", owner_id=officer.id)
        stage.reminder(funder, date(2026, 10, 5), text="Late")
        stage.reminder(funder, date(2026, 11, 28), text="Soon")
        stage.reminder(funder, date(2026, 12, 5), text="Later")
        done = stage.reminder(funder, TODAY, text="Done")
        relations.finish_reminder(funder=funder, reminder=done)
        stage.funder("Fondation Deux", stage="applied", answer_on=date(2026, 11, 30))
        stage.funder("Fondation Trois", stage="granted", answer_on=date(2026, 11, 30))
        found = list(answers.due(*MONTH))
        december = list(answers.due(date(2026, 12, 1), date(2026, 12, 31)))
    told = [(one["what"], one["whom"], one["late"], one["kind"]) for one in found]
    assert told == [
        ("Late", "Fondation Une", True, "reminder"),
        ("Soon", "Fondation Une", False, "reminder"),
        ("Answer expected to what was applied for", "Fondation Deux", False, "answer"),
    ]
    assert [one["what"] for one in december] == ["Later"]
    assert found[0] | {"on": None} == found[0] | {
        "on": None,
        "url": f"/funders/{funder.id}",
        "who": "Sofia Marques",
    }


def test_one_mail_a_week_says_what_is_due_by_sunday(officer, on_day):
    funder = stage.funder("Fondation Une", owner_id=officer.id)
    stage.reminder(funder, date(2026, 11, 20), text="Envoyer le budget")
    stage.reminder(funder, date(2026, 11, 29), text="Rappeler")
    stage.reminder(funder, date(2026, 11, 30), text="La semaine d'après")
    stage.funder("Deux", stage="applied", answer_on=TODAY, owner_id=officer.id)
    jobs.perform("be", "funders.remind", 0)
    on_day(date(2026, 11, 24))
    jobs.perform("be", "funders.remind", 0)
    (mail,) = mails()
    assert (mail.recipient, mail.language, mail.kind) == ("sofia@x.example", "fr", "funders_due")
    assert all(word in mail.body for word in ("Envoyer le budget", "Rappeler", "Deux", "Fondation"))
    assert "La semaine d'après" not in mail.body
    assert "http://be.localhost" in mail.body or "https://" in mail.body


def test_the_week_after_there_is_another_mail(officer, monkeypatch):
    stage.reminder(stage.funder(owner_id=officer.id), TODAY)
    jobs.perform("be", "funders.remind", 0)
    monkeypatch.setattr(weekly, "week_of", lambda _day: (date(2999, 1, 4), date(2999, 1, 10)))
    jobs.perform("be", "funders.remind", 0)
    assert len(mails()) == 2


def test_an_account_closes_once_its_funders_were_handed_over(officer):
    assert list(answers.against_closing_account(officer)) == []
    stage.funder(owner_id=officer.id)
    (reason,) = answers.against_closing_account(officer)
    told = "One funder has to be handed over first."
    assert (reason.code, str(reason.text)) == ("owns_funders", told)


def test_a_week_begins_on_monday():
    assert weekly.week_of(TODAY) == (date(2026, 11, 23), date(2026, 11, 29))
    assert weekly.week_of(date(2026, 11, 29)) == (date(2026, 11, 23), date(2026, 11, 29))


def test_nobody_gets_a_mail_about_nothing_or_without_an_account(officer):
    gone = make.user("director", email="gone@x.example")
    for owner in (officer, gone):
        stage.reminder(stage.funder(f"F {owner.id}", owner_id=owner.id), date(2026, 12, 24))
    stage.reminder(stage.funder("Nobody's"), TODAY)
    late = stage.reminder(stage.funder("Hers", owner_id=gone.id), TODAY)
    assert late.owner_id == gone.id
    gone.closed_at = gone.invited_at
    db.session.commit()
    jobs.perform("be", "funders.remind", 0)
    assert mails() == []


def test_nothing_but_its_name_travels_in_the_queue(officer):
    stage.reminder(stage.funder(owner_id=officer.id), TODAY)
    jobs.perform("be", "funders.remind", 0)
    asked = db.session.query(jobs.OutboxJob).all()
    assert [(one.name, one.argument) for one in asked] == [("messages.deliver", mails()[0].id)]
