"""Training sessions: planning, inviting, the waiting list, attendance, many at the same moment."""

import threading
from datetime import timedelta

import pytest
from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.antennas.actions import against_closing
from app.core import clock
from app.core.db import db, transaction
from app.core.errors import Refused
from app.core.viewer import SYSTEM, acting_as
from app.messages.models import Mail
from app.people.models import Person, Stage
from app.training.models import CompletionWay
from app.training.queries import completions
from app.training.rules import ALREADY_COMPLETED
from app.training_sessions import queries, rules
from app.training_sessions.actions import attendance, places
from app.training_sessions.actions import sessions as actions
from app.training_sessions.models import PlaceState, TrainingPlace, TrainingSession
from tests import make
from tests.training import made

SIGNED_UP, WAITING, CANCELLED = PlaceState.SIGNED_UP, PlaceState.WAITING, PlaceState.CANCELLED


def learner(name="Marc", **more):
    return make.mentor(name, **{"stage": Stage.TRAINING, "email": f"{name}@x.example", **more})


def refused(call):
    with pytest.raises(Refused) as refusal:
        call()
    return refusal.value.reasons


def mails():
    found = db.session.scalars(select(Mail).order_by(Mail.id))
    return [(mail.kind, mail.recipient) for mail in found]


def details(**more):
    return {
        "antenna": "GHE",
        "starts_at": clock.now() + timedelta(days=7),
        "minutes": 210,
        "place": "Rue Neuve 1",
        "language": "fr",
        "capacity": 8,
        **more,
    }


def test_a_session_is_planned_for_a_module_that_is_offered(app):
    module = made.module()
    session = actions.plan_session(module_id=module.id, **details())
    assert (session.module_id, session.antenna_id) == (module.id, make.antenna("GHE").id)
    assert make.last_event().name == "training_session.planned"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"module_id": 987_654}, "module_id"),
        ({"antenna": "ZZZ"}, "antenna"),
        ({"language": "de"}, "language"),
        ({"trainer_id": 987_654}, "trainer_id"),
    ],
)
def test_what_is_in_no_list_is_no_choice(app, wrong, field):
    module_id = made.module().id
    with pytest.raises(ValidationError) as error:
        actions.plan_session(**(details(module_id=module_id) | wrong))
    assert field in error.value.messages


def test_a_retired_module_and_a_moment_that_is_past_are_refused_together(app):
    module = made.module(retired_at=clock.now())
    past = clock.now() - timedelta(hours=1)
    plan = lambda: actions.plan_session(module_id=module.id, **details(starts_at=past))  # noqa: E731
    assert refused(plan) == [rules.RETIRED, rules.IN_THE_PAST]


def test_everybody_invited_gets_a_mail_and_who_cannot_is_told_why(app):
    module = made.module()
    session = made.session(module)
    ana, bo, fatou = learner("Ana"), learner("Bo", email=None), make.mentee(email="f@x.example")
    done = learner("Dee")
    made.completion(done, module)
    outcome = places.invite(session=session, people=[ana, bo, fatou, done])
    assert outcome.done == [ana]
    assert {person.first_name: reasons for person, reasons in outcome.refused} == {
        "Bo": [rules.NO_ADDRESS],
        "Fatou": [rules.NOT_FOR_THEM],
        "Dee": [ALREADY_COMPLETED],
    }
    assert mails() == [("training_invitation", "Ana@x.example")]
    again = places.invite(session=session, people=[ana])
    assert again.refused == [(ana, [rules.ALREADY_ON_IT])]


def test_a_full_session_has_a_waiting_list_that_moves_up(app):
    session = made.session(made.module(), capacity=1)
    ana, bo, chi = learner("Ana"), learner("Bo"), learner("Chi")
    states = [places.take_place(session=session, person=one).state for one in (ana, bo, chi)]
    assert states == [SIGNED_UP, WAITING, WAITING]
    places.give_up_place(session=session, person=ana)
    found = {place.person_id: (place.state, place.number) for place in queries.places_at(session)}
    assert found == {ana.id: (CANCELLED, None), bo.id: (SIGNED_UP, 1), chi.id: (WAITING, None)}
    assert mails()[-1] == ("training_moved_up", "Bo@x.example")


def test_who_declined_may_accept_again_and_waits_behind_the_others(app):
    session = made.session(made.module(), capacity=1)
    ana, bo = learner("Ana"), learner("Bo")
    place = places.take_place(session=session, person=ana)
    places.take_place(session=session, person=bo)
    places.answer(place=place, answer="decline")
    assert places.answer(place=place, answer="accept").state == WAITING


