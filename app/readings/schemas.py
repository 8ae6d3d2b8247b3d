"""Which module is sent to somebody."""

from app.core.fields import Schema, Whole


class ReadingSchema(Schema):
    module_id = Whole(required=True)
