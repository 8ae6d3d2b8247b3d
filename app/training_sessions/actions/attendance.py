"""Who was at a training session: it writes their completions, and can be corrected afterwards."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.core import clock, events
from app.core.errors import refuse_if
from app.training.actions.completions import complete, correct, remove
from app.training.models import Completion, CompletionWay
from app.training.queries import completions
from app.training_sessions import queries, rules
from app.training_sessions.models import PlaceState, TrainingPlace, TrainingSession

Sheet = Mapping[int, Mapping[str, Any]]


def record_attendance(
    *, session: TrainingSession, hours: float, people: Sequence[Mapping[str, Any]]
) -> int:
    """`people` have person_id, attended and observation; who is left out was not there.

    How many were there. Each gets a completion of the module, unless they have one from elsewhere;
    a tick that is taken away takes the completion of this session away again.
    """
    session = queries.hold_session(session.id)
    refuse_if(rules.against_attendance(session, clock.now()))
    sheet = {row["person_id"]: row for row in people}
    places = [p for p in queries.places_at(session) if p.state == PlaceState.SIGNED_UP]
    done = completions.completed_among(session.module_id, [place.person_id for place in places])
    for place in places:
        row = sheet.get(place.person_id, {})
        place.attended = bool(row.get("attended"))
        _follow(place, session, done.get(place.person_id), hours, row.get("observation"))
    there = sum(bool(place.attended) for place in places)
    events.record("training_session.attendance_recorded", session, attended=there, hours=hours)
    return there


def _follow(
    place: TrainingPlace,
    session: TrainingSession,
    known: Completion | None,
    hours: float,
    observation: str | None,
) -> None:
    ours = known if known is not None and known.session_id == session.id else None
    facts: dict[str, Any] = {
        "completed_on": clock.day_of(session.starts_at),
        "hours": hours,
        "observation": observation,
    }
    if place.attended and known is None:
        way, of = CompletionWay.SESSION, session.module
        complete(place.person, of, way, session_id=session.id, **facts)
    elif place.attended and ours is not None:
        correct(place.person, ours, **facts)
    elif not place.attended and ours is not None:
        remove(place.person, ours)
