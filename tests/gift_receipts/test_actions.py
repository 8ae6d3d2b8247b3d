"""Receipts of a year: made once, numbered, frozen, cancelled; never without a confirmed rule."""

from datetime import date

import pytest
from sqlalchemy import select

from app.core.db import commit, db
from app.core.errors import Refused
from app.gift_receipts import actions as receipts
from app.gift_receipts import cli, on_paper, queries
from app.gift_receipts.jobs import issue
from app.gift_receipts.models import GiftReceipt, RunState
from app.gifts.actions import donors, giving
from tests.gifts import stage

YEAR = 2025


def all_of(year=YEAR):
    return db.session.scalars(select(GiftReceipt).filter_by(year=year)).all()


def test_belgium_asks_for_what_it_lacks_and_makes_none(app):
    """The shipped file: nothing is guessed."""
    donor = stage.donor()
    stage.gift(donor)
    with pytest.raises(Refused) as refused:
        receipts.issue_receipt(donor=donor, year=YEAR)
    codes = [reason.code for reason in refused.value.reasons]
    assert codes == [
        "no_least",
        "not_confirmed",
        "registration",
        "approval",
        "address",
        "signatory",
    ]


def test_a_receipt_counts_the_gifts_of_the_year_that_stand(app, monkeypatch):
    stage.rules_known(app, monkeypatch)
    donor = stage.donor()
    first, other_year = stage.gift(donor), stage.gift(donor, received_on=date(2024, 12, 31))
    withdrawn = stage.gift(donor)
    giving.withdraw_gift(gift=withdrawn, reason="Twice")
    receipt = receipts.issue_receipt(donor=donor, year=YEAR)
    assert (receipt.number, receipt.total_cents) == (1, 5000)
    assert first.receipt_id == receipt.id
    assert other_year.receipt_id is None
    with pytest.raises(Refused, match="nothing_new"):
        receipts.issue_receipt(donor=donor, year=YEAR)
    with pytest.raises(Refused, match="on_a_receipt"):
        giving.withdraw_gift(gift=first, reason="Too late")


def test_a_cancelled_receipt_keeps_its_number_and_another_may_follow(app, monkeypatch):
    stage.rules_known(app, monkeypatch)
    donor = stage.donor()
    stage.gift(donor)
    receipt = receipts.issue_receipt(donor=donor, year=YEAR)
    receipts.cancel_receipt(receipt=receipt, reason="Wrong address")
    with pytest.raises(Refused, match="cancelled"):
        receipts.cancel_receipt(receipt=receipt, reason="Again")
    assert receipts.issue_receipt(donor=donor, year=YEAR).number == 2


def test_what_a_receipt_says_is_frozen(app, monkeypatch):
    stage.rules_known(app, monkeypatch)
    donor = stage.donor()
    stage.gift(donor)
    receipt = receipts.issue_receipt(donor=donor, year=YEAR)
    donors.change_donor(donor=donor, name="Another Name", kind="person", language="nl")
    stage.rules_known(app, monkeypatch, least_cents=100, statements={"fr": "X", "nl": "X"})
    assert receipt.facts["donor"]["name"] == "Grace Invented"
    assert receipt.facts["statement"] == "Merci."
    assert receipt.facts["language"] == "fr"


def test_the_job_makes_all_of_a_year_and_says_who_got_none(app, monkeypatch):
    stage.rules_known(app, monkeypatch)
    for number in range(3):
        stage.gift(stage.donor(name=f"Donor {number}"))
    stage.gift(stage.donor(name="Little"), amount_cents=100)
    stage.gift(stage.donor(name="Homeless", address=None))
    stage.gift()
    run = receipts.ask_for_receipts(year=YEAR)
    commit()
    issue(run.id)
    assert run.state == RunState.DONE
    assert run.left_out == {"too_little": 1, "no_address": 1}
    assert [one.number for one in all_of()] == [1, 2, 3]
    issue(run.id)
    again = receipts.ask_for_receipts(year=YEAR)
    commit()
    issue(again.id)
    assert len(all_of()) == 3


def test_a_run_of_a_country_without_a_rule_is_refused(app):
    with pytest.raises(Refused):
        receipts.ask_for_receipts(year=YEAR)


def test_the_paper_is_a_pdf_in_the_language_of_the_donor(app, monkeypatch):
    stage.rules_known(app, monkeypatch)
    donor = stage.donor()
    stage.gift(donor)
    receipts.issue_receipt(donor=donor, year=YEAR)
    with app.test_request_context():
        made = on_paper.receipts_paper(queries.standing_in(YEAR))
    assert made.startswith(b"%PDF")


@pytest.mark.parametrize("year", ["99999", "-1"])
def test_a_year_beyond_the_calendar_is_told_on_the_command_line(app, year):
    told = app.test_cli_runner().invoke(cli.make_receipts, ["--year", year])
    assert (told.exit_code, "2199" in told.output) == (2, True)
