"""What comes in about receipts."""

from app.core.fields import Schema, Text, Whole

FIRST_YEAR = 2013
"""The organisation was founded then (brief.md)."""


class YearSchema(Schema):
    year = Whole(FIRST_YEAR, 2200, required=True)


class CancellationSchema(Schema):
    reason = Text(300, required=True)