def test_more_places_let_those_who_wait_in_and_fewer_than_taken_are_refused(app):
    session = made.session(made.module(), capacity=1)
    for name in ("Ana", "Bo", "Chi"):
        places.take_place(session=session, person=learner(name))
    known = details(starts_at=session.starts_at, capacity=2)
    known.pop("antenna")
    actions.change_session(session=session, **known)
    assert [place.state for place in queries.places_at(session)] == [SIGNED_UP, SIGNED_UP, WAITING]
    assert refused(
        lambda: actions.change_session(session=session, **(known | {"capacity": 1}))
    ) == [rules.TOO_SMALL]


def test_who_takes_part_is_told_of_another_moment_and_of_the_cancelling(app):
    session = made.session(made.module())
    places.take_place(session=session, person=learner("Ana"))
    places.invite(session=session, people=[learner("Bo")])
    known = details(capacity=2, starts_at=session.starts_at + timedelta(days=1))
    known.pop("antenna")
    actions.change_session(session=session, **known)
    actions.cancel_session(session=session)
    told = mails()[-4:]
    assert [kind for kind, _ in told] == ["training_changed"] * 2 + ["training_cancelled"] * 2
    assert refused(lambda: actions.cancel_session(session=session)) == [rules.CANCELLED]


def sheet(*people, **more):
    return [
        {"person_id": one.id, "attended": True, "observation": "Asks", **more} for one in people
    ]


def test_attendance_completes_the_module_and_can_be_corrected(app):
    module = made.module()
    session = made.session(module)
    ana, bo = learner("Ana"), learner("Bo")
    for one in (ana, bo):
        places.take_place(session=session, person=one)
    made.held(session)
    assert attendance.record_attendance(session=session, hours=3.5, people=sheet(ana)) == 1
    row = completions.find_completion(ana.id, module.id)
    assert (row.way, row.hours, row.observation) == (CompletionWay.SESSION, 3.5, "Asks")
    assert (row.session_id, row.completed_on) == (session.id, clock.day_of(session.starts_at))
    assert (ana.stage, bo.stage) == (Stage.EVALUATION, Stage.TRAINING)
    assert attendance.record_attendance(session=session, hours=3, people=sheet(bo)) == 1
    assert completions.find_completion(ana.id, module.id) is None
    assert (ana.stage, ana.trained_on, bo.stage) == (Stage.TRAINING, None, Stage.EVALUATION)
    assert refused(lambda: actions.cancel_session(session=session)) == [rules.HELD]


def test_who_completed_the_module_before_keeps_that(app):
    module = made.module()
    session, ana = made.session(module), learner("Ana")
    places.take_place(session=session, person=ana)
    made.completion(ana, module, hours=2)
    made.held(session)
    attendance.record_attendance(session=session, hours=3.5, people=sheet(ana))
    attendance.record_attendance(session=session, hours=3.5, people=[])
    assert completions.find_completion(ana.id, module.id).hours == 2


def test_no_attendance_before_the_session_has_begun(app):
    session = made.session(made.module())
    record = lambda: attendance.record_attendance(session=session, hours=3, people=[])  # noqa: E731
    assert refused(record) == [rules.NOT_BEGUN]


def test_a_session_never_holds_more_than_it_can_though_many_answer_at_once(app):
    """More than there are places, at the same moment: each of the others waits."""
    session_id = made.session(made.module(), capacity=2).id
    people = [learner(f"P{n}").id for n in range(4)]
    barrier = threading.Barrier(len(people))

    def take(person_id):
        with app.app_context(), acting_as(SYSTEM):
            barrier.wait(timeout=20)
            try:
                with transaction():
                    found = select(TrainingSession).where(TrainingSession.id == session_id)
                    person = db.session.scalars(select(Person).where(Person.id == person_id)).one()
                    places.take_place(session=db.session.scalars(found).one(), person=person)
            finally:
                db.session.remove()

    db.session.remove()
    threads = [threading.Thread(target=take, args=[person_id]) for person_id in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    states = list(db.session.scalars(select(TrainingPlace.state)))
    assert sorted(states) == [SIGNED_UP, SIGNED_UP, WAITING, WAITING]


def test_the_table_itself_refuses_the_same_number_twice(app):
    session = made.session(made.module())
    for name in ("Ana", "Bo"):
        row = TrainingPlace(
            session_id=session.id,
            person_id=learner(name).id,
            state=SIGNED_UP,
            number=1,
            asked_at=clock.now(),
        )
        db.session.add(row)
    with pytest.raises(IntegrityError):
        db.session.flush()
    db.session.rollback()


def test_sessions_to_come_stand_against_closing_their_antenna(app):
    session = made.session(made.module(), "GHE")
    assert rules.STILL_TO_COME in against_closing(make.antenna("GHE"), clock.today())
    made.held(session)
    assert rules.STILL_TO_COME not in against_closing(make.antenna("GHE"), clock.today())
