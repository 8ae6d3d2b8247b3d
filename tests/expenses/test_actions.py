"""Entering, deciding and what others paid, in a real database."""

from datetime import date

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from app.core.db import db
from app.core.errors import Refused
from app.core.viewer import SYSTEM, Viewer, acting_as
from app.expenses import queries
from app.expenses.actions import deciding, entering, stating
from app.expenses.judging import room_of, verdict_of
from app.expenses.models import Expense, State
from app.messages.models import Mail
from tests import make
from tests.expenses import stage


@pytest.fixture(autouse=True)
def today(on_day):
    on_day(stage.TODAY)


def codes(refusal):
    return [reason.code for reason in refusal.value.reasons]


def test_an_expense_above_a_cap_is_refused_with_all_reasons_and_nothing_is_kept(app):
    marc = stage.mentor()
    with pytest.raises(Refused) as refusal:
        stage.entered(marc, day="2026-12-24", amount_cents=4403)
    assert codes(refusal) == ["in_future", "cap_day"]
    assert make.count(Expense) == 0


def test_what_does_not_belong_to_a_kind_is_left_out(app):
    row = stage.entered(stage.mentor(), km=12.5, hours=3, home=True, fiscal_power=5)
    assert (row.km, row.hours, row.home, row.fiscal_power) == (None, None, False, None)


def test_a_rate_that_is_not_known_is_no_amount_and_nobody_can_approve_it(app):
    row = stage.entered(stage.mentor(), kind="car", km=20, amount_cents=999)
    assert (row.amount_cents, row.state) == (None, State.SUBMITTED)
    with pytest.raises(Refused) as refusal:
        deciding.approve(expense=row)
    assert codes(refusal) == ["rate_unknown", "cap_unknown"]


def test_a_receipt_is_needed_before_a_real_cost_is_approved(app):
    row = stage.entered(stage.mentor(), kind="cost")
    assert [reason.code for reason in verdict_of(row).missing] == ["receipt_missing"]
    entering.attach(row=row, file=make_file())
    deciding.approve(expense=row)
    assert row.state == State.APPROVED


def make_file():
    stream, name = stage.upload()
    return FileStorage(stream, filename=name)


def test_whoever_entered_an_expense_does_not_approve_it(app):
    lead, other = make.user("lead", name="Lea"), make.user("director", name="Dirk")
    with stage.somebody(lead):
        row = stage.entered(stage.mentor())
        with pytest.raises(Refused) as refusal:
            deciding.approve(expense=row)
    assert codes(refusal) == ["own_entry"]
    with stage.somebody(other):
        deciding.approve(expense=row)
    assert (row.decided_by_id, row.entered_by_id) == (other.id, lead.id)


def test_the_figures_are_frozen_with_the_approval(app):
    row = stage.approved(stage.mentor())
    assert [(one["rule"], one["value"]) for one in row.figures] == [
        ("flat-day", "44.02"),
        ("flat-year", "1760.83"),
    ]
    assert make.last_event().facts == {"amount_cents": 4000, "taxed": []}


def test_a_refusal_is_told_by_mail_and_frees_the_room(app):
    marc = stage.mentor()
    row = stage.entered(marc)
    assert deciding.refuse(expense=row, refusal="This day there was no meeting.") is True
    db.session.flush()
    mail = db.session.scalars(select(Mail)).one()
    assert "no meeting" in mail.body
    stage.entered(marc)
    with pytest.raises(Refused) as refusal:
        deciding.take_back(expense=row)
    assert codes(refusal) == ["same_day_twice", "cap_day"]


def test_a_decision_can_be_taken_back(app):
    row = stage.approved(stage.mentor())
    deciding.take_back(expense=row)
    assert (row.state, row.figures, row.decided_at) == (State.SUBMITTED, [], None)


def test_many_are_approved_at_once_and_the_others_told(app):
    marc, anna = stage.mentor(), stage.mentor(first_name="Anna")
    rows = [stage.entered(marc), stage.entered(anna), stage.entered(anna, "car", km=3)]
    approved, left = deciding.approve_many(expenses=queries.expenses_of_ids([r.id for r in rows]))
    assert [one.id for one in approved] == [rows[0].id, rows[1].id]
    assert [(one.id, [r.code for r in why]) for one, why in left] == [
        (rows[2].id, ["rate_unknown", "cap_unknown"])
    ]


def test_what_was_had_elsewhere_takes_room_until_it_is_taken_back(app):
    marc = stage.mentor()
    stating.declare(person=marc, year=2026, month=0, amount_cents=175000)
    with pytest.raises(Refused) as refusal:
        stage.entered(marc)
    assert codes(refusal) == ["cap_year"]
    stating.declare(person=marc, year=2026, month=0, amount_cents=0)
    stage.entered(marc)
    [room, *_rest] = room_of(marc, stage.TODAY)
    assert (room.used, room.most) == (4000, 176083)


def test_a_withdrawn_expense_takes_no_room(app):
    marc = stage.mentor()
    entering.withdraw(expense=stage.entered(marc))
    assert stage.entered(marc).state == State.SUBMITTED


def test_an_expense_counts_at_whatever_antenna_the_mentor_was(app):
    marc = stage.mentor()
    stage.entered(marc)
    marc.antenna_id = make.antenna("GHE").id
    db.session.commit()
    lead = make.user("lead", antennas=["GHE"])
    narrow = Viewer("Lea", lead.id, lead.permissions, frozenset({marc.antenna_id}))
    with acting_as(narrow), pytest.raises(Refused) as refusal:
        stage.entered(marc)
    assert codes(refusal) == ["same_day_twice", "cap_day"]


def test_in_france_a_payment_is_given_up_in_writing(neighbour):
    with neighbour.app_context(), acting_as(SYSTEM):
        marc = stage.mentor(antenna="LIL")
        row = stage.entered(marc, "cost", file=make_file(), waive=True)
        assert row.waived_on == stage.TODAY
        deciding.approve(expense=row)
        assert row.spent_on == date(2026, 11, 10)
