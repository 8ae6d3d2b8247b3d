"""Planning, changing and cancelling a training session; who takes part is told."""

from datetime import datetime
from typing import Any

from marshmallow import ValidationError

from app.accounts.queries import find_user_by_id
from app.core import clock, events
from app.core.db import db
from app.core.errors import refuse_if
from app.core.fields import NOT_A_CHOICE
from app.core.tenancy import tenant
from app.core.viewer import viewer
from app.people.queries import find_antenna
from app.people.rules import against_taking_in
from app.training.actions.completions import known_module
from app.training_sessions import queries, rules
from app.training_sessions.actions.letters import tell
from app.training_sessions.actions.places import move_up
from app.training_sessions.models import PlaceState, TrainingSession

TOLD_OF_CHANGES = ("starts_at", "place", "link")
TAKING_PART = {PlaceState.SIGNED_UP, PlaceState.WAITING, PlaceState.INVITED}


def plan_session(
    *, antenna: str, module_id: int, starts_at: datetime, **details: Any
) -> TrainingSession:
    """`antenna` is its code; `details` are minutes, place or link, language, trainer, capacity.

    Raises `Refused` for a moment that is past, a retired module, and an antenna not theirs.
    """
    module, office = known_module(module_id), find_antenna(antenna)
    if office is None:
        raise ValidationError({"antenna": [str(NOT_A_CHOICE)]})
    _check(details)
    here = against_taking_in(office, viewer().antenna_ids)
    refuse_if(here + rules.against_planning(module, starts_at, clock.now()))
    session = TrainingSession(
        antenna_id=office.id, module_id=module.id, starts_at=starts_at, **details
    )
    db.session.add(session)
    db.session.flush()
    events.record("training_session.planned", session, module=module.slug, starts_at=starts_at)
    return session


def change_session(
    *, session: TrainingSession, starts_at: datetime, capacity: int, **details: Any
) -> TrainingSession:
    """Who takes part is told when moment, place or link is another one; with more places those
    who wait longest move up."""
    session = queries.hold_session(session.id)
    places = queries.places_at(session)
    _check(details)
    highest = max((place.number or 0 for place in places), default=0)
    now = clock.now()
    refuse_if(rules.against_changing(session, starts_at, capacity, highest, now))
    session.starts_at, session.capacity = starts_at, capacity
    for name, value in details.items():
        setattr(session, name, value)
    changes = events.changed_fields(session)
    if changes:
        events.record("training_session.changed", session, **changes)
    db.session.flush()
    if set(changes) & set(TOLD_OF_CHANGES) and session.starts_at > now:
        for place in places:
            if place.state in TAKING_PART:
                tell(place, "training_changed", session)
    if session.starts_at > now:
        move_up(session)
    return session


def cancel_session(*, session: TrainingSession) -> TrainingSession:
    """Everybody who was to come, waits or was invited is told."""
    session = queries.hold_session(session.id)
    places = queries.places_at(session)
    held = any(place.attended is not None for place in places)
    refuse_if(rules.against_cancelling(session, held=held))
    session.cancelled_at = clock.now()
    concerned = [place for place in places if place.state in TAKING_PART]
    events.record("training_session.cancelled", session, people=len(concerned))
    if session.starts_at > clock.now():
        for place in concerned:
            tell(place, "training_cancelled", session)
    return session


def _check(details: dict[str, Any]) -> None:
    """What a list offers: the language is one of the tenant's, the trainer an account in use."""
    if details["language"] not in tenant().languages:
        raise ValidationError({"language": [str(NOT_A_CHOICE)]})
    trainer_id = details.get("trainer_id")
    if trainer_id is not None and find_user_by_id(trainer_id) is None:
        raise ValidationError({"trainer_id": [str(NOT_A_CHOICE)]})
