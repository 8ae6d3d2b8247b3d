"""What people do by a link of their own, on a telephone and by the keys: read, answer, verify."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.certificates import actions as certificates
from app.core.db import db, transaction
from app.core.viewer import SYSTEM, acting_as
from app.people.models import Mentor
from app.readings import actions as readings
from app.training.models import Completion, TrainingModule
from app.training_sessions import links
from app.training_sessions.actions import places
from app.training_sessions.models import TrainingPlace, TrainingSession
from tests.browser.hands import Keys
from tests.browser.looking import TELEPHONE, in_order


def somebody(language: str) -> Mentor:
    """A trained mentor of the demonstration, of whom it is known how; reads this language."""
    followed = Mentor.id.in_(select(Completion.person_id))
    trained = select(Mentor).where(Mentor.trained_on.is_not(None), followed)
    mentor = db.session.scalars(trained.order_by(Mentor.id)).first()
    assert mentor is not None
    mentor.language = language
    return mentor


@pytest.fixture
def country(programs):
    with programs("be").test_request_context(), acting_as(SYSTEM):
        yield
        db.session.remove()


@pytest.fixture
def reading(country) -> str:
    """The link to a module that was not followed yet, in Dutch."""
    with transaction():
        mentor = somebody("nl")
        module = db.session.scalars(select(TrainingModule).order_by(TrainingModule.id)).first()
        assert module is not None
        extra = TrainingModule(
            **{name: getattr(module, name) for name in ("position", "edition", "facts", "texts")},
            slug="read-alone",
            digest="",
            compulsory=False,
            introductions={"nl": "**Hier** bij ons"},
            examples={},
            copied_at=module.copied_at,
        )
        db.session.add(extra)
        db.session.flush()
        return readings.send_reading(person=mentor, module_id=extra.id).address


def test_a_module_is_read_and_its_quiz_answered(reading, visit):
    page = visit("be", size=TELEPHONE)
    page.goto(reading)
    in_order(page, "nl")
    hand = Keys(page)
    hand.press("#quiz [type=submit]")
    expect(page.locator(".summary")).to_be_visible()
    for number in range(page.locator(".quiz-question").count()):
        hand.pick(f"[name=answer-{number}] >> nth=0")
    hand.press("#quiz [type=submit]")
    expect(page.locator("#quiz .told").first).to_be_visible()
    in_order(page, "nl")


def test_an_invitation_is_accepted(country, visit):
    with transaction():
        mentor = somebody("fr")
        mentor.email = "mentor@people.example"
        coming = select(TrainingSession).order_by(TrainingSession.starts_at.desc())
        session = db.session.scalars(coming).first()
        places.take_place(session=session, person=mentor)
        place = db.session.scalars(
            select(TrainingPlace).where(TrainingPlace.person_id == mentor.id)
        ).one()
        address = links.place_url(place)
    page = visit("be", size=TELEPHONE)
    page.goto(address)
    in_order(page, "fr")
    Keys(page).press("[name=answer][value=decline]")
    expect(page.locator("[name=answer][value=accept]")).to_be_visible()
    Keys(page).press("[name=answer][value=accept]")
    expect(page.locator("[name=answer][value=decline]")).to_be_visible()
    in_order(page, "fr")
    page.goto("/training-place/nothing")
    in_order(page, "fr")


def test_a_certificate_is_verified(country, visit):
    with transaction():
        code = certificates.issue_certificate(person=somebody("nl")).code
    page = visit("be")
    page.goto("/certificates/")
    Keys(page).write("[name=code]", code.lower())
    Keys(page).press("main [type=submit]")
    expect(page.locator(".notice.done")).to_be_visible()
    in_order(page, "fr")
    page.goto("/certificates/NOTHING")
    in_order(page, "fr")
