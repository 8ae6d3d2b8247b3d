"""Invented training: what the trained mentors followed, some who are half-way, and sessions."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import insert

from app.antennas.models import Antenna
from app.antennas.queries import open_antennas
from app.core import clock
from app.core.db import db
from app.core.tenancy import tenant
from app.demo.days import working_day
from app.demo.staff import language_of
from app.people.models import Mentor, Stage
from app.training.models import Completion, CompletionWay, TrainingModule
from app.training.queries.modules import offered_modules
from app.training.reading import hours_of
from app.training_sessions.models import PlaceState, TrainingPlace, TrainingSession

BETWEEN = timedelta(days=3)
"""From one module to the next: eight in the weeks before the day a mentor was trained."""
PLACES = 8


def make_training(mentors: Sequence[Mentor]) -> None:
    """Nothing while the library was not copied yet."""
    course = offered_modules()
    if not course:
        return
    rows = [row for mentor in mentors for row in _followed(mentor, course)]
    if rows:
        db.session.execute(insert(Completion), rows)
    halfway = _begin_training(mentors)
    for number, antenna in enumerate(open_antennas()):
        here = [mentor for mentor in halfway if mentor.antenna_id == antenna.id][:PLACES]
        _held(antenna, course[0], here, number)
        _coming(antenna, course[1 % len(course)], here, number)
    db.session.flush()


def _followed(mentor: Mentor, course: Sequence[TrainingModule]) -> list[dict[str, object]]:
    """The last module on the day that the mentor was trained, the others before it."""
    if mentor.trained_on is None:
        return []
    first = mentor.trained_on - BETWEEN * (len(course) - 1)
    return [
        {
            "person_id": mentor.id,
            "module_id": module.id,
            "edition": module.edition,
            "way": CompletionWay.NOTED,
            "completed_on": first + BETWEEN * place,
            "hours": hours_of(module),
        }
        for place, module in enumerate(course)
    ]


def _begin_training(mentors: Sequence[Mentor]) -> list[Mentor]:
    """Every second mentor who was to be interviewed has been, and follows the modules now."""
    chosen = [mentor for mentor in mentors if mentor.stage == Stage.INTERVIEW][::2]
    for mentor in chosen:
        mentor.interviewed_on, mentor.stage = mentor.stage_since, Stage.TRAINING
    return chosen


def _held(antenna: Antenna, module: TrainingModule, people: Sequence[Mentor], number: int) -> None:
    """A session of some weeks ago, with its attendance."""
    day = working_day(clock.today() - timedelta(days=7 + number))
    session = _session(antenna, module, day)
    for place, mentor in enumerate(people, start=1):
        _seat(session, mentor, place, attended=True)
        db.session.add(
            Completion(
                person_id=mentor.id,
                module_id=module.id,
                edition=module.edition,
                way=CompletionWay.SESSION,
                completed_on=day,
                hours=hours_of(module),
                session_id=session.id,
            )
        )


def _coming(
    antenna: Antenna, module: TrainingModule, people: Sequence[Mentor], number: int
) -> None:
    session = _session(antenna, module, working_day(clock.today() + timedelta(days=4 + number)))
    for place, mentor in enumerate(people, start=1):
        _seat(session, mentor, place)


def _session(antenna: Antenna, module: TrainingModule, day: date) -> TrainingSession:
    language = language_of([antenna])
    session = TrainingSession(
        antenna_id=antenna.id,
        module_id=module.id,
        starts_at=datetime.combine(day, time(13, 30), tenant().zone),
        minutes=210,
        place=antenna.names.get(language, antenna.code),
        language=language,
        capacity=PLACES,
    )
    db.session.add(session)
    db.session.flush()
    return session


def _seat(
    session: TrainingSession, mentor: Mentor, number: int, *, attended: bool | None = None
) -> None:
    db.session.add(
        TrainingPlace(
            session_id=session.id,
            person_id=mentor.id,
            state=PlaceState.SIGNED_UP,
            number=number,
            asked_at=clock.now(),
            attended=attended,
        )
    )
