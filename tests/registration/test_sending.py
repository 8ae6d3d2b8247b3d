"""The public form from the first step to the thanks, through its own pages."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.events import Event
from app.core.viewer import SYSTEM, acting_as
from app.duplicates.models import DuplicateDoubt
from app.information.models import SessionPlace
from app.messages.models import Mail
from app.people.models import Mentee, Mentor, Person, SensitiveFacts, Stage
from app.registration.models import RegistrationDraft
from tests import make
from tests.practising import practise
from tests.registration.conftest import MENTEE, MENTOR, TOKEN, fill_in, sender


def one(model):
    return db.session.scalars(select(model)).one()


def none_of(model):
    return not db.session.scalars(select(model.id)).all()


def test_a_mentee_registers_in_four_steps(send, client):
    assert fill_in(send, MENTEE).location == "/register/review"
    assert "cook" in client.get("/register/review").text
    assert send("/register/review", consent="true").location == "/register/thanks"
    fatou = one(Mentee)
    assert (fatou.name, fatou.stage) == ("Fatou Diallo", Stage.REGISTERED)
    assert fatou.antenna_id == make.antenna("GHE").id
    assert fatou.language_levels == {"fr": "B1", "en": "A2"}
    assert (fatou.sector_codes, fatou.labour_status) == (["56"], "job_seeker")
    facts = one(SensitiveFacts)
    assert (facts.nationality, facts.parents_born_outside_eu) == ("MA", None)
    assert "2" in client.get("/register/thanks").text


def test_a_mentor_registers_in_four_steps(send):
    fill_in(send, MENTOR)
    assert send("/register/review", consent="true").location == "/register/thanks"
    marc = one(Mentor)
    assert (marc.function_level, marc.still_working, marc.capacity) == ("manager", False, 1)
    assert marc.sector_codes == ["86", "87"]
    assert none_of(SensitiveFacts)


def test_a_citizen_of_the_union_is_asked_about_the_family_and_not_about_a_permit(send, client):
    send("/register/mentee", **MENTEE["/register/mentee"] | {"nationality": "BE"})
    page = client.get("/register/steps/2").text
    assert "family_origin" in page
    assert "long_term_permit" not in page


@pytest.mark.parametrize(
    ("origin", "kept"), [("parent", True), ("grandparent", False), ("unknown", None)]
)
def test_where_it_may_be_kept_the_parents_birthplace_is(send, origin, kept):
    steps = MENTEE | {
        "/register/mentee": MENTEE["/register/mentee"] | {"nationality": "BE"},
        "/register/steps/2": {
            "family_origin": origin,
            "speaks_fr": "native",
            "speaks_nl": "no",
            "speaks_en": "no",
        },
    }
    fill_in(send, steps)
    send("/register/review", consent="true")
    assert one(SensitiveFacts).parents_born_outside_eu is kept


def test_france_asks_about_the_family_and_never_writes_the_answer_down(neighbour, quick):
    with neighbour.app_context(), acting_as(SYSTEM):
        send = sender(neighbour.test_client())
        send("/register/mentee", **MENTEE["/register/mentee"] | {"nationality": "FR"})
        situation = {"family_origin": "grandparent", "speaks_fr": "native", "speaks_en": "no"}
        assert send("/register/steps/2", **situation).location == "/register/steps/3"
        assert "family_origin" not in one(RegistrationDraft).answers
        contact = MENTEE["/register/steps/3"] | {"postal_code": "75011", "phone": "0612345678"}
        send("/register/steps/3", **contact)
        assert send("/register/steps/4", occupation="cook").location == "/register/review"
        assert send("/register/review", consent="true").location == "/register/thanks"
        facts = one(SensitiveFacts)
        assert (facts.nationality, facts.parents_born_outside_eu) == ("FR", None)
        written = str([event.facts for event in db.session.scalars(select(Event))])
        assert "grandparent" not in written


@pytest.mark.parametrize(
    ("url", "changes", "words"),
    [
        ("/register/mentee", {"born_on": "1980-01-01"}, "until the age of 33"),
        ("/register/mentee", {"looking_for_work": "false"}, "not looking for work now"),
        ("/register/mentor", {"born_on": "1990-01-01"}, "50 years old or older"),
        ("/register/mentor", {"working_experience": "false"}, "experience of working"),
    ],
)
def test_who_cannot_take_part_hears_why_and_leaves_nothing(send, url, changes, words):
    known = (MENTEE | MENTOR)[url]
    answer = send(url, **known | changes)
    assert answer.status_code == 200
    assert words in answer.text
    assert "contact@be.tandem.example" in answer.text
    assert none_of(RegistrationDraft)
    assert none_of(Person)


def test_a_no_at_the_second_step_deletes_what_was_kept(send):
    send("/register/mentee", **MENTEE["/register/mentee"])
    answer = send(
        "/register/steps/2", **MENTEE["/register/steps/2"] | {"long_term_permit": "false"}
    )
    assert "permit" in answer.text
    assert none_of(RegistrationDraft)


def test_who_asks_to_be_contacted_is_written_about_and_not_stored(send, client):
    page = send("/register/mentee", **MENTEE["/register/mentee"] | {"born_on": "1980-01-01"})
    token = TOKEN.search(page.text)[1]
    wish = {"name": "Jan Peeters", "reach": "0470 11 22 33", "message": "Who can help me?"}
    assert (
        client.post("/register/contact/mentee", data={"form_token": token, **wish}).status_code
        == 200
    )
    mail = one(Mail)
    assert (mail.kind, mail.recipient) == ("contact_wish", "contact@be.tandem.example")
    assert "0470 11 22 33" in mail.body
    assert none_of(Person)


def test_a_postal_code_that_no_antenna_serves_leads_to_a_choice(send, client):
    send("/register/mentee", **MENTEE["/register/mentee"])
    send("/register/steps/2", **MENTEE["/register/steps/2"])
    send("/register/steps/3", **MENTEE["/register/steps/3"] | {"postal_code": "5000"})
    assert "Charleroi" in client.get("/register/steps/4").text
    assert send("/register/steps/4", occupation="cook").status_code == 422
    assert send("/register/steps/4", antenna="CHA").location == "/register/review"
    send("/register/review", consent="true")
    assert one(Person).antenna_id == make.antenna("CHA").id


def test_another_nationality_opens_the_questions_that_hang_on_it_again(send):
    fill_in(send, MENTEE)
    again = send("/register/steps/1", **MENTEE["/register/mentee"] | {"nationality": "BE"})
    assert again.location == "/register/steps/2"


def test_a_session_can_be_chosen_before_sending(send, client):
    session = make.information_session("GHE")
    make.information_session("LIE", place="Elsewhere")
    fill_in(send, MENTEE)
    page = client.get("/register/review").text
    assert "Rue Neuve 1" in page
    assert "Elsewhere" not in page
    send("/register/review", consent="true", session_id=str(session.id))
    assert one(SessionPlace).session_id == session.id
    assert one(Person).stage == Stage.INFORMATION
    assert "Rue Neuve 1" in client.get("/register/thanks").text
    calendar = client.get(f"/register/sessions/{session.id}/calendar.ics")
    assert "BEGIN:VEVENT" in calendar.text


def test_a_session_that_filled_up_meanwhile_keeps_the_form(send):
    session = make.information_session("GHE", capacity=1)
    db.session.add(
        SessionPlace(
            session_id=session.id,
            person_id=make.mentee("Ana").id,
            number=1,
            signed_up_at=clock.now(),
        )
    )
    db.session.commit()
    fill_in(send, MENTEE)
    answer = send("/register/review", consent="true", session_id=str(session.id))
    assert answer.status_code == 409
    assert one(RegistrationDraft).sent_at is None


def test_nothing_is_sent_without_a_yes(send):
    fill_in(send, MENTEE)
    assert send("/register/review").status_code == 422
    assert none_of(Person)


def test_a_form_is_sent_once(send, client):
    fill_in(send, MENTEE)
    token = TOKEN.search(client.get("/register/review").text)[1]
    sending = {"form_token": token, "consent": "true"}
    assert client.post("/register/review", data=sending).location == "/register/thanks"
    assert client.post("/register/review", data=sending).location == "/register/thanks"
    assert len(db.session.scalars(select(Person)).all()) == 1
    assert one(RegistrationDraft).answers == {}


def test_a_token_begins_one_form_only(send, client, app):
    token = TOKEN.search(client.get("/register/mentee").text)[1]
    first = {"form_token": token, **MENTEE["/register/mentee"]}
    assert client.post("/register/mentee", data=first).status_code == 303
    assert app.test_client().post("/register/mentee", data=first).status_code == 400


@pytest.mark.parametrize("field", ["phone", "email"])
def test_one_way_to_be_reached_is_enough_and_none_is_not(send, field):
    send("/register/mentee", **MENTEE["/register/mentee"])
    send("/register/steps/2", **MENTEE["/register/steps/2"])
    contact = MENTEE["/register/steps/3"]
    neither = {name: value for name, value in contact.items() if name not in {"phone", "email"}}
    assert send("/register/steps/3", **neither).status_code == 422
    assert send("/register/steps/3", **neither | {field: contact[field]}).status_code == 303


def test_somebody_who_is_known_hears_nothing_of_it_and_the_staff_does(send, client):
    make.mentee(email="fatou@people.example", antenna="LIE")
    before = {}
    fill_in(send, MENTEE)
    before["page"] = client.get("/register/review").text
    assert send("/register/review", consent="true").location == "/register/thanks"
    assert "already" not in before["page"]
    assert one(DuplicateDoubt).grounds == ["email"]


def test_a_form_goes_on_elsewhere_by_its_code(send, client, app):
    send("/register/mentee", **MENTEE["/register/mentee"])
    with client.session_transaction() as session:
        code = session["registration"]
    written = f"{code[:4]}-{code[4:8]}-{code[8:]}".upper()
    assert written in client.get("/register/steps/2").text
    elsewhere = app.test_client()
    assert elsewhere.get("/register/steps/2").location == "/register/resume"
    assert (
        elsewhere.post("/register/resume", data={"code": written}).location == "/register/steps/2"
    )
    assert elsewhere.post("/register/resume", data={"code": "AAAA-BBBB-CCCC"}).status_code == 422


def test_a_form_is_gone_after_fourteen_days(send, client):
    send("/register/mentee", **MENTEE["/register/mentee"])
    draft = one(RegistrationDraft)
    draft.saved_at -= timedelta(days=14)
    db.session.commit()
    assert client.get("/register/steps/2").location == "/register/resume"


def test_what_was_begun_can_be_deleted_at_once(send, client):
    send("/register/mentee", **MENTEE["/register/mentee"])
    client.post("/register/forgetting")
    assert none_of(RegistrationDraft)


def test_steps_are_not_jumped_over(send, client):
    send("/register/mentee", **MENTEE["/register/mentee"])
    assert client.get("/register/steps/4").location == "/register/steps/2"
    assert client.get("/register/review").location == "/register/steps/2"
    assert client.get("/register/steps/9").location == "/register/steps/2"


def test_where_people_are_informed_by_telephone_no_session_is_offered(
    app, monkeypatch, tmp_path, send, client
):
    make.information_session("GHE")
    short = 'steps = ["registered", "interview"]'
    practise(app, monkeypatch, tmp_path, stages=f"[mentee]\n{short}\n[mentor]\n{short}\n")
    fill_in(send, MENTEE)
    assert "Rue Neuve 1" not in client.get("/register/review").text
    assert send("/register/review", consent="true").location == "/register/thanks"
    assert one(Mentee).stage == Stage.REGISTERED
    assert "short training" not in client.get("/register/").text
    thanks = client.get("/register/thanks").text
    assert "Then we talk with you alone" in thanks
    assert "information session" not in thanks + one(Mail).body


def test_without_a_yes_nothing_is_sent_and_the_page_says_why(send, client):
    fill_in(send, MENTEE)
    answer = send("/register/review")
    assert answer.status_code == 422
    assert "We need your yes" in answer.text
    assert answer.text.index("One thing is not right yet") < answer.text.index("About you</h2>")
    assert none_of(Person)
