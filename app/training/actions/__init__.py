"""What can be done in training. Nothing here commits; every action leaves an event."""

from app.training.actions.copying import refresh

__all__ = ["refresh"]
