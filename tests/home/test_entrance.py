"""The first page: for visitors, and for each role what it may see."""

from datetime import date, timedelta

import pytest

from app.core import clock
from app.people.models import Stage
from tests import make
from tests.grants import stage as grants
from tests.home.test_day import statements


def test_a_visitor_is_welcomed_and_may_register_or_sign_in(client):
    page = client.get("/", headers={"Accept-Language": "en"})
    assert page.status_code == 200
    for address in ("/register/mentee", "/register/mentor", "/accounts/sign-in"):
        assert address in page.text


def test_a_visitor_sees_no_day(client):
    assert "/accounts/sign-in" in client.get("/today").location


@pytest.mark.parametrize("role", ["coordinator", "director", "administrator", "partnerships"])
def test_somebody_signed_in_is_led_to_their_day(as_role, role):
    answer = as_role(role).get("/")
    assert (answer.status_code, answer.location) == (303, "/today")
    assert as_role(role).get("/today").status_code == 200


def test_a_day_is_closed_until_a_required_second_step_is_set_up(app, monkeypatch):
    monkeypatch.setitem(app.config, "SECOND_FACTOR_REQUIRED", True)
    bob = make.browser(app, make.user())
    assert bob.get("/").status_code == 303
    assert "second-factor" in bob.get("/today").location


def test_a_director_sees_the_figures_and_what_waits_where(app, as_role):
    mentee, mentor = make.pair(antenna="GHE")
    make.duo(mentee, mentor, started_on=date(2020, 1, 1), ended_on=date(2020, 7, 1))
    make.mentee(antenna="BRU", stage=Stage.REGISTERED)
    page = as_role("director", language="en").get("/today").text
    assert "What waits, by antenna" in page
    assert "1 duo · 1 unknown" in page
    assert "5 August 2023" in page


def test_a_director_of_nobody_is_told_how_to_begin(app, as_role):
    page = as_role("director", language="en").get("/today").text
    assert "Nobody is here yet" in page
    assert "a file was imported" in page


def test_partnerships_see_figures_and_nothing_that_waits(app, as_role):
    page = as_role("partnerships", language="en").get("/today").text
    assert "5 August 2023" in page
    assert "What waits, by antenna" not in page


def test_partnerships_begin_with_what_the_funding_asks_of_them(app, as_role):
    officer = as_role("partnerships", language="en")
    assert "Nothing of yours is late" in officer.get("/today").text
    grant = grants.grant(grants.funder("Fondation Lundi"))
    grants.obligation(grant, title="Report of autumn", due_on=clock.today() - timedelta(days=3))
    grants.obligation(grant, title="In a month", due_on=clock.today() + timedelta(days=30))
    elsewhere = make.user(email="other@staff.example", name="Somebody Else")
    grants.obligation(
        grant, title="Of another", due_on=clock.today() - timedelta(days=3), owner_id=elsewhere.id
    )
    page = officer.get("/today").text
    assert page.index("Report of autumn") < page.index("5 August 2023")
    assert "1 is late or due this week" in page
    assert "In a month" not in page
    assert "Of another" not in page


def test_an_auditor_has_nothing_to_do_for_the_funders(app, as_role):
    assert "Due in the funding" not in as_role("auditor", language="en").get("/today").text


def test_a_coordinator_finds_the_participants_of_the_european_fund(app, as_role):
    """Whoever reads the funding finds them among its pages."""
    alice = as_role("coordinator", language="en")
    assert 'href="/esf/records"' in alice.get("/today").text
    assert 'href="/esf/records" aria-current="page"' in alice.get("/esf/records").text
    assert 'href="/esf/records"' not in as_role("director", language="en").get("/today").text


def test_an_administrator_sees_what_they_look_after(app, as_role):
    page = as_role("administrator", language="en").get("/today").text
    assert "/antennas/" in page
    assert "The telephone number that people may call" in page
    assert "/figures/" not in page


def test_the_page_of_a_director_asks_a_bounded_number_of_things(app, as_role):
    director = as_role("director")
    for number in range(10):
        mentee, mentor = make.pair(antenna="GHE")
        make.duo(mentee, mentor, planned_end_on=clock.today() - timedelta(days=number))
    assert statements(lambda: director.get("/today")) <= 30
