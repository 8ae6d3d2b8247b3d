"""Information sessions: places, attendance, changes, and many people at the same moment."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.antennas.actions import against_closing
from app.core import clock, gatherings
from app.core.db import db, transaction
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.information import actions, queries, rules
from app.information.models import InformationSession, SessionPlace
from app.messages.models import Mail
from app.people.models import Person, Stage
from tests import make


def waiting(name="Fatou", **more):
    return make.mentee(name, **{"stage": Stage.REGISTERED, "email": f"{name}@x.example", **more})


def refused(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reasons


def held(session):
    session.starts_at = clock.now() - timedelta(hours=2)
    db.session.commit()


def mails():
    return [
        (mail.kind, mail.recipient) for mail in db.session.scalars(select(Mail).order_by(Mail.id))
    ]


def test_signing_up_takes_the_first_place_and_is_confirmed(app):
    session, fatou = make.information_session(), waiting()
    place = actions.sign_up(session=session, person=fatou)
    assert (place.number, fatou.stage) == (1, Stage.INFORMATION)
    assert mails() == [("session_confirmed", fatou.email)]


def test_a_place_that_was_given_up_is_given_again(app):
    session = make.information_session()
    first, second, third = (waiting(name) for name in ("Ana", "Bo", "Chi"))
    for person in (first, second):
        actions.sign_up(session=session, person=person)
    assert refused(lambda: actions.sign_up(session=session, person=third)) == [rules.FULL]
    actions.give_up_place(session=session, person=first)
    assert actions.sign_up(session=session, person=third).number == 1


def test_another_session_frees_the_place_at_the_one_before(app):
    monday, friday = make.information_session(), make.information_session()
    fatou = waiting()
    actions.sign_up(session=monday, person=fatou)
    actions.sign_up(session=friday, person=fatou)
    assert [place.session_id for place in queries.coming_places_of(fatou)] == [friday.id]


@pytest.mark.parametrize(
    ("session", "person", "reason"),
    [
        ({"audience": "mentor"}, {}, rules.OTHER_AUDIENCE),
        ({"cancelled_at": clock.now()}, {}, gatherings.CANCELLED),
        ({"starts_at": clock.now() - timedelta(days=1)}, {}, gatherings.OVER),
        ({}, {"stage": Stage.INTERVIEW}, rules.PAST_INFORMATION),
    ],
)
def test_a_place_is_refused_with_the_reason(app, session, person, reason):
    found, fatou = make.information_session(**session), waiting(**person)
    assert refused(lambda: actions.sign_up(session=found, person=fatou)) == [reason]


def test_ten_people_at_once_never_take_more_places_than_there_are(app):
    session_id = make.information_session(capacity=3).id
    people = [waiting(f"P{n}", last_name=f"L{n}").id for n in range(10)]
    outcomes = []

    def take(person_id):
        with app.app_context(), acting_as(SYSTEM):
            try:
                with transaction():
                    session = db.session.scalars(
                        select(InformationSession).where(InformationSession.id == session_id)
                    ).one()
                    person = db.session.scalars(select(Person).where(Person.id == person_id)).one()
                    actions.sign_up(session=session, person=person)
                outcomes.append("place")
            except Refused as refusal:
                outcomes.append(refusal.reasons[0].code)
            finally:
                db.session.remove()

    db.session.commit()
    threads = [threading.Thread(target=take, args=[person_id]) for person_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    numbers = db.session.scalars(select(SessionPlace.number).order_by(SessionPlace.number)).all()
    assert list(numbers) == [1, 2, 3]
    assert sorted(outcomes) == ["full"] * 7 + ["place"] * 3


def test_attendance_leads_to_the_interview_and_can_be_corrected(app):
    session, there, absent = make.information_session(), waiting("Ana"), waiting("Bo")
    for person in (there, absent):
        actions.sign_up(session=session, person=person)
    held(session)
    assert actions.record_attendance(session=session, attended=[there.id]) == 1
    assert (there.stage, absent.stage) == (Stage.INTERVIEW, Stage.INFORMATION)
    actions.record_attendance(session=session, attended=[absent.id])
    assert (there.stage, absent.stage) == (Stage.INFORMATION, Stage.INTERVIEW)


def test_attendance_is_not_noted_before_the_session(app):
    session = make.information_session()
    reasons = refused(lambda: actions.record_attendance(session=session, attended=[]))
    assert reasons == [gatherings.NOT_BEGUN]


def test_a_correction_takes_nobody_back_who_was_interviewed(app):
    session, fatou = make.information_session(), waiting()
    actions.sign_up(session=session, person=fatou)
    held(session)
    actions.record_attendance(session=session, attended=[fatou.id])
    fatou.interviewed_on = clock.today()
    actions.record_attendance(session=session, attended=[])
    assert fatou.stage == Stage.INTERVIEW


def test_who_has_a_place_is_told_when_the_session_moves_or_is_cancelled(app):
    session, fatou = make.information_session(), waiting()
    actions.sign_up(session=session, person=fatou)
    later = session.starts_at + timedelta(days=1)
    actions.change_session(session=session, starts_at=later, capacity=5)
    actions.cancel_session(session=session)
    assert [kind for kind, _ in mails()] == [
        "session_confirmed",
        "session_changed",
        "session_cancelled",
    ]
    assert fatou.stage == Stage.INFORMATION


def test_more_places_alone_are_no_news(app):
    session, fatou = make.information_session(), waiting()
    actions.sign_up(session=session, person=fatou)
    actions.change_session(session=session, starts_at=session.starts_at, capacity=9)
    assert len(mails()) == 1


def test_a_session_does_not_become_smaller_than_its_people(app):
    session = make.information_session()
    for name in ("Ana", "Bo"):
        actions.sign_up(session=session, person=waiting(name))
    reasons = refused(
        lambda: actions.change_session(session=session, starts_at=session.starts_at, capacity=1)
    )
    assert reasons == [gatherings.TOO_SMALL]


def test_a_session_that_was_held_is_not_cancelled(app):
    session, fatou = make.information_session(), waiting()
    actions.sign_up(session=session, person=fatou)
    held(session)
    actions.record_attendance(session=session, attended=[fatou.id])
    assert refused(lambda: actions.cancel_session(session=session)) == [gatherings.HELD]


def test_sessions_of_a_day_follow_the_clock_of_the_tenant(app):
    day = clock.today() + timedelta(days=3)
    late = queries.local_instant(day, clock.now().time().replace(hour=23, minute=30))
    make.information_session(starts_at=late)
    assert len(queries.sessions_between(day, day)) == 1
    assert queries.sessions_between(day + timedelta(days=1), day + timedelta(days=1)) == []


def test_an_antenna_with_sessions_to_come_does_not_close(app):
    make.information_session("GHE")
    reasons = against_closing(make.antenna("GHE"), clock.today())
    assert rules.STILL_TO_COME in reasons
    assert rules.STILL_TO_COME not in against_closing(make.antenna("LIE"), clock.today())
