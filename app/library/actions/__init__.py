"""Every change of the library: modules, their texts in each language, editions, shipped content."""

from app.library.actions.shipping import take_shipped

__all__ = ["take_shipped"]
