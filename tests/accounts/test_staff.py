"""The list of staff: who may see it, and what can be done to an account."""

import pytest
from sqlalchemy import event, select

from app.accounts import rules
from app.accounts.actions import own, staff
from app.accounts.models import ApiToken, User
from app.core import clock
from app.core.db import db
from app.core.errors import Refused
from app.core.permissions import ROLE_PERMISSIONS, Permission, Role
from tests import make

MANAGERS = [r for r in Role if Permission.ACCOUNTS_MANAGE in ROLE_PERMISSIONS[r]]


@pytest.mark.parametrize("role", ["coordinator", "lead", "partnerships", "auditor"])
def test_only_who_manages_accounts_sees_the_list(as_role, role):
    assert as_role(role).get("/accounts/").status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Alice Martin", "Carol Janssens", "Dave Claes"}),
        ("?q=CAROL", {"Carol Janssens"}),
        ("?q=dave@", {"Dave Claes"}),
        ("?role=lead", {"Dave Claes"}),
        ("?state=closed", {"Eve Maes"}),
        ("?state=invited", {"Dave Claes"}),
        ("?q=%25", set()),
    ],
)
def test_the_list_is_searched_and_filtered(as_role, asked, found):
    client = as_role("administrator", name="Alice Martin")
    make.user("coordinator", name="Carol Janssens")
    make.user("lead", name="Dave Claes", email="dave@staff.example", password_hash=None)
    make.user("coordinator", name="Eve Maes", closed_at=clock.now())
    page = client.get(f"/accounts/{asked}").text.split('id="results"')[1]
    everybody = {"Alice Martin", "Carol Janssens", "Dave Claes", "Eve Maes"}
    assert {name for name in everybody if name in page} == found


def test_the_list_filters_by_antenna(as_role):
    client = as_role("director")
    make.user(name="Carol Janssens", antennas=["GHE"])
    make.user(name="Dave Claes", antennas=["LIE"])
    page = client.get(f"/accounts/?antenna={make.antenna('GHE').id}").text
    assert "Carol Janssens" in page
    assert "Dave Claes" not in page


def test_the_list_takes_six_statements_at_most(app, as_role):
    client = as_role("director")
    for number in range(20):
        make.user(name=f"Person {number}", antennas=["GHE", "LIE"])
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: seen.append(a[2]))
    client.get("/accounts/")
    assert len([line for line in seen if line.lstrip().upper().startswith("SELECT")]) <= 6


def test_an_invitation_is_sent_from_its_page_and_the_link_shown_once(as_role):
    client = as_role("director")
    sent = {"email": "Bob@Staff.example", "name": "Bob", "role": "coordinator", "language": "nl"}
    page = client.post(
        "/accounts/invitation", data=sent | {"antenna_ids": [make.antenna("GHE").id]}
    )
    assert page.status_code == 200
    assert "/accounts/invitations/" in page.text
    user = db.session.scalars(select(User).where(User.email == "bob@staff.example")).one()
    assert [antenna.code for antenna in user.antennas] == ["GHE"]
    again = client.get(f"/accounts/{user.id}")
    assert "/accounts/invitations/" not in again.text


def test_a_coordinator_without_an_antenna_is_refused_with_the_form_as_typed(as_role):
    sent = {"email": "bob@staff.example", "name": "Bob Peeters", "role": "coordinator"}
    page = as_role("director").post("/accounts/invitation", data=sent)
    assert page.status_code == 409
    assert 'value="Bob Peeters"' in page.text


def test_roles_of_headquarters_are_offered_at_headquarters_only(as_role, headquarters):
    assert "hq_editor" not in as_role("director").get("/accounts/invitation").text
    with headquarters.app_context():
        client = make.browser(headquarters, make.user("hq_editor"))
        page = client.get("/accounts/invitation").text
    assert "hq_editor" in page
    assert 'value="coordinator"' not in page


def test_a_role_is_changed_and_holds_at_once(app, as_role):
    director = as_role("director")
    user = make.user("administrator")
    client = make.browser(app, user)
    assert client.get("/accounts/").status_code == 200
    sent = {"name": user.name, "role": "coordinator", "antenna_ids": [make.antenna("GHE").id]}
    assert director.post(f"/accounts/{user.id}", data=sent).status_code == 303
    assert make.last_event().facts["changes"]["role"] == ["administrator", "coordinator"]
    assert client.get("/accounts/").status_code == 403


