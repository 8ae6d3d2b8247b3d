"""Mails about somebody's place at a training session."""

from app.training.actions.letters import write_to
from app.training_sessions import links
from app.training_sessions.models import TrainingPlace, TrainingSession


def tell(place: TrainingPlace, kind: str, session: TrainingSession) -> bool:
    """About their place at a session, with the link that changes it; the module must be loaded."""
    return write_to(
        place.person,
        kind,
        session.module,
        session=session,
        link=links.place_url(place),
        calendar=links.place_url(place, "calendar"),
    )
