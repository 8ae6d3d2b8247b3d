"""What a form sends with a file: nothing besides the file."""

from app.core.fields import Schema


class UploadSchema(Schema):
    pass
