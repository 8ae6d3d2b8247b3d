"""What somebody sends to take modules over."""

from app.core.fields import Schema


class TakingSchema(Schema):
    """The archive itself is a file of the form."""
