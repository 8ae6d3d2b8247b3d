"""What this month asks, the calendar and its feed, and the deadlines of a grant."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.core.db import db
from app.deadlines.models import CalendarFeed
from app.funders.models import FunderStage
from app.grants.models import GrantState, Obligation
from tests import make
from tests.grants import stage
from tests.grants.stage import TODAY


@pytest.fixture
def officer(as_role, on_day):
    on_day(TODAY)
    return as_role("partnerships")


def only(model):
    db.session.expire_all()
    return db.session.scalars(select(model)).one()


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_month_without_anything_due_says_so(officer):
    assert "Nothing is due" in text_of(officer, "/funding/")


def test_the_month_has_the_late_first_then_week_by_week(officer):
    grant = stage.grant(stage.funder("Fondation Retard"))
    stage.obligation(grant, title="Report of autumn", due_on=TODAY - timedelta(days=3))
    stage.obligation(grant, title="Report of winter", due_on=TODAY + timedelta(days=2))
    stage.instalment(grant, due_on=TODAY + timedelta(days=8), amount_cents=1_234_500)
    page = text_of(officer, "/funding/")
    places = [page.index(word) for word in ("Report of autumn", "Report of winter", "€12,345.00")]
    assert places == sorted(places)
    assert "Next week" in page


def test_what_its_owner_is_told_of_already_stands_on_the_page(officer):
    grant = stage.grant()
    stage.obligation(grant, title="Told of", due_on=TODAY + timedelta(days=60))
    stage.obligation(grant, title="Not told of", due_on=TODAY + timedelta(days=61))
    page = text_of(officer, "/funding/")
    assert "Told of" in page
    assert "Not told of" not in page


def test_the_page_of_a_grant_has_its_deadlines(officer):
    grant = stage.grant()
    stage.obligation(grant, title="Mid-term report")
    page = text_of(officer, f"/grants/{grant.id}")
    assert "Mid-term report" in page
    assert "Propose deadlines" in page


def test_a_grant_with_fewer_than_promised_by_now_is_told_of(officer):
    stage.grant(title="Behind", least_units=20)
    page = text_of(officer, "/funding/")
    assert "Behind: 0 of the 17 expected by today, 20 promised" in page


def test_what_is_done_from_the_month_can_be_taken_back_there(officer):
    grant = stage.grant()
    one = stage.obligation(grant)
    base = f"/funding/grants/{grant.id}/deadlines/{one.id}"
    answer = officer.post(f"{base}/done", data={"from": "month"})
    assert answer.headers["Location"] == "/funding/"
    assert only(Obligation).done_on == TODAY
    assert "Not done after all" in text_of(officer, "/funding/")
    assert officer.post(f"{base}/done").status_code == 409
    officer.post(f"{base}/undoing", data={"from": "month"})
    assert only(Obligation).done_on is None


def test_a_deadline_of_a_grant_in_preparation_or_cancelled_asks_nothing(officer):
    for state in (GrantState.DRAFT, GrantState.CANCELLED):
        stage.obligation(stage.grant(state=state), title="Asks nothing")
    assert "Asks nothing" not in text_of(officer, "/funding/")


def test_a_grant_that_ends_without_a_successor_is_told_of(officer):
    payer = stage.funder("Fondation Finie")
    stage.grant(payer, title="Ends soon")
    assert "Prepare the next one" in text_of(officer, "/funding/")
    stage.grant(payer, begins_on=date(2027, 1, 1), ends_on=date(2027, 12, 31), state="draft")
    assert "without one that follows it" in text_of(officer, "/funding/")


def test_who_has_gone_quiet_is_told_of(officer):
    stage.funder("Fondation Muette", stage=FunderStage.CONTACTED, stage_since=date(2025, 1, 1))
    assert "Fondation Muette" in text_of(officer, "/funding/")


def test_money_expected_and_received_is_summed_and_an_unknown_amount_is_asked_for(officer):
    grant = stage.grant()
    stage.instalment(grant, due_on=date(2026, 11, 27), amount_cents=200_000)
    stage.instalment(grant, due_on=date(2026, 11, 28), amount_cents=None)
    gone = {"received_on": date(2026, 11, 3), "received_cents": 700_000}
    stage.instalment(grant, due_on=date(2026, 11, 1), **gone)
    page = text_of(officer, "/funding/")
    assert "€2,000" in page
    assert "€7,000" in page
    assert "1 amount asked for" in page


def test_only_mine_leaves_out_what_others_own(officer):
    other = make.user("partnerships", name="Bob Peeters")
    grant = stage.grant()
    stage.obligation(grant, title="Of Bob", owner_id=other.id)
    stage.obligation(grant, title="Of nobody")
    page = text_of(officer, "/funding/?mine=1")
    assert "Of nobody" in page
    assert "Of Bob" not in page


def test_two_hundred_grants_take_as_many_questions_as_one(officer, statements):
    payer, numbers = stage.funder(), []
    for size in (1, 30):
        for number in range(size):
            stage.obligation(stage.grant(payer, code=f"M-{size}-{number}"))
        with statements() as asked:
            text_of(officer, "/funding/")
        numbers.append(len(asked))
    assert numbers[0] == numbers[1] <= 24


def test_deadlines_are_proposed_from_a_rhythm_and_accepted_once(officer):
    grant = stage.grant()
    address = f"/funding/grants/{grant.id}/deadlines/proposal?cadence=quarter&days=30"
    page = text_of(officer, address)
    assert 'value="2026-04-30"' in page
    line = {"kind": "report", "title": "First quarter", "due_on": "2026-04-30"}
    sent = {f"lines-0-{name}": value for name, value in line.items()}
    assert officer.post(address, data=sent).status_code == 409
    far = sent | {"lines-0-taken": "true", "lines-0-due_on": "2199-01-01"}
    told = officer.post(address, data=far)
    assert told.status_code == 422
    assert 'class="mistake" id="e-f-proposal-lines-0-due_on"' in told.text
    assert officer.post(address, data=sent | {"lines-0-taken": "true"}).status_code == 303
    assert only(Obligation).due_on == date(2026, 4, 30)
    assert 'value="2026-04-30"' not in text_of(officer, address)


def test_a_deadline_is_added_moved_and_taken_away(officer):
    grant = stage.grant()
    base = f"/funding/grants/{grant.id}/deadlines"
    sent = {"kind": "meeting", "title": "Steering group", "due_on": "2026-12-15"}
    assert officer.post(f"{base}/new", data=sent).status_code == 303
    one = only(Obligation)
    one.told_days = ["60", "30"]
    db.session.commit()
    moved = sent | {"due_on": "2027-01-15"}
    assert officer.post(f"{base}/{one.id}/edit", data=moved).status_code == 303
    assert only(Obligation).told_days == []
    assert officer.post(f"{base}/{one.id}/removal").status_code == 303
    assert make.count(Obligation) == 0


def test_a_deadline_far_from_its_grant_is_told_at_the_day(officer):
    address = f"/funding/grants/{stage.grant().id}/deadlines/new"
    sent = {"kind": "report", "title": "Report", "due_on": "2199-01-01"}
    answer = officer.post(address, data=sent)
    assert answer.status_code == 422
    assert "This is far from the grant" in answer.get_data(as_text=True)


def test_a_deadline_of_another_grant_is_not_found(officer):
    one, other = stage.obligation(stage.grant()), stage.grant()
    assert officer.post(f"/funding/grants/{other.id}/deadlines/{one.id}/done").status_code == 404


def test_the_calendar_shows_a_day_with_what_falls_on_it(officer):
    grant = stage.grant(stage.funder("Fondation Exemple"))
    stage.obligation(grant, title="Mid-term report", due_on=date(2027, 2, 10))
    page = text_of(officer, "/funding/calendar?month=2027-02")
    assert "Mid-term report" in page
    assert "Mid-term report" not in text_of(officer, "/funding/calendar?month=nonsense")


def test_the_month_is_downloaded_in_full(officer):
    grant = stage.grant(stage.funder("Fondation Exemple"))
    one = stage.obligation(grant, title="Mid-term report", due_on=date(2027, 2, 10))
    answer = officer.get("/funding/calendar.ics?month=2027-02")
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event["summary"] == "Fondation Exemple: Mid-term report"
    assert event["dtstart"].dt == date(2027, 2, 10)
    assert str(event["uid"]).startswith(f"obligation-{one.id}@")


@pytest.fixture
def feed_of(app, on_day):
    """The address of a new personal link of somebody."""
    on_day(TODAY)

    def make_one(somebody):
        browser = make.browser(app, somebody)
        browser.post("/funding/feed")
        page = browser.get("/funding/calendar").get_data(as_text=True)
        found = page.partition("/funding/feed/")[2].partition(".ics")[0]
        return f"/funding/feed/{found}.ics"

    return make_one


def test_a_calendar_program_follows_the_link_without_a_session(client, feed_of):
    grant = stage.grant(stage.funder("Fondation Exemple"), code="EX-9")
    stage.obligation(grant, title="About Fatou Diallo")
    stage.instalment(grant, amount_cents=987_600)
    answer = client.get(feed_of(make.user("partnerships", language="en")))
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/calendar"
    assert "Report: Fondation Exemple (EX-9)" in text
    assert "Fatou" not in text
    assert "9,876" not in text
    assert len(Calendar.from_ical(answer.data).walk("VEVENT")) == 3


def test_the_link_speaks_the_language_of_its_owner(client, feed_of):
    stage.instalment(stage.grant())
    french = client.get(feed_of(make.user("partnerships", language="fr")))
    assert french.status_code == 200


def test_a_new_link_ends_the_one_before_and_a_revocation_ends_both(app, client, feed_of):
    somebody = make.user("partnerships")
    first = feed_of(somebody)
    second = feed_of(somebody)
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200
    make.browser(app, somebody).post("/funding/feed/revocation")
    assert client.get(second).status_code == 404
    assert only(CalendarFeed).number == 2


@pytest.mark.parametrize("change", ["closed", "role", "forged"])
def test_the_link_ends_with_the_account_or_its_role(client, feed_of, change):
    somebody = make.user("partnerships")
    address = feed_of(somebody)
    if change == "closed":
        somebody.closed_at = somebody.invited_at
    elif change == "role":
        somebody.role = "coordinator"
    else:
        address = address.replace("/feed/", "/feed/x")
    db.session.commit()
    assert client.get(address).status_code == 404
