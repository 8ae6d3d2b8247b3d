"""The pages of mentees and mentors, as people open them."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.people import actions
from app.people.models import Mentee, Mentor
from tests import make

PROFILE = {
    "antenna": "LIE",
    "first_name": "Fatou",
    "last_name": "Diallo",
    "languages-0-code": "fr",
    "languages-0-level": "B1",
    "languages-1-code": "",
    "sectors": ["47", "", "56"],
    "availability": ["mon-am"],
}


@pytest.fixture
def coordinator(as_role):
    return as_role("coordinator", antennas=["LIE"])


def only(model):
    db.session.expire_all()
    return db.session.scalars(select(model).order_by(model.id)).one()


@pytest.mark.parametrize("page", ["", "new", "1", "1/edit", "1/assignment", "1/history"])
@pytest.mark.parametrize("side", ["mentees", "mentors"])
def test_every_page_opens_for_a_coordinator(coordinator, side, page):
    make_one = make.mentee if side == "mentees" else make.mentor
    assert make_one(antenna="LIE", languages={"fr": "B2"}).id == 1
    assert coordinator.get(f"/{side}/{page}").status_code == 200


@pytest.mark.parametrize("page", ["new", "1/edit", "1/assignment"])
def test_an_auditor_changes_nothing(as_role, page):
    make.mentee()
    auditor = as_role("auditor")
    assert auditor.get(f"/mentees/{page}").status_code == 403
    assert "/edit" not in auditor.get("/mentees/1").text


def test_a_mentee_is_registered_and_shown(coordinator):
    answer = coordinator.post("/mentees/new", data=PROFILE)
    mentee = only(Mentee)
    assert answer.location == f"/mentees/{mentee.id}"
    assert mentee.language_levels == {"fr": "B1"}
    assert mentee.sector_codes == ["47", "56"]
    assert "Diallo" in coordinator.get(answer.location).text


def test_a_mentor_is_registered_with_places(coordinator):
    coordinator.post("/mentors/new", data={**PROFILE, "capacity": "2"})
    assert only(Mentor).capacity == 2


def test_a_form_that_is_wrong_comes_back_as_it_was_typed(coordinator):
    answer = coordinator.post(
        "/mentees/new", data={**PROFILE, "last_name": "", "languages-0-level": "", "phone": "12"}
    )
    assert answer.status_code == 422
    assert 'value="Fatou"' in answer.text
    for place in ("f-last_name", "f-languages-0-level", "f-phone"):
        assert f'href="#{place}"' in answer.text
    assert make.count(Mentee) == 0


def test_somebody_known_is_shown_before_they_are_entered_again(coordinator):
    known = make.mentee(antenna="LIE", email="fatou@example.org")
    again = {**PROFILE, "email": "fatou@example.org"}
    answer = coordinator.post("/mentees/new", data=again)
    assert answer.status_code == 409
    assert f'href="/mentees/{known.id}"' in answer.text
    assert 'name="another_person"' in answer.text
    assert make.count(Mentee) == 1
    assert (
        coordinator.post("/mentees/new", data={**again, "another_person": "true"}).status_code
        == 303
    )
    assert make.count(Mentee) == 2


def test_somebody_behind_the_wall_is_told_of_without_a_name(coordinator):
    make.mentee("Behind", "The-Wall", antenna="GHE", email="fatou@example.org")
    answer = coordinator.post("/mentees/new", data={**PROFILE, "email": "fatou@example.org"})
    assert answer.status_code == 409
    assert "Behind" not in answer.text
    assert "The-Wall" not in answer.text


def test_a_change_of_an_older_page_is_refused(coordinator):
    mentee = make.mentee(antenna="LIE")
    data = {**PROFILE, "version": mentee.version}
    assert coordinator.post(f"/mentees/{mentee.id}/edit", data=data).status_code == 303
    answer = coordinator.post(f"/mentees/{mentee.id}/edit", data={**data, "first_name": "Awa"})
    assert answer.status_code == 409
    assert 'value="Awa"' in answer.text


def test_a_form_shown_and_sent_back_changes_nothing(coordinator):
    mentee = make.mentee(
        antenna="LIE", isced=0, diploma_recognised=False, languages={"ff": "native"}, goal="job"
    )
    assert 'value="false" checked' in coordinator.get(f"/mentees/{mentee.id}/edit").text
    data = {
        "first_name": "Fatou",
        "last_name": "Diallo",
        "isced": "0",
        "diploma_recognised": "false",
        "goal": "job",
        "languages-0-code": "ff",
        "languages-0-level": "native",
    }
    assert coordinator.post(f"/mentees/{mentee.id}/edit", data=data).status_code == 303
    assert only(Mentee).version == 1


def test_the_history_tells_a_change_in_words(coordinator):
    mentee = make.mentee(antenna="LIE", goal="job", remarks="A quiet remark")
    actions.change_mentee(mentee, goal="studies", remarks="Another remark")
    db.session.commit()
    text = coordinator.get(f"/mentees/{mentee.id}/history").text
    assert "→" in text
    assert "remark" not in text.replace("Remarks", "").replace("remarks", "")


def test_handing_over_out_of_sight_leads_back_to_the_list(coordinator):
    mentee = make.mentee(antenna="LIE")
    answer = coordinator.post(f"/mentees/{mentee.id}/assignment", data={"antenna": "GHE"})
    assert answer.location == "/mentees/"
    assert coordinator.get(f"/mentees/{mentee.id}").status_code == 404


def test_who_was_handed_over_meanwhile_is_not_handed_over_unseen(coordinator):
    bob, carol = (make.user(name=name, antennas=["LIE"]) for name in ("Bob", "Carol"))
    mentee = make.mentee(antenna="LIE")
    page, seen = f"/mentees/{mentee.id}/assignment", {"row_version": str(mentee.version)}
    assert 'name="row_version"' in coordinator.get(page).text
    first = coordinator.post(page, data=seen | {"antenna": "LIE", "owner_id": bob.id})
    assert first.status_code == 303
    second = coordinator.post(page, data=seen | {"antenna": "LIE", "owner_id": carol.id})
    assert second.status_code == 409
    db.session.expire_all()
    assert mentee.owner_id == bob.id


def test_many_are_given_another_owner_at_once(coordinator):
    owner = make.user(name="Bob", antennas=["LIE"])
    here, there = make.mentee(antenna="LIE"), make.mentor(antenna="GHE")
    answer = coordinator.post(
        "/people/assignments", data={"people": [here.id, there.id], "owner_id": owner.id}
    )
    assert answer.status_code == 303
    db.session.expire_all()
    assert (here.owner_id, there.owner_id) == (owner.id, None)


def test_search_finds_both_kinds_while_one_types(coordinator):
    make.mentee("Chantal", "Leroy", antenna="LIE"), make.mentor("Luc", "Leroy", antenna="LIE")
    page = coordinator.get("/people/search?q=LÉROY", headers={"X-Fragment": "results"}).text
    assert "Chantal" in page
    assert "Luc" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("typed", "status"), [("+33 6 12 34 56 78", 303), ("+33 6 12 34 56", 422), ("0612345678", 303)]
)
def test_a_telephone_number_of_another_country_has_as_many_digits_as_there(
    coordinator, typed, status
):
    answer = coordinator.post("/mentees/new", data={**PROFILE, "phone": typed})
    assert answer.status_code == status
    assert ('id="e-f-phone"' in answer.text) == (status == 422)