def test_closing_ends_sessions_and_tokens_at_once(app, as_role):
    director, user = as_role("director"), make.user("coordinator")
    client = make.browser(app, user)
    own.make_token(user=user, name="report", scopes=["people.read"], days=3)
    assert client.get("/accounts/me/").status_code == 200
    assert director.post(f"/accounts/{user.id}/closing").status_code == 303
    assert client.get("/accounts/me/").status_code == 303
    assert db.session.scalars(select(ApiToken.revoked_at)).one() is not None


def test_opening_again_asks_for_a_new_password(app, as_role):
    director, user = as_role("director"), make.member(email="bob@staff.example")
    director.post(f"/accounts/{user.id}/closing")
    page = director.post(f"/accounts/{user.id}/reopening")
    assert "/accounts/invitations/" in page.text
    sent = {"email": user.email, "password": make.PASSWORD}
    assert app.test_client().post("/accounts/sign-in", data=sent).status_code == 422


def test_nobody_closes_their_own_account(app):
    make.user("director")
    user = make.user("administrator")
    client = make.browser(app, user)
    answer = client.post(f"/accounts/{user.id}/closing")
    assert answer.status_code == 409
    assert str(rules.ONESELF.text) in answer.text
    assert str(rules.ONESELF.text) in client.get(f"/accounts/{user.id}").text


@pytest.mark.parametrize("role", ["director", "administrator"])
def test_the_last_who_manages_accounts_stays(app, role):
    user = make.user(role)
    make.user("director", password_hash=None)
    make.user("administrator", closed_at=clock.now())
    with pytest.raises(Refused) as refusal:
        staff.close_account(user)
    assert refusal.value.reasons == [rules.LAST_MANAGER]
    with pytest.raises(Refused):
        staff.change_account(user=user, name="x", role="partnerships", antenna_ids=[])


def test_what_other_features_say_stands_against_closing(app, monkeypatch):
    busy = rules.Reason("owns_duos", "Two duos are still in these hands.")
    answers = {"account.closing": (lambda user: [busy],)}
    monkeypatch.setitem(app.extensions, "tandem.answers", answers)
    make.user("director")
    with pytest.raises(Refused) as refusal:
        staff.close_account(make.user())
    assert refusal.value.reasons == [busy]


def test_a_manager_signs_somebody_out_and_resets_the_second_step(app, as_role):
    director = as_role("director")
    user = make.member(totp_secret="JBSWY3DPEHPK3PXP", totp_since=clock.now())
    client = make.browser(app, user)
    assert director.post(f"/accounts/{user.id}/sign-out").status_code == 303
    assert client.get("/accounts/me/").status_code == 303
    assert director.post(f"/accounts/{user.id}/second-factor-reset").status_code == 303
    assert not user.has_second_factor
    assert director.post(f"/accounts/{user.id}/second-factor-reset").status_code == 409


def test_an_account_that_does_not_exist_is_not_found(as_role):
    director = as_role("director")
    for user_id in (0, 999, 2**31):
        assert director.get(f"/accounts/{user_id}").status_code == 404


@pytest.mark.parametrize(
    "first", [{"role": "lead"}, {"antenna_ids": ["GHE", "BRU"]}], ids=["role", "antennas"]
)
def test_a_place_that_somebody_else_changed_meanwhile_is_shown_before_it_is_replaced(
    as_role, first
):
    """Antennas alone count as a change too, though they stand in another table."""
    client, bob = as_role("administrator", language="en"), make.user("coordinator", name="Bob")
    page, place = f"/accounts/{bob.id}", {"name": "Bob", "role": "coordinator"}
    seen = {"row_version": str(bob.version), "antenna_ids": [make.antenna("GHE").id]}
    codes = first.get("antenna_ids", ["GHE"])
    changed = {**first, "antenna_ids": [make.antenna(code).id for code in codes]}
    assert client.post(page, data=place | seen | changed).status_code == 303
    answer = client.post(page, data=place | seen | {"name": "Bobby"})
    assert answer.status_code == 409
    assert "changed while you had it open" in answer.text
    assert 'value="Bobby"' in answer.text
    now = answer.text.split("Role and antennas")[0]
    assert ("Antenna lead" if "role" in first else "Brussels") in now
    assert "Bobby" not in client.get(page).text
