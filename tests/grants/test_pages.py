"""The pages of grants: the list, writing a contract, its money, its states."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.grants.models import BudgetLine, Cost, Grant, GrantState, Instalment
from tests import make
from tests.grants import stage


@pytest.fixture
def officer(as_role, on_day):
    on_day(stage.TODAY)
    return as_role("partnerships")


def only(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


def test_a_list_without_grants_says_what_to_do_next(officer):
    page = officer.get("/grants/").get_data(as_text=True)
    assert "Add the first grant" in page


def test_the_list_finds_by_words_of_the_title_and_of_the_funder(officer):
    stage.grant(stage.funder("Société Éole"), title="Jeunes en chemin")
    stage.grant(stage.funder("Autre"), title="Something else")
    page = officer.get("/grants/?q=eole+JEUNES").get_data(as_text=True)
    assert "Jeunes en chemin" in page
    assert "Something else" not in page


def test_a_new_grant_begins_with_what_the_scheme_says(officer):
    payer = stage.funder("Fondation Exemple de Bruxelles")
    address = f"/grants/new?funder={payer.id}&scheme={stage.SCHEME}&from=2026-01-01"
    page = officer.get(address).get_data(as_text=True)
    assert 'value="FEDB-2026"' in page
    assert 'value="2026-12-31"' in page
    assert '<option value="instalment" selected' in page


def test_a_grant_is_written_down_with_its_caps_and_conditions(officer):
    payer = stage.funder()
    sent = stage.typed(payer) | {
        "caps-0-kind": "units",
        "caps-0-most": "30",
        "caps-1-kind": "money",
        "caps-1-most": "40000",
        "conditions-0-fact": "age",
        "conditions-0-asked": "at_most",
        "conditions-0-value": "33",
    }
    answer = officer.post(f"/grants/new?scheme={stage.SCHEME}", data=sent)
    assert answer.status_code == 303
    grant = only(Grant)
    assert (grant.state, grant.rate_cents) == (GrantState.DRAFT, 125_050)
    assert grant.scheme_from == stage.SCHEME_FROM
    assert grant.conditions == [{"fact": "age", "at_most": 33}]
    assert make.last_event().name == "grant.added"
    page = officer.get(answer.headers["Location"]).get_data(as_text=True)
    assert "At most 30" in page
    assert "€1,250.50" in page


def test_every_contradiction_is_told_at_once_and_the_form_stays_as_typed(officer):
    sent = stage.typed(stage.funder(), least_units="60") | {
        "caps-0-kind": "units",
        "caps-0-most": "50",
        "caps-1-kind": "money",
        "caps-1-most": "60000",
    }
    answer = officer.post(f"/grants/new?scheme={stage.SCHEME}", data=sent)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "higher than the amount of the grant" in page
    assert "higher than the caps by number allow" in page
    assert "costs more than the amount of the grant" in page
    assert 'value="60000"' in page
    assert make.count(Grant) == 0


@pytest.mark.parametrize(
    ("field", "typed"),
    [("amount", "much"), ("rate_percent", "200"), ("unit", "wish"), ("begins_on", "soon")],
)
def test_what_cannot_be_read_is_told_beside_its_field(officer, field, typed):
    sent = stage.typed(stage.funder()) | {field: typed}
    assert officer.post(f"/grants/new?scheme={stage.SCHEME}", data=sent).status_code == 422


def test_a_condition_that_asks_nothing_known_is_refused(officer):
    sent = stage.typed(stage.funder()) | {"conditions-0-fact": "age", "conditions-0-value": "x"}
    answer = officer.post(f"/grants/new?scheme={stage.SCHEME}", data=sent)
    assert answer.status_code == 422


def test_a_grant_starts_closes_and_opens_again(officer):
    grant = stage.grant(state=GrantState.DRAFT)
    for noun, state in (("start", "running"), ("closing", "closed"), ("reopening", "running")):
        assert officer.post(f"/grants/{grant.id}/{noun}").status_code == 303
        assert only(Grant).state == state
    assert officer.post(f"/grants/{grant.id}/start").status_code == 409


def test_a_cancelled_grant_says_why_and_can_be_taken_back(officer):
    grant = stage.grant(state=GrantState.DRAFT)
    assert officer.post(f"/grants/{grant.id}/cancellation").status_code == 422
    sent = {"reason": "The funder stopped."}
    assert officer.post(f"/grants/{grant.id}/cancellation", data=sent).status_code == 303
    assert only(Grant).state == GrantState.CANCELLED
    officer.post(f"/grants/{grant.id}/reopening")
    assert only(Grant).state == GrantState.DRAFT


def test_what_is_not_known_is_shown_as_asked_for(officer):
    grant = stage.grant(amount_cents=None, rate_cents=None)
    page = officer.get(f"/grants/{grant.id}").get_data(as_text=True)
    assert page.count("asked for") >= 2


def test_an_instalment_is_planned_received_and_taken_back(officer):
    grant = stage.grant()
    base = f"/grants/{grant.id}/instalments"
    officer.post(f"{base}/new", data={"due_on": "2026-11-01", "amount": "20000"})
    late = officer.get(f"/grants/{grant.id}").get_data(as_text=True)
    assert "late: 1" in late
    one = only(Instalment)
    sent = {"received_on": "2026-11-20", "received": "19000"}
    assert officer.post(f"{base}/{one.id}/receipt", data=sent).status_code == 303
    assert only(Instalment).received_cents == 1_900_000
    assert officer.post(f"{base}/{one.id}/removal").status_code == 409
    officer.post(f"{base}/{one.id}/receipt/undoing")
    assert only(Instalment).received_on is None


@pytest.mark.parametrize("due_on", ["2199-01-01", "2020-01-01"])
def test_an_instalment_far_from_its_grant_is_told_at_the_day(officer, due_on):
    address = f"/grants/{stage.grant().id}/instalments/new"
    answer = officer.post(address, data={"due_on": due_on, "amount": "20000"})
    assert answer.status_code == 422
    assert "This is far from the grant" in answer.get_data(as_text=True)


def test_instalments_above_the_amount_are_refused(officer):
    grant = stage.grant(amount_cents=1_000_000)
    stage.instalment(grant, amount_cents=900_000)
    sent = {"due_on": "2026-12-01", "amount": "1000.01"}
    answer = officer.post(f"/grants/{grant.id}/instalments/new", data=sent)
    assert answer.status_code == 409
    assert "more than the amount of the grant" in answer.get_data(as_text=True)


def test_budget_and_costs_stand_side_by_side_and_too_much_is_told(officer):
    grant = stage.grant()
    lines = {"lines-0-category": "staff", "lines-0-amount": "1000"}
    officer.post(f"/grants/{grant.id}/budget", data=lines)
    cost = {"category": "staff", "made_on": "2026-05-05", "amount": "1200", "description": "May"}
    assert officer.post(f"/grants/{grant.id}/costs/new", data=cost).status_code == 303
    page = officer.get(f"/grants/{grant.id}").get_data(as_text=True)
    assert "overspent" in page
    one = only(Cost)
    officer.post(f"/grants/{grant.id}/costs/{one.id}/withdrawal")
    assert "overspent" not in officer.get(f"/grants/{grant.id}").get_data(as_text=True)
    officer.post(f"/grants/{grant.id}/costs/{one.id}/restoration")
    assert only(Cost).withdrawn_at is None


def test_a_budget_that_somebody_else_changed_meanwhile_is_shown_before_it_is_replaced(officer):
    grant = stage.grant()
    page = f"/grants/{grant.id}/budget"
    seen = {"row_version": str(grant.version), "lines-0-category": "staff"}
    assert officer.post(page, data=seen | {"lines-0-amount": "1000"}).status_code == 303
    answer = officer.post(page, data=seen | {"lines-0-amount": "2000"})
    assert answer.status_code == 409
    shown = answer.get_data(as_text=True)
    assert "changed while you had it open" in shown
    assert 'value="2000"' in shown
    assert "Stands now" in shown
    assert "1,000" in shown
    assert only(BudgetLine).amount_cents == 100_000


def test_a_cost_outside_the_period_is_refused(officer):
    grant = stage.grant()
    cost = {"category": "staff", "made_on": "2025-05-05", "amount": "12", "description": "Early"}
    assert officer.post(f"/grants/{grant.id}/costs/new", data=cost).status_code == 409


def test_the_next_grant_is_proposed_from_the_one_that_ends(officer):
    grant = stage.grant(title="Duos in Ghent", priority=3)
    page = officer.get(f"/grants/new?after={grant.id}").get_data(as_text=True)
    assert 'value="2027-01-01"' in page
    assert 'value="2027-12-31"' in page
    assert 'value="Duos in Ghent"' in page


def test_a_reader_sees_grants_and_changes_nothing(as_role):
    grant, reader = stage.grant(), as_role("auditor")
    page = reader.get(f"/grants/{grant.id}").get_data(as_text=True)
    assert "Start the grant" not in page
    assert f"/grants/{grant.id}/edit" not in page
    assert reader.post(f"/grants/{grant.id}/closing").status_code == 403
    assert reader.get("/grants/new").status_code == 403


def test_the_list_leaves_as_a_spreadsheet(officer):
    stage.grant(title="=Dangerous()")
    answer = officer.get("/grants/export.csv")
    assert "'=Dangerous()" in answer.get_data(as_text=True)


def test_a_long_list_takes_as_many_questions_as_a_short_one(officer, statements):
    payer, numbers = stage.funder(), []
    for size in (1, 40):
        for number in range(size):
            stage.grant(payer, code=f"M-{size}-{number}")
        with statements() as asked:
            assert officer.get("/grants/").status_code == 200
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 8
