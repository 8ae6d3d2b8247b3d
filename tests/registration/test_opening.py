"""A country whose antennas are all planned: nobody meets a form that leads nowhere."""

import pytest

from app.antennas.models import Antenna
from app.antennas.queries import all_antennas
from app.core.db import db, transaction
from app.core.viewer import SYSTEM, acting_as
from app.demo.staff import make_staff
from tests import make

FORMS = ["/register/", "/register/mentee", "/register/mentor", "/register/steps/1"]
FORMS += ["/register/review", "/register/resume"]


@pytest.fixture
def spain(installation):
    """Spain as it is shipped: three planned antennas and nobody in it."""
    with installation.apps["es"].app_context(), acting_as(SYSTEM):
        yield installation.apps["es"]


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("address", FORMS)
def test_whoever_wants_to_register_reads_where_branches_are_planned(spain, address, language):
    page = spain.test_client().get(address, headers={"Accept-Language": language})
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert all(name in page.text for name in ("Barcelona", "Madrid", "Valencia"))
    assert "contact@es.tandem.example" in page.text
    assert 'name="form_token"' not in page.text


def test_what_is_sent_all_the_same_is_answered_the_same_way(spain):
    sent = spain.test_client().post("/register/mentee", data={"first_name": "Ana"})
    assert "Madrid" in sent.text
    assert sent.status_code == 200


def test_once_one_is_open_the_forms_are_there(spain):
    """Negative control."""
    madrid = next(antenna for antenna in all_antennas() if antenna.code == "MAD")
    madrid.planned = False
    db.session.commit()
    assert 'name="form_token"' in spain.test_client().get("/register/mentee").text


@pytest.mark.parametrize("address", ["/today", "/intake/", "/matching/", "/figures/", "/antennas/"])
def test_the_pages_of_the_staff_stand_without_an_open_antenna(spain, address):
    director = make.browser(spain, make.user(role="director"))
    assert director.get(address).status_code == 200


def test_the_director_is_told_what_to_do_next(spain):
    director = make.browser(spain, make.user(role="director"))
    page = director.get("/today").text
    assert "No antenna is open yet" in page
    assert 'href="/antennas/"' in page


def test_with_open_antennas_nothing_is_said_of_it(as_role):
    assert "No antenna is open yet" not in as_role("director").get("/today").text


def test_the_demonstration_invents_no_branch_and_nobody_who_works_at_one(spain):
    with transaction():
        told, owners = make_staff([])
    assert {account.role for account in told} == {
        "director",
        "partnerships",
        "administrator",
        "auditor",
    }
    assert not owners
    assert not any(antenna.is_open for antenna in db.session.scalars(db.select(Antenna)))
