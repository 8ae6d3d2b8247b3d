"""What a mentor does by a personal link, without an account."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.documents.models import Document
from app.expenses import queries
from app.expenses.actions import deciding
from app.expenses.models import Expense, State
from app.messages.models import Mail
from app.my_expenses import actions
from app.my_expenses.models import ExpenseLink
from app.reimbursements.models import PayeeAccount
from tests import make
from tests.expenses import stage
from tests.reimbursements.stage import IBAN

LINK = re.compile(r"http://[^\s]+/my-expenses/[^\s]+")


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


def sent(person):
    found = actions.send_link(person=person)
    db.session.commit()
    return urlsplit(found.address).path


def test_the_link_comes_by_mail_and_opens_the_own_expenses_in_their_language(app, client):
    marc = stage.mentor(language="nl")
    stage.entered(marc)
    address = sent(marc)
    mail = db.session.scalars(select(Mail)).one()
    assert urlsplit(LINK.search(mail.body)[0]).path == address
    page = client.get(address)
    assert page.status_code == 200
    assert '<html lang="nl"' in page.text
    assert db.session.scalars(select(ExpenseLink.opened_at)).one() is not None


def test_a_mentor_sends_an_expense_with_a_photo_from_a_telephone(app, client):
    marc = stage.mentor()
    address = sent(marc)
    cost = {"kind": "cost", "spent_on": "2026-11-10", "amount": "12,50", "description": "Café"}
    answer = client.post(address, data={**cost, "file": stage.upload()}, follow_redirects=True)
    assert "Thank you" in answer.text
    row = db.session.scalars(select(Expense)).one()
    assert (row.amount_cents, row.entered_by_id, row.person_id) == (1250, None, marc.id)
    assert make.count(Document) == 1
    lead = make.user("lead")
    with stage.somebody(lead):
        deciding.approve(expense=row)
    assert row.state == State.APPROVED


def test_what_stands_against_it_is_told_in_plain_words_with_the_form_as_typed(app, client):
    address = sent(stage.mentor())
    answer = client.post(
        address, data={"kind": "flat", "spent_on": "2026-11-10", "amount": "50", "description": "x"}
    )
    assert answer.status_code == 409
    assert "the law allows €44.02 in 2026" in answer.text
    assert 'value="50"' in answer.text
    wrong = client.post(address, data={"kind": "flat", "spent_on": "yesterday"})
    assert wrong.status_code == 422


def test_a_cap_that_is_not_known_is_told_and_the_expense_is_kept(app, client):
    address = sent(stage.mentor())
    car = {"kind": "car", "spent_on": "2026-11-10", "km": "20"}
    answer = client.post(address, data=car, follow_redirects=True)
    assert "Nothing can be approved or paid until it is" in answer.text
    assert 'class="notice watch" role="status"' in answer.text
    assert make.count(Expense) == 1


def test_a_receipt_comes_later_and_a_mistake_is_withdrawn(app, client):
    marc = stage.mentor()
    row = stage.entered(marc, "cost")
    address = sent(marc)
    assert "The receipt is missing: add it" in client.get(address).text
    assert client.get(f"{address}/{row.id}/receipt").status_code == 200
    bad = client.post(f"{address}/{row.id}/receipt", data={"file": stage.upload("x.html", b"<b>")})
    assert bad.status_code == 422
    good = client.post(f"{address}/{row.id}/receipt", data={"file": stage.upload()})
    assert good.status_code == 303
    assert "The receipt is missing: add it" not in client.get(address).text
    assert client.post(f"{address}/{row.id}/withdrawal").status_code == 303
    db.session.refresh(row)
    assert row.state == State.WITHDRAWN
    for again in (
        client.get(f"{address}/{row.id}/receipt"),
        client.post(f"{address}/{row.id}/withdrawal"),
    ):
        assert again.headers["Location"] == address
    assert "does not wait for a decision" in client.get(address).text
    assert client.get(f"{address}/{2**70}/receipt").status_code == 404


def test_the_account_is_told_once_and_shown_masked(app, client):
    marc = stage.mentor()
    address = sent(marc)
    wrong = client.post(f"{address}/account", data={"iban": "BE68539007547035"})
    assert wrong.status_code == 422
    client.post(f"{address}/account", data={"iban": "be68 5390 0754 7034"})
    assert db.session.scalars(select(PayeeAccount.iban)).one() == IBAN
    for path in (address, f"{address}/account"):
        page = client.get(path).text
        assert "BE68 •••• 7034" in page
        assert "0754" not in page


def test_money_from_elsewhere_counts(app, client):
    marc = stage.mentor()
    address = sent(marc)
    client.post(f"{address}/elsewhere", data={"year": "2026", "month": "0", "amount": "1700"})
    assert queries.declarations_of([marc.id], 2026)[0].amount_cents == 170000
    flat = {"kind": "flat", "spent_on": "2026-11-10"}
    assert client.post(address, data={**flat, "amount": "44"}).status_code == 303
    flat = {"kind": "flat", "spent_on": "2026-11-11"}
    assert client.post(address, data={**flat, "amount": "44"}).status_code == 409


def test_a_link_shows_nothing_about_anybody_else(app, client):
    marc, anna = stage.mentor(), stage.mentor(first_name="Anna", last_name="Peeters")
    hers = stage.entered(anna, "cost", description="Her secret")
    address = sent(marc)
    assert "Her secret" not in client.get(address).text
    assert client.get(f"{address}/{hers.id}/receipt").status_code == 404
    assert client.post(f"{address}/{hers.id}/withdrawal").status_code == 404


def test_a_link_that_is_old_ended_replaced_or_invented_is_dead(app, client):
    marc = stage.mentor()
    first = sent(marc)
    second = sent(marc)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    actions.end_link(person=marc)
    db.session.commit()
    for path in (second, f"{second}/account", f"{second}/elsewhere", "/my-expenses/none"):
        dead = client.get(path)
        assert dead.status_code == 404
        assert "This link has ended" in dead.text or "ended" in dead.text
    third = sent(marc)
    link = db.session.scalars(select(ExpenseLink)).one()
    link.expires_at = clock.now() - timedelta(seconds=1)
    db.session.commit()
    assert client.post(third, data={}).status_code == 404
