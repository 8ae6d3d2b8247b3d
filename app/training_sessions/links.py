"""The link in somebody's hands to their place at a session."""

from flask import url_for
from itsdangerous import BadData

from app.core.signing import signer
from app.training_sessions.models import TrainingPlace

PURPOSE = "training.place"


def place_token(place: TrainingPlace) -> str:
    """Only whoever holds it answers for this place, and only for this person and session."""
    signed: str = signer(PURPOSE).dumps([place.id, place.person_id, place.session_id])
    return signed


def read_place_token(text: str) -> tuple[int, int, int] | None:
    """The ids of the place, its person and its session; None when it is not ours."""
    try:
        place_id, person_id, session_id = signer(PURPOSE).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    found = place_id, person_id, session_id
    return found if all(type(number) is int for number in found) else None


def place_url(place: TrainingPlace, page: str = "show") -> str:
    return url_for(f"training_places.{page}", token=place_token(place), _external=True)
